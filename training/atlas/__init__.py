"""Builds the tables of the atlas: ``python -m training.atlas.build``."""
