"""Events of two pages → whether they are one: how each is told, how alike that is, and what follows for groups."""
