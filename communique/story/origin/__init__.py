"""Texts → whose hand each page is from: how two texts overlap, what a page says of its origin, and who that is."""
