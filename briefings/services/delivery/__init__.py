"""Carrying owed messages to the platforms."""
