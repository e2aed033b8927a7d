"""Whether a person is a man or a woman, where no title, role or given name tells: by the pronouns that follow the name."""

import re
from collections.abc import Callable

from briefings.extraction.document import Document
from briefings.extraction.mentions import Mention, Mentions

_PRONOUN = re.compile(r"\b(?:(?P<m>he|his|him|himself)|(?P<f>she|her|hers|herself))\b", re.IGNORECASE)
_REACH = 160
_SPANS_READ = 6


class Genders:
    """Reads each person's gender once; ``is_quoted`` tells spans of the text that stand within a quote."""

    def __init__(self, document: Document, mentions: Mentions, is_quoted: Callable[[int, int], bool]) -> None:
        self._document = document
        self._mentions = mentions
        self._is_quoted = is_quoted
        self._known: dict[str, str | None] = {}

    def of(self, mention: Mention) -> str | None:
        """``m``, ``f`` or None; in English only, whose pronouns name persons alone."""
        if mention.gender is not None or mention.kind != "person" or self._mentions.language != "en":
            return mention.gender
        if mention.name not in self._known:
            self._known[mention.name] = self._by_pronouns(mention)
        return self._known[mention.name]

    def _by_pronouns(self, person: Mention) -> str | None:
        balance = 0
        for _, stop in person.spans[:_SPANS_READ]:
            paragraph = self._document.paragraph_at(stop - 1)
            end = min(stop + _REACH, paragraph.end if paragraph else stop)
            others = (begin for begin, _, other in self._mentions.within(stop, end) if other.kind == "person")
            for pronoun in _PRONOUN.finditer(self._document.text, stop, next(others, end)):
                if not self._is_quoted(*pronoun.span()):
                    balance += 1 if pronoun["m"] else -1
                    break
        return None if balance == 0 else "m" if balance > 0 else "f"
