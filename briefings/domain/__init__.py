"""Frozen values and their rules."""
