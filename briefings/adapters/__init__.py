"""The real outside: databases, the web, files, the clock."""
