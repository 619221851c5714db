"""Claims held against official labels."""
