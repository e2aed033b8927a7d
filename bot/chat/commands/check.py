"""/check: is a quote in the archive verbatim, altered, or not at all."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Block, Bullets, Button, Card, Change, Comparison, Heading, Note
from bot.chat.cards.wording import archived_quote, shown
from bot.chat.catalogue import Catalogue, entry
from bot.chat.desk import Desk
from bot.chat.table import Command, Option, OptionKind
from briefings.domain.archive import ArchivedQuote
from briefings.domain.errors import UserError
from briefings.domain.passages import Left, Why
from briefings.services.archive.check_quote import Checked, Judgement, Result, check_quotes

_LONGEST_LEFT = 200


async def check(ask: Ask, desk: Desk) -> Card:
    """Judge the sentence, or each quote within the message that was replied to."""
    text = ask.text("sentence") or (ask.reply.text if ask.reply else "")
    if not text.strip():
        raise UserError("Give me the quote to check, like this: /check “I can exchange it for NATO.”")
    judgement = await check_quotes(text, store=desk.store, clock=desk.clock, directory=desk.directory)
    return checked_card(judgement, ask.t)


def checked_card(judgement: Judgement, t: Catalogue) -> Card:
    """One section a quote that was checked, then what was not compared."""
    blocks: list[Block] = []
    buttons: list[Button] = []
    for one in judgement.checked:
        blocks += _section(one, t, several=len(judgement.checked) > 1 or bool(judgement.left))
        if one.found is not None:
            buttons.append(Action(t("In context"), f"context {one.found.key}"))
    if judgement.left:
        blocks.append(Heading(t("Not compared"), level=2))
        blocks.append(Bullets(tuple(_left(left, t) for left in judgement.left)))
    references = (one.found.reference for one in judgement.checked if one.found is not None)
    return Card(
        tuple(blocks),
        rows=(tuple(buttons[:5]),) if buttons else (),
        shows=tuple(dict.fromkeys(shown(reference) for reference in references)),
    )


def _section(one: Checked, t: Catalogue, *, several: bool) -> list[Block]:
    asked: list[Block] = [Note(t("“{words}”", words=one.asked))] if several else []
    if one.found is None:
        return [
            Heading(t("Not found")),
            *asked,
            Note(t("Nothing published reads like this. That proves neither that it was said nor that it was not.")),
        ]
    if one.result is Result.VERBATIM:
        return [Heading(t("Verbatim")), *asked, archived_quote(one.found, t)]
    if one.result is Result.PART:
        note = Note(t("These words stand in the quote like this, and it says more:"))
        return [Heading(t("Part of a quote")), *asked, note, archived_quote(one.found, t)]
    if one.result is Result.OTHER_SPEAKER:
        return [Heading(t("Another speaker")), *asked, Note(_speaker(one, one.found, t)), archived_quote(one.found, t)]
    return [
        Heading(t("Altered")),
        Note(t("This is not what the source says. Word by word:")),
        Comparison(tuple(Change(change.text, change.kind) for change in one.changes)),
        Note(t("The source says:")),
        archived_quote(one.found, t),
    ]


def _speaker(one: Checked, found: ArchivedQuote, t: Catalogue) -> str:
    if found.quote.speaker is None:
        return t("The words are verbatim, but the source does not say that they are by “{name}”.", name=one.claimed)
    return t(
        "The words are verbatim, but said by {speaker}, not by “{name}”.", speaker=found.quote.speaker, name=one.claimed
    )


def _left(left: Left, t: Catalogue) -> str:
    text = left.text if len(left.text) <= _LONGEST_LEFT else f"{left.text[:_LONGEST_LEFT].rstrip()}…"
    whys = {
        Why.OUTSIDE: t("outside quotation marks: {text}", text=text),
        Why.UNCLOSED: t("behind a mark that is not closed: {text}", text=text),
        Why.SINGLE: t("in single marks: {text}", text=text),
        Why.TOO_MANY: t("more than five quotes: {text}", text=text),
    }
    return whys[left.why]


COMMAND = Command(
    name="check",
    help=entry("Is this quote verbatim, altered or unknown?"),
    example="/check I can exchange it for NATO.",
    answer=check,
    options=(Option("sentence", OptionKind.TEXT, entry("The quote to check."), rest=True, verbatim=True),),
)
