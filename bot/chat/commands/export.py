"""/export: quotes as citations for everybody; for the newsroom, briefings as a file."""

from collections.abc import Sequence

from bot.chat.asking import Ask
from bot.chat.cards.cards import Block, Card, Document, Note, Text
from bot.chat.cards.citations import briefing_in_markdown, citation, citation_in_markdown
from bot.chat.cards.wording import shown
from bot.chat.catalogue import entry
from bot.chat.commands.asked_quotes import asked_quotes, narrowing
from bot.chat.commands.choosing import choose_speaker
from bot.chat.desk import Desk
from bot.chat.table import Command, Option, OptionKind
from briefings.domain.briefing import Briefing
from briefings.domain.errors import UserError
from briefings.services.archive.quotes_of import SpeakerQuotes
from briefings.services.records.export_briefings import MOST_BRIEFINGS, briefings_as_json, briefings_to_export

_MOST_QUOTES = 500
_ON_THE_CARD = 3
_LARGEST = 8_000_000
"""Bytes of a file: Discord takes 10 MB of everybody (discord.com/developers/docs/reference#uploading-files)."""


async def export(ask: Ask, desk: Desk) -> Card:
    """Give quotes of a speaker, or briefings."""
    if ask.text("speaker") is not None:
        return await _quotes(ask, desk)
    if not await desk.access.roles(ask.person):
        raise UserError("Tell me whose quotes you want to cite: /export zelensky. Whole briefings are the newsroom's.")
    return await _briefings(ask, desk)


async def _quotes(ask: Ask, desk: Desk) -> Card:
    t, form, asked = ask.t, ask.text("form") or "plain", ask.text("speaker") or ""
    if form == "json":
        raise UserError("Quotes come as plain text or as Markdown: /export markdown {speaker}", speaker=asked)
    found = await asked_quotes(asked, ask, desk, briefing=ask.number("briefing"), limit=_MOST_QUOTES)
    if found.speaker is None:
        return await choose_speaker(
            found.name,
            found.several,
            found.near,
            line=f"export form:{form}",
            narrowing=narrowing(found.words, ask, briefing=ask.number("briefing")),
            t=t,
            desk=desk,
        )
    if not found.quotes:
        raise UserError("No published quote of {name} fits.", name=found.speaker.name)
    cite = citation_in_markdown if form == "markdown" else citation
    return _citations(found, [cite(item, t) for item in found.quotes], form, ask)


def _citations(found: SpeakerQuotes, cited: Sequence[str], form: str, ask: Ask) -> Card:
    few = len(cited) <= _ON_THE_CARD
    blocks: list[Block] = [Text(text) for text in cited] if few else []
    if found.more:
        blocks.append(Note(ask.t("There are older quotes too: name a day with until.")))
    blocks.append(Note(ask.t.n("{n} citation, as a file.", "{n} citations, as a file.", len(cited))))
    data = ("\n\n".join(cited) + "\n").encode()
    name = "citations.md" if form == "markdown" else "citations.txt"
    shows = tuple(dict.fromkeys(shown(item.reference) for item in found.quotes)) if few else ()
    return Card(tuple(blocks), shows=shows, document=Document(name, data))


async def _briefings(ask: Ask, desk: Desk) -> Card:
    t, form, number = ask.t, ask.text("form") or "markdown", ask.number("briefing")
    if form == "plain":
        raise UserError("Briefings come as Markdown or as JSON: /export markdown or /export json.")
    found = await briefings_to_export(number=number, store=desk.store)
    if not found:
        raise UserError("Nothing is published yet. /export briefing 12 takes one that is in work.")
    most = MOST_BRIEFINGS
    while len(data := _written(found, form, ask)) > _LARGEST:
        found = found[: len(found) // 2]
        most = len(found)
    name = f"briefing-{number}" if number is not None else "briefings"
    told = t.n("{n} briefing, as a file.", "{n} briefings, as a file.", len(found))
    blocks = [Note(told)]
    if number is None and len(found) == most:
        blocks.append(Note(t("These are the latest; daybrief export on the command line takes everything.")))
    document = Document(f"{name}.{'json' if form == 'json' else 'md'}", data)
    return Card(tuple(blocks), document=document, private=True)


def _written(found: Sequence[Briefing], form: str, ask: Ask) -> bytes:
    if form == "json":
        return briefings_as_json(found).encode()
    return "\n---\n\n".join(briefing_in_markdown(briefing, ask.t) for briefing in found).encode()


COMMAND = Command(
    name="export",
    help=entry("Quotes as citations; for the newsroom, briefings as a file."),
    example="/export markdown zelensky nato",
    answer=export,
    options=(
        Option(
            "form", OptionKind.CHOICE, entry("Plain text, Markdown or JSON."), choices=("plain", "markdown", "json")
        ),
        Option("speaker", OptionKind.SPEAKER, entry("Whose quotes."), rest=True),
        Option("words", OptionKind.TEXT, entry("Words that the quotes must hold."), rest=True),
        Option("since", OptionKind.DAY, entry("From this day on."), keyword=True),
        Option("until", OptionKind.DAY, entry("Up to this day."), keyword=True),
        Option("briefing", OptionKind.NUMBER, entry("Only the briefing of this number."), keyword=True),
    ),
)
