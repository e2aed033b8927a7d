"""Discord: the client, the rendering, the courier and the translation of failures."""
