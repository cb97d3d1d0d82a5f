"""Many accounts to one story: whose hand a page is from, what is told twice, how accounts differ, how things stand."""
