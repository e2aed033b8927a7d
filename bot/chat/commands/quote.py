"""/quote: who said what, word for word."""

from dataclasses import replace

from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Block, Button, Card, Heading, Note
from bot.chat.cards.wording import archived_quote, shown
from bot.chat.catalogue import Catalogue, entry
from bot.chat.commands.asked_quotes import asked_quotes, narrowing
from bot.chat.commands.brief import brief
from bot.chat.commands.choosing import choose_speaker
from bot.chat.desk import Desk
from bot.chat.input.lines import button_line
from bot.chat.table import Command, Option, OptionKind
from briefings.domain.archive import ArchivedQuote
from briefings.domain.errors import UserError
from briefings.domain.quotes import QuoteKind
from briefings.domain.speakers import Speaker
from briefings.services.archive.published_briefing import one_briefing
from briefings.services.archive.quotes_of import SpeakerQuotes


async def quote(ask: Ask, desk: Desk) -> Card:
    """Answer with the speaker's quotes, or with the speakers to choose from."""
    asked, briefing = ask.text("speaker") or "", ask.number("briefing")
    if briefing is None:
        briefing = await _replied_to(ask, desk)
    if not asked:
        return await _all_of(briefing, ask, desk)
    found = await asked_quotes(asked, ask, desk, briefing=briefing, before=ask.text("before"))
    if found.speaker is None:
        return await choose_speaker(
            found.name,
            found.several,
            found.near,
            line="quote",
            narrowing=narrowing(found.words, ask, briefing=briefing) + _context(ask),
            t=ask.t,
            desk=desk,
        )
    if not found.quotes:
        if briefing is not None:
            await one_briefing(briefing, store=desk.store, clock=desk.clock)
        return _nothing(found.speaker, ask, found.words)
    again, rows = await _buttons(found, found.speaker, briefing, ask, desk)
    return Card(
        tuple(_blocks(found, found.speaker, ask)),
        rows=rows,
        shows=tuple(dict.fromkeys(shown(item.reference) for item in found.quotes)),
        again=again,
    )


async def _all_of(number: int | None, ask: Ask, desk: Desk) -> Card:
    """Everything that the briefing quotes which was replied to."""
    if number is None:
        raise UserError("Reply to a message that shows one briefing, or name a speaker: /quote zelensky")
    values: dict[str, object] = {"briefing": number, "part": "quotes", "context": ask.flag("context")}
    card = await brief(replace(ask, command="brief", values=values), desk)
    return replace(card, again=f"brief {number} quotes")


async def _replied_to(ask: Ask, desk: Desk) -> int | None:
    """The number of the briefing that the replied-to message shows, when it shows just one."""
    if ask.reply is None:
        return None
    async with desk.store.reading() as unit:
        receipts = await unit.receipts.of_message(ask.chat, ask.reply.message_id)
        shown_ones = {receipt.briefing_id for receipt in receipts}
        briefing = await unit.briefings.get(shown_ones.pop()) if len(shown_ones) == 1 else None
    return briefing.number if briefing else None


def _blocks(found: SpeakerQuotes, speaker: Speaker, ask: Ask) -> list[Block]:
    t = ask.t
    full = [item for item in found.quotes if item.quote.kind is QuoteKind.FULL]
    fragments = [item for item in found.quotes if item.quote.kind is QuoteKind.FRAGMENT]
    counted = t.n("{n} quote", "{n} quotes", len(found.quotes))
    blocks: list[Block] = [Heading(t("{name} · {count}", name=speaker.name, count=counted))]
    if narrowed := _narrowed(ask, found.words):
        blocks.append(Note(narrowed))
    blocks += [_block(item, ask) for item in full]
    if fragments:
        blocks.append(Heading(t("In a few words"), level=2))
        blocks += [_block(item, ask) for item in fragments]
    if found.more:
        blocks.append(Note(t("There are older quotes too.")))
    return blocks


def _block(item: ArchivedQuote, ask: Ask) -> Block:
    return archived_quote(item, ask.t, context=ask.flag("context"))


def _narrowed(ask: Ask, words: tuple[str, ...]) -> str:
    """What the quotes were narrowed to, in words; empty when they were not."""
    t, since, until = ask.t, ask.days("since"), ask.days("until")
    parts = []
    if words:
        parts.append(t("with “{words}”", words=" ".join(words)))
    if since:
        parts.append(t("since {day}", day=t.day(since.first)))
    if until:
        parts.append(t("until {day}", day=t.day(until.last)))
    return " · ".join(parts)


async def _buttons(
    found: SpeakerQuotes, speaker: Speaker, briefing: int | None, ask: Ask, desk: Desk
) -> tuple[str, tuple[tuple[Button, ...], ...]]:
    """The line that asks for the same again, and the buttons that ask for more or less."""
    t, line = ask.t, f"quote #{speaker.id}{narrowing(found.words, ask, briefing=briefing)}"
    at_hand = f"{line} before:{before}" if (before := ask.text("before")) else line
    row: list[Button] = []
    if ask.flag("context"):
        row.append(Action(t("Without context"), await button_line(at_hand, desk)))
    else:
        row.append(Action(t("With context"), await button_line(f"{at_hand} context:yes", desk)))
    if found.more:
        older = f"{line} before:{found.quotes[-1].key}"
        row.append(Action(t("Older"), await button_line(older, desk), replaces=False))
    return await button_line(at_hand + _context(ask), desk), (tuple(row),)


def _context(ask: Ask) -> str:
    return " context:yes" if ask.flag("context") else ""


def _nothing(speaker: Speaker, ask: Ask, words: tuple[str, ...]) -> Card:
    t: Catalogue = ask.t
    narrowed = _narrowed(ask, words)
    sentence = t("No published quote of {name} fits: {narrowed}.", name=speaker.name, narrowed=narrowed)
    if not narrowed:
        sentence = t("That briefing does not quote {name}.", name=speaker.name)
    return Card((Note(sentence),), rows=((Action(t("All quotes"), f"quote #{speaker.id}"),),))


COMMAND = Command(
    name="quote",
    help=entry("Who said what, word for word, with the source."),
    example="/quote zelensky nato since 2025-02",
    answer=quote,
    options=(
        Option("speaker", OptionKind.SPEAKER, entry("Whose quotes."), required=True, rest=True, replied=True),
        Option("words", OptionKind.TEXT, entry("Words that the quotes must hold."), rest=True),
        Option("since", OptionKind.DAY, entry("From this day on."), keyword=True),
        Option("until", OptionKind.DAY, entry("Up to this day."), keyword=True),
        Option("briefing", OptionKind.BRIEFING, entry("Only from the briefing of this number."), keyword=True),
        Option("before", OptionKind.TEXT, entry("Only what is older than this quote."), keyword=True, hidden=True),
        Option("context", OptionKind.FLAG, entry("Show the sentence around each quote."), keyword=True),
    ),
)
