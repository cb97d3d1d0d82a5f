"""Learning which words tell a deed, and who did it to whom, from hand-coded sentences."""
