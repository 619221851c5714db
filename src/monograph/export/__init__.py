"""The library as a dataset."""
