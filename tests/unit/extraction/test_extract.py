"""The whole of extraction on one article, and its laws on any text."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.domain.drafting import Article, Draft
from briefings.domain.text import Excerpt
from briefings.extraction.extract import extract
from briefings.services.articles.draft_json import draft_as_json

ARTICLE = """River floods the old town | Harbour News

By Jane Doe
Published: 24 February 2025

HARBOUR CITY — The Blue River burst its banks on Monday and flooded 300 houses, the fire brigade said.

"We have never seen the river like this," Mayor Ines Falk told reporters. "I am proud of our neighbours."

Falk will meet the engineers on February 27 to talk about the dam, which "could break" if it rains, she added.
"""


def excerpts_of(draft: Draft) -> list[Excerpt]:
    found = [*draft.summary, *([draft.news] if draft.news else [])]
    for quote in draft.quotes:
        found += [*quote.excerpts, quote.sentence]
    found += [other.excerpt for other in draft.other_quoted]
    for figure in draft.figures:
        found += [figure.excerpt, figure.sentence]
    for event in draft.dates:
        found += [event.excerpt, event.sentence, *([event.what] if event.what else [])]
    return found


def test_an_article_becomes_a_draft() -> None:
    draft = extract(Article(ARTICLE))
    assert (draft.language, draft.supported) == ("en", True)
    assert (draft.title, draft.publisher) == ("River floods the old town", "Harbour News")
    assert draft.published == date(2025, 2, 24)
    assert draft.summary[0].text.startswith("The Blue River")
    assert {quote.speaker for quote in draft.quotes} == {"Ines Falk"}
    assert any(figure.value == 300 for figure in draft.figures)
    assert "Disasters" in draft.topics


def test_what_is_given_wins_over_the_head() -> None:
    draft = extract(Article(ARTICLE, title="Flood", publisher="Coast Post", published=date(2025, 2, 25)))
    assert (draft.title, draft.publisher, draft.published) == ("Flood", "Coast Post", date(2025, 2, 25))


def test_the_summary_follows_its_setting() -> None:
    assert len(extract(Article(ARTICLE), sentences=1).summary) == 1


def test_an_unknown_grammar_names_nobody() -> None:
    draft = extract(Article("La alcaldesa dijo el lunes a los vecinos: «Hemos perdido 300 casas y eso no es todo.»"))
    assert (draft.language, draft.supported, draft.topics) == ("es", False, ())
    assert [quote.text for quote in draft.quotes] == ["Hemos perdido 300 casas y eso no es todo."]
    assert draft.quotes[0].speaker is None
    assert "not known" in draft.quotes[0].why


def test_every_item_says_why() -> None:
    draft = extract(Article(ARTICLE))
    reasons = [q.why for q in draft.quotes] + [f.why for f in draft.figures] + [d.why for d in draft.dates]
    assert all(reasons)


def test_the_json_form_has_its_keys_and_numbers() -> None:
    form = json.loads(json.dumps(draft_as_json(extract(Article(ARTICLE)))))
    assert set(form) >= {
        "language",
        "supported",
        "source",
        "summary",
        "quotes",
        "other_quoted",
        "figures",
        "dates",
        "topics",
    }
    assert form["source"] == {"title": "River floods the old town", "publisher": "Harbour News", "date": "2025-02-24"}
    quote_keys = {"start", "end", "text", "speaker", "role", "kind", "cue", "group", "why", "confidence", "shown"}
    assert all(set(quote) == quote_keys for quote in form["quotes"])
    figure_keys = {
        "start",
        "end",
        "text",
        "value",
        "low",
        "high",
        "unit",
        "what",
        "qualifier",
        "claimant",
        "window",
        "statement",
        "why",
        "confidence",
        "shown",
    }
    assert all(set(figure) == figure_keys for figure in form["figures"])
    assert all(figure["value"] is None or isinstance(figure["value"], int | float) for figure in form["figures"])
    date_keys = {"start", "end", "text", "resolved", "resolved_end", "precision", "what", "why", "confidence", "shown"}
    assert all(set(event) == date_keys for event in form["dates"])


def test_a_split_quote_is_several_objects_of_one_group() -> None:
    form = draft_as_json(extract(Article(ARTICLE)))
    first, second, third = (quote["group"] for quote in form["quotes"])
    assert first == second != third


def test_one_draft_does_not_touch_another() -> None:
    before = extract(Article(ARTICLE))
    extract(Article(ARTICLE.replace("Ines Falk", "Otto Brand")))
    assert extract(Article(ARTICLE)) == before


WORDS = st.sampled_from(
    [
        *"said told Smith Kremlin he She $ £3.5bn 267 one million in between and per cent % March Monday".split(),
        *"\" “ ” ' ‘ ’ « » „ , . ? — - ( ) By Mr. U.S. 6 2025-02-23 (Reuters) é İ ß 中 ا".split(),
        *("\n", "\n\n", " ", "Anna Smith", "according to", "\u200b", "\u2028", "\u0000", "\ud83d"),
    ]
)


def laws(text: str, published: date | None) -> None:
    draft = extract(Article(text, published=published))
    for excerpt in excerpts_of(draft):
        assert 0 <= excerpt.start < excerpt.end <= len(text)
        assert text[excerpt.start : excerpt.end] == excerpt.text
    for items in (draft.summary, [q.excerpts[0] for q in draft.quotes], [f.excerpt for f in draft.figures]):
        assert list(items) == sorted(items)
    starts = [event.excerpt.start for event in draft.dates]
    assert starts == sorted(starts)
    if draft.published is None:
        assert all(event.resolved is None or "2025" in event.excerpt.text for event in draft.dates)
    assert extract(Article(text, published=published)) == draft
    json.dumps(draft_as_json(draft))


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=120).map(" ".join), st.none() | st.just(date(2025, 2, 24)))
def test_laws_hold_on_newslike_text(text: str, published: date | None) -> None:
    laws(text, published)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_laws_hold_on_any_text(text: str) -> None:
    laws(text, None)


@pytest.mark.parametrize(
    "piece",
    [
        *'"|a |“a |a” |1|1,|1.|one |twenty-|$|Aa |Mr. |he said |"a" he said. |(|March |last week '.split("|"),
        *("'", "between 1 and "),
        *("\n", "a\n", ". ", "A. ", "…", "the ", "said Smith ", "- ", "January 1, ", "US ", "Smith’s "),
    ],
)
def test_laws_hold_on_a_long_run_of_one_nasty_piece(piece: str) -> None:
    laws((piece * (20_000 // len(piece) + 1))[:20_000], None)
