"""Quotes, and quoted words that are no speech."""

from dataclasses import dataclass
from enum import StrEnum

from briefings.domain.text import Excerpt

FRAGMENT_WORDS = 3
"""A quote of at most this many words is a fragment."""


class QuoteKind(StrEnum):
    """How much of the speaker's sentence a quote carries."""

    FULL = "full"
    FRAGMENT = "fragment"


class OtherKind(StrEnum):
    """What quoted words are when nobody is quoted."""

    TITLE = "title"
    SCARE = "scare"
    HEADING = "heading"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a speaker said or wrote, as the source prints them.

    ``excerpts`` holds one span, or the parts of a split quote in the order of the text; quotation marks are outside.
    ``speaker`` is None when the source does not say, or extraction cannot tell, who spoke: shown as "unattributed".
    ``speaker`` is the fullest name that the article gives; ``role`` what the article calls them ("NATO chief").
    ``sentence`` is what stands around the first excerpt, marks and attribution included. ``why`` says in one line how
    the speaker was found. ``confidence``, from 0 to 1, is how sure reading is that this is speech and the speaker's.
    ``held`` keeps the quote in the draft and out of what readers see, until an editor keeps it. ``edited_in`` is the
    number of the revision whose author gave the quote its speaker, None for a quote as it was read; ``speaker_added``
    says that the source does not name that speaker.
    """

    excerpts: tuple[Excerpt, ...]
    speaker: str | None
    sentence: Excerpt
    kind: QuoteKind = QuoteKind.FULL
    role: str | None = None
    cue: str | None = None
    why: str = ""
    confidence: float = 1.0
    held: bool = False
    edited_in: int | None = None
    speaker_added: bool = False

    @property
    def text(self) -> str:
        """The quote as one line; parts of a split quote are joined by a spaced ellipsis in brackets."""
        return " […] ".join(excerpt.text for excerpt in self.excerpts)


@dataclass(frozen=True, slots=True)
class OtherQuoted:
    """Quoted words that are not speech: a work's title, scare quotes, a quoted heading, a term that is explained."""

    excerpt: Excerpt
    kind: OtherKind
