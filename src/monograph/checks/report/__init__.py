"""Problems as people and programs read them: one form a file."""
