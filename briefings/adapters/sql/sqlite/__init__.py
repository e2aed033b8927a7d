"""What only a SQLite file needs: backup, restore and reading."""
