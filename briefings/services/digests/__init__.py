"""Digest plans, and what a digest says."""
