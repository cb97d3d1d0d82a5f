"""Pages written for the package, to try it on: real diplomatic history, invented outlets, sentences of our own."""

from communique.demo.shelf import DemoPage, demo_pages, report

__all__ = ["DemoPage", "demo_pages", "report"]
