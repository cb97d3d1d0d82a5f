"""Communiqué: news pages about diplomacy and conflict, read into sourced facts."""
