"""Text read out of uploaded files."""
