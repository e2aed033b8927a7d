"""The same table in a terminal: no token, no network; the proof that adapters are thin."""
