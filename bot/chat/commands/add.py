"""/add: an article in, from a text, a file or a link."""

import re
from collections.abc import Collection
from dataclasses import replace

from bot.chat.access.rights import may_run
from bot.chat.asking import Ask
from bot.chat.cards.action_lines import named
from bot.chat.cards.cards import Card, Field, Form, Note, Text
from bot.chat.cards.review_card import review_card
from bot.chat.catalogue import entry
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from bot.chat.input.parsing import Typed
from bot.chat.table import Audience, Command, Option, OptionKind
from briefings.domain.conversations import MAX_PARTS, Conversation, joined
from briefings.domain.drafting import Article
from briefings.domain.errors import UserError
from briefings.domain.reviewing import Detail
from briefings.ports.intake import check_size
from briefings.services.articles.take_article import take_article
from briefings.services.editing.review_draft import look_at_draft

ADDING = "add"
DONE = frozenset({"done", "/done"})
_LINK = re.compile(r"(?:[a-z][a-z0-9+.-]*:|[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#:]|$))\S*", re.IGNORECASE)
"""One word that is a link, or was meant as one; whether it can be opened is judged when it is."""
_SPLIT_FROM = 3500
"""A message so long may be the first piece of a paste that the platform split (Telegram's limit is 4096)."""
_AT_LEAST = 200
"""A message so long is no remark."""


async def add(ask: Ask, desk: Desk) -> Card:
    """Take an article from an attachment, a link, a forwarded message or the text; alone, ask or wait for it."""
    words = (ask.text("article") or "").strip()
    if ask.attachments:
        return await _file(ask, desk)
    if _LINK.fullmatch(words):
        return await _link(words, ask, desk)
    if words and ask.direct and not ask.abilities.forms and len(words) >= _SPLIT_FROM:
        return await _wait(ask, desk, ADDING, (words,))
    if words:
        return await _draft(Article(words), None, ask, desk)
    if ask.reply is not None and ask.reply.text.strip():
        return await _draft(Article(ask.reply.text, publisher=ask.reply.origin), None, ask, desk)
    if ask.abilities.forms:
        return Card((), form=_form(ask))
    return await _wait(ask, desk, ADDING, ())


async def hear_article(ask: Ask, text: str, open_one: Conversation, typed: Typed | None, desk: Desk) -> Card | None:
    """Go on with an open /add: join what comes until "done". None where the right is gone."""
    if not await may_run(Audience.EDITOR, ask, desk.access):
        return None
    said = text.strip()
    if ask.attachments or (_LINK.fullmatch(said) and not open_one.parts):
        card = await _file(ask, desk) if ask.attachments else await _link(said, ask, desk)
        await _close(ask, desk)
        return card
    if said.casefold() in DONE:
        origin = str(typed.values["source_publisher"]) if typed and "source_publisher" in typed.values else None
        card = await _draft(Article(joined(open_one.parts), publisher=origin), None, ask, desk)
        await _close(ask, desk)
        return card
    if len(open_one.parts) >= MAX_PARTS:
        raise UserError("That is more than one article can have. Type done, or cancel.")
    line = _line(ask) if ask.origin and not open_one.parts else open_one.line
    return await _wait(ask, desk, line, (*open_one.parts, text) if said else open_one.parts)


async def take_unasked(ask: Ask, text: str, desk: Desk) -> Card | None:
    """What an editor forwards or uploads in private is meant as an article; None for everybody else."""
    meant = ask.attachments or ask.origin is not None
    if not ask.direct or not meant or not await may_run(Audience.EDITOR, ask, desk.access):
        return None
    if ask.attachments:
        return await _file(ask, desk)
    return await _wait(ask, desk, _line(ask), (text,)) if text.strip() else None


def is_article(said: str) -> bool:
    """Whether the words can be an article, or are a link to one; nobody greets at such length."""
    return _LINK.fullmatch(said) is not None or len(said) >= _AT_LEAST


def _line(ask: Ask) -> str:
    return f"{ADDING} {named('source_publisher', ask.origin[:200])}" if ask.origin else ADDING


