"""The claim records and one reader for each kind; a reader is a pure function of a monograph."""
