"""Exports of news databases (Nexis Uni, Factiva, ProQuest) → the articles in them, each as a Page of its own."""

from communique.source.databases.open import articles, recognised

__all__ = ["articles", "recognised"]
