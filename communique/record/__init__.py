"""One SQLite file for a dossier: pages as they came, what they say, decisions and corrections, each with its source."""
