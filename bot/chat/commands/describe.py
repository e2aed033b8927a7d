"""/describe: what an article does not state of itself, said by an editor."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Card, Field, Form
from bot.chat.cards.review_card import review_card
from bot.chat.catalogue import Catalogue, entry
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from bot.chat.edit_conflicts import told_what_changed
from bot.chat.table import Audience, Command, Option, OptionKind
from briefings.domain.reviewing import Detail, DraftState, unconfirmed
from briefings.services.articles.describe_source import describe_source
from briefings.services.editing.review_draft import look_at_draft, open_draft


@told_what_changed
async def describe(ask: Ask, desk: Desk) -> Card:
    """Keep what the editor says of the source; asked without any detail, ask for what is open."""
    number, published = ask.given_number("briefing"), ask.one_day("date")
    title, publisher = ask.text("title"), ask.text("publisher")
    if not (title or publisher or published):
        return Card((), form=_form(await open_draft(number, store=desk.store), ask.t))
    await describe_source(
        number,
        by=ask.person,
        title=title,
        publisher=publisher,
        published=published,
        extract=desk.draft,
        store=desk.store,
        clock=desk.clock,
    )
    return review_card(
        await look_at_draft(number, by=ask.person, store=desk.store), ask.t, zone=desk.zone, today=desk.today()
    )


def _form(state: DraftState, t: Catalogue) -> Form:
    """Ask for what is not known and for what nobody confirmed; where all is well, for everything."""
    source = state.briefing.source
    day = source.published.isoformat() if source.published else ""
    fields = {
        Detail.PUBLISHED: Field("date", t("On which day was it published? Such as 2025-02-23"), value=day),
        Detail.PUBLISHER: Field("publisher", t("Who published it?"), value=source.publisher or ""),
        Detail.TITLE: Field("title", t("What is its title?"), value=source.title),
    }
    doubted = unconfirmed(state.kept)
    asked = tuple(field for detail, field in fields.items() if not field.value or detail in doubted)
    return Form(
        t("Source of briefing {number}", number=state.briefing.number),
        f"describe {state.briefing.number}",
        asked or tuple(fields.values()),
    )


COMMAND = Command(
    name="describe",
    help=entry("Say what an article does not: its day, publisher or title."),
    example="/describe 12 date 2025-02-23 publisher Gazette",
    answer=describe,
    options=(
        Option("briefing", OptionKind.NUMBER, entry("The briefing's number."), required=True),
        Option("date", OptionKind.DAY, entry("The day it was published."), keyword=True),
        Option("publisher", OptionKind.TEXT, entry("Who published it."), keyword=True),
        Option("title", OptionKind.TEXT, entry("Its title."), keyword=True),
    ),
    audience=Audience.EDITOR,
    private=True,
    group=NEWSROOM,
)
