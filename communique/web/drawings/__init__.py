"""Where marks of a drawing stand: pure functions from the record to frozen marks, in units of the drawing."""
