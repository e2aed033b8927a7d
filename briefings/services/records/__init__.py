"""The archive as records: export, import, the audit log and housekeeping."""
