"""Everything that is kept, as records for export and import."""
