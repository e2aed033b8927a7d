"""Published items: their rows, indexes and pages."""
