"""The command line. Thin: it reads arguments and environment, and writes what the package returns."""

from communique.cli import briefing, correcting, demo, dossier, read, run, web
from communique.cli.app import app, main

__all__ = ["app", "briefing", "correcting", "demo", "dossier", "main", "read", "run", "web"]
