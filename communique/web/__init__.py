"""The dossier in a browser: one frozen context for each page, rendered live or into one static file by the same code.

``view.View`` is what all pages are made of; ``pages`` has one function for each page (``View`` and what was asked in,
a frozen context out); ``drawings`` places marks (timeline, bars, tree, network, map) without knowing HTML;
``templates`` write contexts; ``app`` serves them, ``publish`` writes them into one file. No SQL and no inference here.
"""