def _form(ask: Ask) -> Form:
    t = ask.t
    return Form(
        t("Add an article"),
        ADDING,
        (
            Field("file", t("A file: .txt, .md, .html, .pdf or .docx"), file=True),
            Field("article", t("Or its text, or a link"), long=True),
            Field("source_title", t("Title, where it has none of its own")),
            Field("source_publisher", t("Publisher")),
            Field("source_date", t("Day of publication, such as 2025-02-23")),
        ),
    )


async def _file(ask: Ask, desk: Desk) -> Card:
    if desk.files is None:
        raise UserError("Files are not read here. Paste the article's text.")
    if len(ask.attachments) > 1:
        raise UserError("That is more than one file. Send one article at a time.")
    attached = ask.attachments[0]
    check_size(attached.name, attached.size)
    await ask.progress(ask.t("Reading {name} …", name=attached.name))
    return await _draft(await desk.files.read(attached.name, await attached.read()), None, ask, desk)


async def _link(url: str, ask: Ask, desk: Desk) -> Card:
    if desk.pages is None:
        raise UserError("Links are not opened here. Paste the article's text.")
    await ask.progress(ask.t("Fetching {url} …", url=url[:200]))
    page = await desk.pages.fetch(url)
    return await _draft(page.article, page.url, ask, desk)


async def _draft(article: Article, url: str | None, ask: Ask, desk: Desk) -> Card:
    article, said = _with_what_was_said(article, ask)
    drafted = await take_article(
        article,
        url=url,
        said=said,
        by=ask.person,
        extract=desk.draft,
        store=desk.store,
        clock=desk.clock,
    )
    card = review_card(
        await look_at_draft(drafted.briefing.number, by=ask.person, store=desk.store),
        ask.t,
        zone=desk.zone,
        today=desk.today(),
    )
    if drafted.new:
        return card
    known = Note(ask.t("This article is known already: it is briefing {number}.", number=drafted.briefing.number))
    return replace(card, blocks=(known, *card.blocks))


def _with_what_was_said(article: Article, ask: Ask) -> tuple[Article, Collection[Detail]]:
    """The article with the details that the person gave, which go before what it states of itself."""
    title, publisher, day = ask.text("source_title"), ask.text("source_publisher"), ask.one_day("source_date")
    said = [detail for detail, value in zip(Detail, (title, publisher, day), strict=True) if value]
    given = replace(
        article,
        title=title or article.title,
        publisher=publisher or article.publisher,
        published=day or article.published,
    )
    return given, said


async def _wait(ask: Ask, desk: Desk, line: str, parts: tuple[str, ...]) -> Card:
    """Keep what came so far, and tell how much that is."""
    async with desk.store.writing() as unit:
        await unit.conversations.save(Conversation(ask.person, ask.chat, line, desk.clock.now(), parts=parts))
    t, characters = ask.t, sum(map(len, parts))
    if not characters:
        return Card((Text(t("Send the article: its text, a link or a file. Several messages are joined.")),
                     Note(t("Type done when it is all there, or cancel.")),))  # fmt: skip
    got = t.n("Got {n} character so far.", "Got {n} characters so far.", characters)
    return Card((Text(got), Note(t("Send the rest, then type done; cancel drops it."))))


async def _close(ask: Ask, desk: Desk) -> None:
    async with desk.store.writing() as unit:
        await unit.conversations.close(ask.person, ask.chat)


COMMAND = Command(
    name=ADDING,
    help=entry("Take an article in: its text, a file or a link."),
    example="/add https://example.org/article",
    answer=add,
    options=(
        Option("file", OptionKind.FILE, entry("A .txt, .md, .html, .pdf or .docx file.")),
        Option("source_title", OptionKind.TEXT, entry("Its title."), keyword=True, hidden=True),
        Option("source_publisher", OptionKind.TEXT, entry("Who published it."), keyword=True, hidden=True),
        Option("source_date", OptionKind.DAY, entry("The day it was published."), keyword=True, hidden=True),
        Option(
            "article", OptionKind.TEXT, entry("A link, or the article's text."), rest=True, verbatim=True, endless=True
        ),
    ),
    audience=Audience.EDITOR,
    private=True,
    group=NEWSROOM,
)
