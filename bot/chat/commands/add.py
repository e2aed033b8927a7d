"""/add and /describe: an article in, from a text, a file or a link."""

import re
from datetime import date

from bot.chat.asking import Ask
from bot.chat.cards import Card, Note, Text
from bot.chat.catalogue import entry
from bot.chat.commands.table import Audience, Command, Option, OptionKind
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from bot.chat.review_card import review_card
from briefings.domain.conversations import MAX_PARTS, Conversation
from briefings.domain.drafting import Article
from briefings.domain.errors import UserError
from briefings.extraction.extract import extract
from briefings.services.describe_source import describe_source
from briefings.services.review_draft import open_draft
from briefings.services.take_article import take_article

DONE = frozenset({"done", "/done"})
CANCEL = frozenset({"cancel", "/cancel"})
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


async def add(ask: Ask, desk: Desk) -> Card:
    """Take an article from an attachment, a link, a forwarded message or the text; alone, wait for it."""
    words = (ask.text("article") or "").strip()
    if ask.attachments:
        return await _file(ask, desk)
    if _LINK.fullmatch(words):
        return await _link(words, ask, desk)
    if words:
        return await _text(words, ask, desk)
    if ask.reply is not None and ask.reply.text.strip():
        return await _draft(Article(ask.reply.text, publisher=ask.reply.origin), None, ask, desk)
    await _open(ask, desk, ())
    return _waiting(ask, 0)


async def hear(ask: Ask, text: str, desk: Desk) -> Card | None:
    """Go on with an open /add: join what comes until "done". None where nothing is open, or the right is gone."""
    async with desk.store.reading() as unit:
        conversation = await unit.conversations.get(ask.person, ask.chat)
    if conversation is None or not await desk.access.roles(ask.person):
        return None
    said = text.strip()
    if said.casefold() in CANCEL:
        await _close(ask, desk)
        return Card((Note(ask.t("Nothing was added.")),))
    if ask.attachments:
        await _close(ask, desk)
        return await _file(ask, desk)
    if _LINK.fullmatch(said) and not conversation.parts:
        await _close(ask, desk)
        return await _link(said, ask, desk)
    if said.casefold() in DONE:
        await _close(ask, desk)
        return await _draft(Article("\n\n".join(conversation.parts)), None, ask, desk)
    if len(conversation.parts) >= MAX_PARTS:
        raise UserError("That is more than one article can have. Type done, or cancel.")
    parts = (*conversation.parts, text)
    await _open(ask, desk, parts)
    return _waiting(ask, sum(map(len, parts)))


async def describe(ask: Ask, desk: Desk) -> Card:
    """Say what the article itself does not."""
    number, days = ask.number("briefing") or 0, ask.days("date")
    published: date | None = None
    if days is not None:
        if days.first != days.last:
            raise UserError("Name one day, such as 2025-02-23.")
        published = days.first
    title, publisher = ask.text("title"), ask.text("publisher")
    if not (title or publisher or published):
        raise UserError("Say what is known: /describe {number} date 2025-02-23", number=number)
    await describe_source(
        number,
        by=ask.person,
        title=title,
        publisher=publisher,
        published=published,
        extract=extract,
        store=desk.store,
        clock=desk.clock,
    )
    return review_card(await open_draft(number, store=desk.store), ask.t)


async def _text(words: str, ask: Ask, desk: Desk) -> Card:
    """A whole article at once; a short piece begins a conversation, since chats split long pastes."""
    if ask.direct and len(words) >= 3500:
        await _open(ask, desk, (words,))
        return _waiting(ask, len(words))
    return await _draft(Article(words), None, ask, desk)


async def _file(ask: Ask, desk: Desk) -> Card:
    if desk.files is None:
        raise UserError("Files are not read here. Paste the article's text.")
    attached = ask.attachments[0]
    return await _draft(await desk.files.read(attached.name, await attached.read()), None, ask, desk)


async def _link(url: str, ask: Ask, desk: Desk) -> Card:
    if desk.pages is None:
        raise UserError("Links are not opened here. Paste the article's text.")
    page = await desk.pages.fetch(url)
    return await _draft(page.article, page.url, ask, desk)


async def _draft(article: Article, url: str | None, ask: Ask, desk: Desk) -> Card:
    drafted = await take_article(article, url=url, by=ask.person, extract=extract, store=desk.store, clock=desk.clock)
    card = review_card(await open_draft(drafted.briefing.number, store=desk.store), ask.t)
    if drafted.new:
        return card
    known = Note(ask.t("This article is known already: it is briefing {number}.", number=drafted.briefing.number))
    return Card((known, *card.blocks), card.rows, card.menus)


async def _open(ask: Ask, desk: Desk, parts: tuple[str, ...]) -> None:
    conversation = Conversation(ask.person, ask.chat, "add", desk.clock.now(), parts=parts)
    async with desk.store.writing() as unit:
        await unit.conversations.save(conversation)


async def _close(ask: Ask, desk: Desk) -> None:
    async with desk.store.writing() as unit:
        await unit.conversations.close(ask.person, ask.chat)


def _waiting(ask: Ask, characters: int) -> Card:
    t = ask.t
    if not characters:
        return Card((Text(t("Send the article: its text, a link or a file. Several messages are joined.")),
                     Note(t("Type done when it is all there, or cancel.")),))  # fmt: skip
    got = t.n("Got {n} character so far.", "Got {n} characters so far.", characters)
    return Card((Text(got), Note(t("Send the rest, then type done."))))


COMMAND = Command(
    name="add",
    help=entry("Take an article in: its text, a file or a link."),
    example="/add https://example.org/article",
    answer=add,
    options=(
        Option("file", OptionKind.FILE, entry("A .txt, .md, .html, .pdf or .docx file.")),
        Option("article", OptionKind.TEXT, entry("A link, or the article's text."), rest=True, verbatim=True),
    ),
    audience=Audience.EDITOR,
    group=NEWSROOM,
)
DESCRIBE = Command(
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
    group=NEWSROOM,
)
