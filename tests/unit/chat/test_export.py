"""/export: citations for readers, briefings for the newsroom, and Markdown that no source can break."""

import json
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.chat.answering import Answering
from bot.chat.cards.cards import Card
from bot.chat.cards.citations import briefing_in_markdown, markdown
from bot.chat.catalogue import Catalogue
from bot.chat.desk import Desk
from briefings.domain.briefing import Briefing
from briefings.domain.jsonform import content_of
from briefings.domain.people import Identity, Platform
from briefings.services.editing.publish import publish
from tests.fakes.newsroom import NOON, keep, make_briefing
from tests.fakes.stories import offer
from tests.unit.chat.asking import READER, card_for, words_for

EDITOR = replace(READER, person=Identity(Platform.CONSOLE, "owner"))


def text_of(card: Card) -> str:
    assert card.document is not None
    return card.document.data.decode()


async def test_citations_name_who_said_it_where_and_when(newsroom: Answering) -> None:
    card = await card_for(newsroom, "/export zelensky nato")
    assert text_of(card).startswith(
        "“If there is peace for Ukraine, if you really need me to leave my post, I am ready,” […] "
        "“I can exchange it for NATO.” — Volodymyr Zelensky, Ukraine's president. “Zelensky offers his post"
    )
    assert "23 February 2025" in text_of(card)
    assert "1 citation" in await words_for(newsroom, "/export plain zelensky nato")
    assert card.shows
    assert not card.private


async def test_a_fragment_is_cited_in_its_sentence_only(newsroom: Answering) -> None:
    for line in ("/export trump", "/export markdown trump"):
        text = text_of(await card_for(newsroom, line)).replace("\\", "")
        assert "“started”" in text
        assert 'falsely claimed that Ukraine "started" the war' in text


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/export", "newsroom"),
        ("/export json", "newsroom"),
        ("/export markdown briefing 1", "newsroom"),
        ("/export json zelensky", "plain text or as Markdown"),
        ("/export merkel", "I know nobody called"),
        ("/export zelensky volcano", "No published quote"),
        ("/export zelensky since 2025-02-31", "The calendar has no day"),
    ],
)
async def test_what_a_reader_may_not_have_comes_without_a_file(newsroom: Answering, line: str, says: str) -> None:
    card = await card_for(newsroom, line)
    assert card.mistake
    assert card.document is None
    assert says in await words_for(newsroom, line)


async def test_readers_cite_nothing_under_embargo_and_no_draft(newsroom: Answering, desk: Desk) -> None:
    hidden = make_briefing(2, said=[("Ada Byron", "We are ready for peace")], published_at=None)
    async with desk.store.writing() as unit:
        await unit.sources.add(hidden.source)
        await unit.briefings.add(replace(hidden, embargo_until=NOON.replace(year=2099)))
    assert (await card_for(newsroom, "/export byron")).document is None
    await publish(hidden.id, store=desk.store, clock=desk.clock)
    assert (await card_for(newsroom, "/export byron")).document is None


async def test_an_editor_takes_what_readers_see_and_drafts_by_number(newsroom: Answering, desk: Desk) -> None:
    draft = make_briefing(2, said=[("Ada Byron", "We are ready for peace")], published_at=None)
    async with desk.store.writing() as unit:
        await unit.sources.add(draft.source)
        await unit.briefings.add(draft)
        shown = await unit.briefings.by_number(1)
        assert shown is not None
        newer = shown.revised(replace(shown.content, headline="Zelensky"), author="m", at=NOON)
        await unit.briefings.save(newer, seen_revision=1)
    card = await card_for(newsroom, "/export json", EDITOR)
    assert card.private
    (briefing,) = json.loads(text_of(card))["briefings"]
    assert (briefing["number"], briefing["revision"], briefing["status"]) == (1, 1, "published")
    assert content_of(briefing["content"]) == shown.content
    assert "NATO" in text_of(await card_for(newsroom, "/export", EDITOR))
    assert "# Harbour reopens" in text_of(await card_for(newsroom, "/export briefing 2", EDITOR))
    assert "not published" in text_of(await card_for(newsroom, "/export markdown briefing 2", EDITOR))
    for line, says in (("/export briefing 9", "No briefing has number 9"), ("/export plain", "as Markdown or as JSON")):
        assert says in await words_for(newsroom, line, EDITOR)


async def test_a_file_that_would_be_too_large_says_what_it_leaves_out(
    newsroom: Answering, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await keep(desk.store, make_briefing(2, said=[("Ada Byron", "We are ready")], published_at=desk.clock.now()))
    assert "These are the latest" not in await words_for(newsroom, "/export json", EDITOR)
    whole = len(text_of(await card_for(newsroom, "/export json", EDITOR)))
    monkeypatch.setattr("bot.chat.commands.export._LARGEST", whole - 1)
    assert "1 briefing, as a file.\nThese are the latest" in await words_for(newsroom, "/export json", EDITOR)


async def test_an_empty_newsroom_says_so(answering: Answering) -> None:
    assert "Nothing is published yet" in await words_for(answering, "/export json", EDITOR)


NASTY = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@given(text=NASTY)
@example(text="1. no list, *no* _stress_ `code` [link](http://x) <b>html</b> &amp; # title")
@example(text="- + = ~~~ ``` | a | b |\n\n***\n> quote\n\t code")
@example(text="![](http://evil/x.png) <javascript:x> \\ ends with a backslash\\")
def test_no_text_of_a_source_is_read_as_markup(text: str) -> None:
    words = " ".join(text.split())
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(markdown(text))
    if not words:
        assert tokens == []
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    inline = tokens[1].children or []
    assert {token.type for token in inline} <= {"text", "text_special"}
    assert "".join(token.content for token in inline) == words


def _structure(briefing: Briefing) -> list[str]:
    return [token.type for token in MarkdownIt("commonmark").parse(briefing_in_markdown(briefing, Catalogue()))]


@given(words=NASTY.filter(lambda text: text.strip() != ""))
def test_a_briefing_keeps_its_shape_whatever_it_says(words: str) -> None:
    calm = make_briefing(1, said=[("Ada Byron", "calm words of hers too")], counted=[(3, "ships")], headline="Calm")
    wild = make_briefing(
        1, said=[(f"A{words}", f"a{words}z and four more words")], counted=[(3, f"a{words}z")], headline=f"C{words}"
    )
    assert _structure(wild) == _structure(calm)


def test_the_offer_in_markdown_holds_every_quote_and_figure() -> None:
    text = briefing_in_markdown(offer(), Catalogue()).replace("\\", "")
    content = offer().content
    for words in (*(q.excerpts[0].text for q in content.quotes), *(f.excerpt.text for f in content.figures)):
        assert " ".join(words.split()) in text
