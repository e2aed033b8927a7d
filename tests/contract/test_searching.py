"""Words of every kind: folded, whole, and never read as syntax."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.domain.folding import words_of
from briefings.ports.store import Store
from tests.fakes.newsroom import NOON, keep, make_briefing

QUOTES = (
    "We learn C++ and it's fun",
    "AND OR NOT NEAR said Łódź to Øresund",
    "Straße, naïve café, İstanbul ﬁnally",
    "Зеленський говорить про мир",
    "100% of 1.5 million—really",
    "北京 weather is fine",
)


async def found(store: Store, *words: str) -> list[str]:
    async with store.reading() as unit:
        quotes = [quote.quote.text for quote in await unit.archive.quotes(now=NOON, limit=20, words=words)]
        briefings = await unit.archive.search(words, now=NOON, limit=20)
        assert sorted(q.text for b in briefings for q in b.content.quotes) == sorted(quotes)
        return quotes


async def keep_quotes(store: Store) -> None:
    await keep(store, *(make_briefing(n, headline="x", said=[("Q", words)]) for n, words in enumerate(QUOTES, 1)))


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        (["C++"], 0),
        (["it's"], 0),
        (["it’s", "FUN"], 0),
        (["and", "or", "not", "near"], 1),
        (["AND"], 0),
        (["lodz"], 1),
        (["ŁÓDŹ", "øresund"], 1),
        (["oresu"], 1),
        (["strasse"], 2),
        (["NAIVE", "cafe"], 2),
        (["istanbul"], 2),
        (["finally"], 2),
        (["ЗЕЛЕНСЬКИЙ"], 3),
        (["зелен"], 3),
        (["1.5"], 4),
        (["100%"], 4),
        (["北京"], 5),
        (['"fun"'], 0),
        (["learn fun"], 0),
    ],
)
async def test_words_are_folded_and_nothing_is_syntax(store: Store, asked: list[str], number: int) -> None:
    await keep_quotes(store)
    assert QUOTES[number] in await found(store, *asked)


async def test_words_are_whole_but_the_last_may_be_a_beginning(store: Store) -> None:
    await keep_quotes(store)
    assert await found(store, "lear", "fun") == []
    assert await found(store, "learn", "fu") == [QUOTES[0]]
    assert await found(store, "un") == []


@pytest.mark.parametrize(
    "asked", ["", "  ", "!!!", '"', "*", "()", "''", "\x00", "\ud800", "\ue000", "\u202e", "-", ":*"]
)
async def test_words_without_letters_match_nothing(store: Store, asked: str) -> None:
    await keep_quotes(store)
    assert await found(store, asked) == []


async def test_at_most_twelve_words_count(store: Store) -> None:
    words = [f"word{number}" for number in range(20)]
    await keep(store, make_briefing(1, headline="x", said=[("Q", " ".join(words[:13]))]))
    assert len(await found(store, *words[:12], "missing", "too")) == 1
    assert await found(store, *words[:11], "missing") == []


async def test_very_long_words_are_cut_alike(store: Store) -> None:
    long = "ab" * 5000
    await keep(store, make_briefing(1, headline="x", said=[("Q", f"Say {long} now")]))
    assert len(await found(store, long)) == 1


nasty = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            ["C++", "it's", "AND", "NEAR(", '"', "a OR b", "^x", "col:val", "'", "\\", "%", "\x00", "a*", "$1"]
        ),
    ),
    max_size=15,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=nasty)
async def test_any_input_is_safe(store: Store, words: list[str]) -> None:
    async with store.reading() as unit:
        await unit.archive.search(words, now=NOON, limit=3)
        await unit.archive.quotes(now=NOON, limit=3, words=words)
        await unit.archive.quotes(now=NOON, limit=3, words=words, speaker_ids=["x'y", '"'])
        await unit.archive.quotes_like(words, now=NOON, limit=3)
        await unit.archive.latest(now=NOON, limit=3, topic=" ".join(words).replace("\x00", " "))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.text(st.characters(exclude_characters='\x00"', exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)
)
async def test_a_published_text_is_found_by_its_own_words(store: Store, words: str) -> None:
    own = words_of(words)[:12]
    if not own:
        return
    async with store.writing() as unit:
        number = await unit.briefings.next_number()
    await keep(store, make_briefing(number, said=[("Q", words)]))
    async with store.reading() as unit:
        found = await unit.archive.quotes(now=NOON, limit=500, words=[words])
        assert number in [quote.reference.number for quote in found]
        found = await unit.archive.quotes_like([words], now=NOON, limit=500)
        assert number in [quote.reference.number for quote in found]
