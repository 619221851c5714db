"""Reports of verdicts."""
