"""One module for each page: a function of the view and of what was asked, giving a frozen context."""
