"""Pages made from a library."""
