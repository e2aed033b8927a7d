"""Telegram: the app, the rendering, the courier and the translation of failures."""
