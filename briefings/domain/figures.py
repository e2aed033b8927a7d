"""Key figures, with who claims them."""

from dataclasses import dataclass
from decimal import Decimal

from briefings.domain.text import Excerpt


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its meaning; ``excerpt`` is the whole phrase ("record 267 attack drones").

    ``value`` is None for a range, a "tens of thousands" and the like, which carry ``low`` and ``high`` (either may be
    open). Values are normalised: "2.5 million euros" is 2500000 with unit "EUR"; "1 in 8" is 0.125 with unit "share";
    "12 percent" is 12 with unit "%". ``what`` is the thing counted, in the source's words. ``claimant`` is the fullest
    name the article gives for who says so. ``window`` is the time that the figure covers, in the source's words.
    ``statement`` is the clause around the phrase that tells its direction and what it is compared with, where one can
    stand alone: readers get it in place of the phrase. ``confidence``, from 0 to 1, is how sure reading is that the
    phrase is whole and tells a reader something. ``held`` keeps the figure in the draft and out of what readers see,
    until an editor keeps it. ``edited_in`` is the number of the revision whose author made the figure what it is, None
    for one as it was read.
    """

    excerpt: Excerpt
    sentence: Excerpt
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    what: str | None = None
    qualifier: str | None = None
    claimant: str | None = None
    window: str | None = None
    why: str = ""
    confidence: float = 1.0
    held: bool = False
    statement: Excerpt | None = None
    edited_in: int | None = None

    @property
    def shown(self) -> Excerpt:
        """The words that readers get: the statement, else the phrase."""
        return self.statement or self.excerpt
