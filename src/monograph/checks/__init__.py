"""The rules, one family a file, their registry and their reports."""
