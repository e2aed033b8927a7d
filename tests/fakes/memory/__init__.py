"""A store that keeps everything in memory: for tests and for trying things out. It forgets all when it closes."""
