"""Who says what is quoted: a grammar of cues over classed words."""
