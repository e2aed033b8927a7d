"""Source text in, spans out: pure, offline, deterministic."""
