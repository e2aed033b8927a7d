"""Bringing corrections to the messages that showed the error."""
