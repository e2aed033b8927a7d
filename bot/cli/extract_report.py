"""The report of ``daybrief extract`` for people: coloured in a terminal, plain text in a pipe."""

import sys
import textwrap
from collections.abc import Iterator

from bot.chat.catalogue import Catalogue
from bot.cli.texts import harmless, write_text
from briefings.domain.agenda import DatedEvent
from briefings.domain.drafting import Draft
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote

Line = tuple[str, str]
"""Text and its style; the style is one that rich knows, or empty."""

_WIDTH = 100


def print_report(draft: Draft, name: str | None) -> None:
    """Print what was read out of an article; ``name`` is its file's name, for an article without a title."""
    lines = list(_report(draft, name, Catalogue()))
    if not sys.stdout.isatty():
        write_text("".join(f"{text}\n" for text, _ in lines))
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False)
    for text, style in lines:
        console.print(Text(harmless(text), style=style), soft_wrap=True)


def _report(draft: Draft, name: str | None, t: Catalogue) -> Iterator[Line]:
    yield draft.title or name or t("Article"), "bold"
    day = t.day(draft.published) if draft.published else t("date unknown")
    yield " · ".join(filter(None, (draft.publisher, day, draft.language or t("language unknown")))), "dim"
    if not draft.supported:
        yield t("The grammar of this language is not known: speakers and claimants are left open."), "yellow"
    yield from _section(t("Summary"), [line for e in draft.summary for line in _wrapped(e.text, "- ")])
    yield from _section(t("Quotes"), [line for quote in draft.quotes for line in _quote(quote, t)])
    yield from _section(t("Figures"), [line for figure in draft.figures for line in _figure(figure, t)])
    yield from _section(t("Dates"), [line for event in draft.dates for line in _date(event, t)])
    if draft.topics:
        yield "", ""
        yield t("Topics: {topics}", topics=", ".join(draft.topics)), "cyan"


def _section(heading: str, lines: list[Line]) -> Iterator[Line]:
    if lines:
        yield "", ""
        yield heading, "bold cyan"
        yield from lines


def _wrapped(text: str, bullet: str, style: str = "") -> Iterator[Line]:
    text = _shown(text)
    for line in textwrap.wrap(text, _WIDTH, initial_indent=bullet, subsequent_indent=" " * len(bullet)) or [bullet]:
        yield line, style


def _shown(text: str) -> str:
    """Text without the characters that would steer a terminal or turn the reading direction."""
    return "".join(c if c.isprintable() or c == "\u00a0" else " " for c in text)


def _quote(quote: Quote, t: Catalogue) -> Iterator[Line]:
    yield from _wrapped(f"“{quote.text}”", "- ")
    speaker = _shown(quote.speaker) if quote.speaker else t("unattributed")
    yield "  — " + ", ".join(filter(None, (speaker, quote.role and _shown(quote.role)))), "green"
    if quote.why:
        yield from _wrapped(quote.why, "    ", "dim")


def _figure(figure: Figure, t: Catalogue) -> Iterator[Line]:
    yield from _wrapped(figure.excerpt.text, "- ")
    parts = [
        _value(figure, t),
        figure.window or "",
        t("according to {name}", name=figure.claimant) if figure.claimant else "",
    ]
    yield from _wrapped(" · ".join(filter(None, parts)), "  ", "green")
    if figure.why:
        yield from _wrapped(figure.why, "    ", "dim")


def _value(figure: Figure, t: Catalogue) -> str:
    if figure.value is not None:
        number = t.number(figure.value)
    elif figure.low is not None and figure.high is not None:
        number = t("{low} to {high}", low=t.number(figure.low), high=t.number(figure.high))
    elif figure.low is not None:
        number = t("from {low}", low=t.number(figure.low))
    elif figure.high is not None:
        number = t("up to {high}", high=t.number(figure.high))
    else:
        return figure.unit or ""
    return f"{number} {figure.unit}" if figure.unit else number


def _date(event: DatedEvent, t: Catalogue) -> Iterator[Line]:
    yield from _wrapped(event.excerpt.text, "- ")
    when = t("unresolved")
    if event.resolved and event.resolved_end and event.resolved_end != event.resolved:
        when = t("{first} to {last}", first=t.day(event.resolved), last=t.day(event.resolved_end))
    elif event.resolved:
        when = t.day(event.resolved)
    yield from _wrapped(" · ".join(filter(None, (when, event.what.text if event.what else ""))), "  ", "green")
    if event.why:
        yield from _wrapped(event.why, "    ", "dim")
