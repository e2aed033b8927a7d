"""From the words that name a speaker to the speaker: full names, pronouns and descriptions."""

import re
from dataclasses import dataclass

from briefings.extraction.document import Document
from briefings.extraction.mentions import Mention, Mentions
from briefings.extraction.quotes.marks import Region
from briefings.extraction.speakers.phrases import Source

_ARTICLE = re.compile(r"^(?:an?|the|one of the|one of|one|some|another)[ \u00a0](?=.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: ``name`` as shown, the mention where there is one, and how a pronoun was read."""

    name: str
    mention: Mention | None
    reading: str = ""


class Resolver:
    """Reads sources in the order of the text and remembers who spoke last."""

    def __init__(self, document: Document, mentions: Mentions) -> None:
        self._document = document
        self._mentions = mentions
        self._last: Speaker | None = None

    def resolve(self, source: Source, region: Region) -> Speaker | None:
        """The speaker that ``source`` means, or None when a pronoun stays open."""
        if source.kind == "name" and source.mention is not None:
            speaker: Speaker | None = Speaker(source.mention.name, source.mention)
        elif source.kind == "nominal":
            speaker = Speaker(_ARTICLE.sub("", source.phrase), None)
        else:
            speaker = self._pronoun(source)
        if speaker is not None and (speaker.mention is not None):
            self._last = speaker
        return speaker

    def _pronoun(self, source: Source) -> Speaker | None:
        if source.phrase not in {"he", "she"}:
            return None
        wanted = "m" if source.phrase == "he" else "f"
        mention = self._nearest(source.at, wanted)
        if mention is None:
            return None
        return Speaker(mention.name, mention, f"“{source.phrase}” = {mention.name}")

    def _nearest(self, at: int, gender: str) -> Mention | None:
        if self._last and self._last.mention and self._last.mention.gender in {gender, None}:
            return self._last.mention
        start = max(0, at - 1500)
        people = [
            m for _, _, m in self._mentions.within(start, at) if m.kind == "person" and m.gender in {gender, None}
        ]
        return people[-1] if people else None
