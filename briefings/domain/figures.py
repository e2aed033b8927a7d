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
    ``edited_in`` is the number of the revision whose author made the figure what it is, None for one as it was read.
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
    edited_in: int | None = None
