"""What the story room is taught: vectors of events, weights of signs, how common words are."""
