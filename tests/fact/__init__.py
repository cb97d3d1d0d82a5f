"""Tests of the room fact."""
