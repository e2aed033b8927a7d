"""The same command table in a terminal: no token, no network."""
