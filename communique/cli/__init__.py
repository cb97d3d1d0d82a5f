"""The command line. Thin: it reads arguments and environment, and writes what the package returns."""

from communique.cli import briefing, corpus, correcting, demo, dossier, exporting, read, web
from communique.cli.app import app, main

__all__ = ["app", "briefing", "corpus", "correcting", "demo", "dossier", "exporting", "main", "read", "web"]
