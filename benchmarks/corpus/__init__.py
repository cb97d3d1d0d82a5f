"""Benchmarks of whole corpora: speed, memory, kills, hostile inputs."""
