"""Protocols, one module per outside thing."""
