"""Articles read in worker processes."""
