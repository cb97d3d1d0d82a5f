"""Accounts, verdicts and origins → the dossier: happenings, differences, rounds, courses, plans, and what is new."""
