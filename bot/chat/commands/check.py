"""/check: is a quote in the archive verbatim, altered, or not at all."""

from bot.chat.asking import Ask
from bot.chat.cards import Action, Block, Button, Card, Change, Comparison, Heading, Note
from bot.chat.catalogue import Catalogue, entry
from bot.chat.commands.table import Command, Option, OptionKind
from bot.chat.desk import Desk
from bot.chat.wording import archived_quote, shown
from briefings.domain.errors import UserError
from briefings.services.check_quote import Checked, Result, check_quotes


async def check(ask: Ask, desk: Desk) -> Card:
    """Judge the sentence, or each quote within the message that was replied to."""
    text = ask.text("sentence") or (ask.reply.text if ask.reply else "")
    if not text.strip():
        raise UserError("Give me the quote to check, like this: /check “I can exchange it for NATO.”")
    checked = await check_quotes(text, store=desk.store, clock=desk.clock)
    return checked_card(checked, ask.t)


def checked_card(checked: tuple[Checked, ...], t: Catalogue) -> Card:
    """One section a quote that was checked."""
    blocks: list[Block] = []
    buttons: list[Button] = []
    for one in checked:
        blocks += _section(one, t, several=len(checked) > 1)
        if one.found is not None:
            buttons.append(Action(t("In context"), f"context {one.found.key}"))
    references = (one.found.reference for one in checked if one.found is not None)
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
    return [
        Heading(t("Altered")),
        Note(t("This is not what the source says. Word by word:")),
        Comparison(tuple(Change(change.text, change.kind) for change in one.changes)),
        Note(t("The source says:")),
        archived_quote(one.found, t),
    ]


COMMAND = Command(
    name="check",
    help=entry("Is this quote verbatim, altered or unknown?"),
    example="/check I can exchange it for NATO.",
    answer=check,
    options=(Option("sentence", OptionKind.TEXT, entry("The quote to check."), rest=True, verbatim=True),),
)
