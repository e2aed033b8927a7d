"""What people type, turned into commands and options."""
