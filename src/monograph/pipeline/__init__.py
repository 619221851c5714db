"""The build: what is new, a pool of workers, the floors below in order, the swap."""
