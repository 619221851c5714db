"""Many monographs together: the store, the search index and the grouping by substance."""
