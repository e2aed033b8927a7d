"""The verbatim rule: a quote, a figure or a date is the source's own words at its span, or it is not shown."""

from collections.abc import Iterator

from briefings.domain.briefing import Content
from briefings.domain.errors import UserError
from briefings.domain.text import Excerpt


class NotVerbatimError(UserError):
    """An item's text is not what stands in the source at its span; ``item`` names it, both texts are carried."""

    def __init__(self, item: str, claimed: str, found: str) -> None:
        super().__init__(
            "{item} is not verbatim: it says “{claimed}”, but the source reads “{found}” there. Drop it or read it out "
            "of the source again.",
            item=item,
            claimed=claimed,
            found=found,
        )
        self.item = item


def excerpts_of(content: Content) -> Iterator[tuple[str, Excerpt]]:
    """Yield every excerpt that the content shows, with the name of its item ("quote 3", "figure 1")."""
    for number, point in enumerate(content.summary, 1):
        if point.excerpt is not None:
            yield f"summary point {number}", point.excerpt
    for number, quote in enumerate(content.quotes, 1):
        for excerpt in (*quote.excerpts, quote.sentence):
            yield f"quote {number}", excerpt
    for number, figure in enumerate(content.figures, 1):
        yield f"figure {number}", figure.excerpt
        yield f"figure {number}", figure.sentence
        if figure.statement is not None:
            yield f"figure {number}", figure.statement
    for number, event in enumerate(content.dates, 1):
        yield f"date {number}", event.excerpt
        yield f"date {number}", event.sentence
        if event.what is not None:
            yield f"date {number}", event.what


def check_verbatim(content: Content, text: str) -> None:
    """Raise NotVerbatimError for the first item that is not exactly the source's text at its span."""
    for item, excerpt in excerpts_of(content):
        if not 0 <= excerpt.start < excerpt.end <= len(text) or text[excerpt.start : excerpt.end] != excerpt.text:
            raise NotVerbatimError(item, excerpt.text, text[max(0, excerpt.start) : max(0, excerpt.end)])
    for number, point in enumerate(content.summary, 1):
        if point.excerpt is not None and point.excerpt.text != point.text:
            raise NotVerbatimError(f"summary point {number}", point.text, point.excerpt.text)
