"""An article comes in: read, kept as a source, described, and turned into a draft."""
