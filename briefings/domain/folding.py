"""Folding for search: case, accents and Unicode forms; it lives in search columns only, never in a text that is shown.

Letters that Unicode does not take apart (ł, ø, đ …) are folded by a table of our own. Other scripts stay what they are.
"""

import re
import unicodedata
from collections.abc import Iterable

MAX_QUERY_WORDS = 12
"""How many words of a query count; the rest are ignored."""

SHORTEST_BEGINNING = 2
"""How many code points the beginning of a word has at least."""

MAX_WORD = 64
"""How many code points of a folded word count."""

_APART = str.maketrans(
    {
        **dict(zip("łøđðħŧıŋĸƒȼɏ", "loddhtinkfcy", strict=True)),
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        **dict.fromkeys("’‘ʼ‛`´′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])[^\W_]"
    r"|[\u0900-\u0963\u0970-\u0dff\u0e30-\u0e4e\u0eb0-\u0ece\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3])+"
)


def fold(text: str) -> str:
    """Return the text in lower case, without accents, in one Unicode form, with plain quotation marks and hyphens."""
    if text.isascii():
        return text.lower().translate(_APART) if "`" in text else text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_APART)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text in order: letters and digits; Chinese and Japanese signs are a word each."""
    return [word[:MAX_WORD] for word in _WORD.findall(fold(text))]


def query_words(words: Iterable[str]) -> tuple[str, ...]:
    """Return what to look for: the folded words, each once, at most MAX_QUERY_WORDS; empty when no letter is left."""
    found = dict.fromkeys(token for word in words for token in words_of(word[:1000]))
    return tuple(found)[:MAX_QUERY_WORDS]
