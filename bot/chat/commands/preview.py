"""/preview: a draft exactly as readers would see it, on each platform and as plain text."""

from dataclasses import replace

from bot.chat.asking import Ask
from bot.chat.cards.briefing_card import PARTS, briefing_card
from bot.chat.cards.cards import Action, Block, Button, Card, Heading, Note, Text
from bot.chat.cards.previews import Preview
from bot.chat.catalogue import Catalogue, entry
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from bot.chat.table import Audience, Command, Option, OptionKind
from briefings.domain.errors import UserError
from briefings.services.editing.review_draft import look_at_draft

WAYS = {"telegram": "Telegram", "discord": "Discord", "plain": entry("Plain text")}
"""What each way of showing a draft is called."""


async def preview(ask: Ask, desk: Desk) -> Card:
    """Show the draft as it would be here, with the room that is left everywhere; or as one other way shows it."""
    t, number, way = ask.t, ask.given_number("briefing"), ask.text("on")
    state = await look_at_draft(number, by=ask.person, store=desk.store)
    part = ask.text("part") or "short"
    shown = replace(briefing_card(state.briefing, t, today=desk.today(), part=part), rows=(), shows=())
    rows = (
        _ways(number, part, t),
        _parts(number, way, t),
        (Action(t("Review {number}", number=number), f"review {number}"),),
    )
    laid_out = {name: lay_out(shown, t) for name, lay_out in desk.previews.items()}
    if way is None:
        rooms = tuple(Note(_room(name, pages, t)) for name, pages in laid_out.items())
        return replace(shown, blocks=(*shown.blocks, *rooms), rows=rows, preview=None)
    if way not in laid_out:
        raise UserError("There is no preview for {way} here.", way=way)
    return Card((Heading(_room(way, laid_out[way], t)), *_blocks(laid_out[way], t)), rows=rows)


def _blocks(pages: tuple[Preview, ...], t: Catalogue) -> list[Block]:
    blocks: list[Block] = []
    for number, page in enumerate(pages, 1):
        if len(pages) > 1:
            blocks.append(Heading(t("Message {number} of {count}", number=number, count=len(pages)), level=2))
        blocks.append(Text(page.text))
    return blocks


def _room(name: str, pages: tuple[Preview, ...], t: Catalogue) -> str:
    """How much of each message is used, such as "Telegram: 1 message, 1,204 of 4,096 characters, 2,892 left"."""
    messages = t.n("{n} message", "{n} messages", len(pages))
    last = pages[-1]
    used = t.number(sum(page.used for page in pages))
    if last.limit is None:
        return t("{way}: {messages}, {used} characters", way=t(WAYS[name]), messages=messages, used=used)
    return t(
        "{way}: {messages}, {used} characters of at most {limit} each, {left} left in the last",
        way=t(WAYS[name]),
        messages=messages,
        used=used,
        limit=t.number(last.limit),
        left=t.number(last.limit - last.used),
    )


def _ways(number: int, part: str, t: Catalogue) -> tuple[Button, ...]:
    return tuple(Action(t(called), f"preview {number} on:{way} part:{part}") for way, called in WAYS.items())


def _parts(number: int, way: str | None, t: Catalogue) -> tuple[Button, ...]:
    line = f"preview {number}" + (f" on:{way}" if way else "")
    return (Action(t("Short"), f"{line} part:short"), Action(t("Full"), f"{line} part:full"))


COMMAND = Command(
    name="preview",
    help=entry("A draft exactly as readers will see it, and the room that is left."),
    example="/preview 12 on discord",
    answer=preview,
    options=(
        Option("briefing", OptionKind.NUMBER, entry("The briefing's number."), required=True),
        Option(
            "on", OptionKind.CHOICE, entry("As it is sent there, markup included."), keyword=True, choices=tuple(WAYS)
        ),
        Option("part", OptionKind.CHOICE, entry("How much of it."), choices=PARTS),
    ),
    audience=Audience.NEWSROOM,
    private=True,
    group=NEWSROOM,
)
