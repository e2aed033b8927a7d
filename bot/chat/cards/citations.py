"""Quotes and briefings as people paste them elsewhere: citations in plain text, and Markdown.

Markdown is CommonMark (spec.commonmark.org): every character of a source that could be read as markup is escaped.
"""

import re
from collections.abc import Iterable

from bot.chat.cards.cards import SourceLine
from bot.chat.cards.wording import day_in_words, marked, source_line, speaker_name
from bot.chat.catalogue import Catalogue
from briefings.domain.archive import ArchivedQuote, reference_of
from briefings.domain.briefing import Briefing, Status
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote, QuoteKind

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d{1,9}[.)])")


def citation(item: ArchivedQuote, t: Catalogue) -> str:
    """A quote with who said it and where, as plain text; a fragment stands in its sentence."""
    quote = item.quote
    within = t(" (in: “{sentence}”)", sentence=_one_line(quote.sentence.text)) if _is_fragment(quote) else ""
    return f"{_one_line(marked(quote, t))} — {_speaker(quote, t)}{within}. {_origin(source_line(item.reference, t), t)}"


def citation_in_markdown(item: ArchivedQuote, t: Catalogue) -> str:
    """The same as a Markdown quotation."""
    return f"{_quotation(item.quote, t)}. {_origin_in_markdown(source_line(item.reference, t))}"


def briefing_in_markdown(briefing: Briefing, t: Catalogue) -> str:
    """A whole briefing: headline, summary, quotes, figures, dates and source."""
    content = briefing.content.shown
    parts = [f"# {markdown(content.headline)}", _state(briefing, t)]
    if briefing.revision.note:
        corrected = t("Corrected: {note}", note=briefing.revision.note)
        parts.append(f"*{markdown(corrected)}*")
    if content.summary:
        parts.append(_bullets(point.text for point in content.summary))
    if content.quotes:
        parts.append(f"## {t('Quotes')}")
        parts += [_quotation(quote, t) for quote in content.quotes]
    if content.figures:
        parts += [f"## {t('Figures')}", _bullets(map(_figure, content.figures))]
    if content.dates:
        lines = (f"{day_in_words(e, t)}: {(e.what or e.sentence).text}" for e in content.dates)
        parts += [f"## {t('Dates')}", _bullets(lines)]
    parts.append(f"{t('Source')}: {_origin_in_markdown(source_line(reference_of(briefing), t))}")
    return "\n\n".join(parts) + "\n"


def markdown(text: str) -> str:
    """The text in one line, escaped so that nothing in it is markup."""
    line = _SPECIAL.sub(r"\\\1", _one_line(text))
    return _LINE_START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", line)


def _state(briefing: Briefing, t: Catalogue) -> str:
    if briefing.status is Status.PUBLISHED and briefing.published_at is not None:
        day = t.day(briefing.published_at.date())
        state = t("Briefing {number}, published {day}", number=briefing.number, day=day)
    else:
        status = t("withdrawn") if briefing.status is Status.WITHDRAWN else t("not published")
        state = t("Briefing {number}, {status}", number=briefing.number, status=status)
    return f"*{state}*"


def _figure(figure: Figure) -> str:
    """The phrase; a dash leads in who says so, and nothing else."""
    claimed = f"{figure.shown.text} — {figure.claimant}" if figure.claimant else figure.shown.text
    return f"{claimed} · {figure.window}" if figure.window else claimed


def _quotation(quote: Quote, t: Catalogue) -> str:
    within = f"\n>\n> {markdown(quote.sentence.text)}" if _is_fragment(quote) else ""
    return f"> {markdown(marked(quote, t))}{within}\n>\n> — {markdown(_speaker(quote, t))}"


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {markdown(line)}" for line in lines)


def _speaker(quote: Quote, t: Catalogue) -> str:
    name = speaker_name(quote, t)
    return f"{name}, {quote.role}" if quote.role else name


def _origin(source: SourceLine, t: Catalogue) -> str:
    parts = (t("“{words}”", words=source.title), source.publisher, source.day, source.url)
    return ", ".join(_one_line(part) for part in parts if part) + "."


def _origin_in_markdown(source: SourceLine) -> str:
    address = re.sub(r"[\s<>\\]", "", source.url) if source.url else None
    named = f"[{markdown(source.title)}](<{address}>)" if address else markdown(source.title)
    return ", ".join((named, *(markdown(part) for part in (source.publisher, source.day) if part))) + "."


def _is_fragment(quote: Quote) -> bool:
    return quote.kind is QuoteKind.FRAGMENT


def _one_line(text: str) -> str:
    return " ".join(text.split())
