"""Makes the pictures of the documentation from real answers."""
