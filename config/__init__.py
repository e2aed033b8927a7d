"""Settings, logging and the defaults that ship."""
