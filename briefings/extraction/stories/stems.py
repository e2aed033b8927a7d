"""Words without their endings: enough that "flooded" meets "flooding", and "Brüssel" "Brüssels"."""

_ENGLISH = ("ingly", "edly", "ing", "ies", "ed", "es", "s", "ly")
_SHORTEST = 4
_LONGEST = 9


def stem(word: str, language: str) -> str:
    """Cut a word in small letters; in other languages than English two letters, and what is longer than nine."""
    if language == "en":
        for ending in _ENGLISH:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                return word[: -len(ending)]
        return word
    return word[: max(_SHORTEST, min(len(word) - 2, _LONGEST))]
