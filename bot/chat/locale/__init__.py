"""The catalogue's template and its translations: one ``<language>/LC_MESSAGES/daybrief.mo`` each."""
