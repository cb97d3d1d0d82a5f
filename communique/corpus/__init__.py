"""What researchers do with a run: what changed between two, its codebook, blind sheets for coders, and their scores."""
