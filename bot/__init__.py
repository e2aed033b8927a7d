"""The program: how people reach the core."""
