"""Pages fetched from addresses that users name."""
