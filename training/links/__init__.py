"""Who goes back to whom: the closer look at pairs of mentions, learned on the states of the finished reader."""
