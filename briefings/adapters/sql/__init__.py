"""The store on SQLAlchemy Core: SQLite and PostgreSQL from the same statements."""
