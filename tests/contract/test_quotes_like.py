"""Quotes that somebody remembers, a little wrong perhaps: what /check asks for."""

import pytest

from briefings.ports.store import Store
from tests.fakes.newsroom import NOON, keep, make_briefing

SAID = (
    ("Zelensky", "If there is peace for Ukraine, I am ready"),
    ("Zelensky", "I can exchange it for NATO"),
    ("Trump", "dictator"),
    ("Merz", "We must never allow this to happen"),
    ("Peskov", "extraordinary"),
    ("Rutte", "The alliance will be ready for whatever comes"),
    ("Putin", "hard line"),
    ("Costa", "no way back"),
)


async def best(store: Store, sentence: str) -> str | None:
    async with store.reading() as unit:
        found = await unit.archive.quotes_like(sentence.split(), now=NOON, limit=10)
        return found[0].quote.text if found else None


@pytest.mark.parametrize(
    ("remembered", "said"),
    [
        ("If there is peace for Ukraine, I am ready", 0),
        ("if there is PEACE for ukraine i am ready", 0),
        ("If there is peece for Ukrane, I am redy", 0),
        ("If there was war in Ukraine, I am ready", 0),
        ("I can trade it for NATO", 1),
        ("dictator", 2),
        ("dictatar", 2),
        ("dictatr", 2),
        ("dicttaor", 2),
        ("a dictator without elections", 2),
        ("We must never alow this to hapen", 3),
        ("extrordinary", 4),
        ("The aliance wil be redy for whatever coms", 5),
        ("hard lime", 6),
        ("herd lime", 6),
        ("na wey bock", 7),
    ],
)
async def test_a_quote_is_found_by_what_was_remembered(store: Store, remembered: str, said: int) -> None:
    await keep(store, *(make_briefing(n, said=[pair]) for n, pair in enumerate(SAID, 1)))
    assert await best(store, remembered) == SAID[said][1]


async def test_nothing_alike_is_nothing(store: Store) -> None:
    await keep(store, *(make_briefing(n, said=[pair]) for n, pair in enumerate(SAID, 1)))
    assert await best(store, "Bananas grow quickly") is None
    assert await best(store, "") is None
    assert await best(store, "… — !") is None


async def test_rare_words_weigh_more_than_common_ones(store: Store) -> None:
    common = [make_briefing(n, said=[("Q", f"we are all in this and that {n}")]) for n in range(10, 30)]
    await keep(store, *common, make_briefing(1, said=[("Z", "we want submarines")]))
    assert await best(store, "we are all in submarines") == "we want submarines"


async def test_all_three_stores_rank_alike(memory_store: Store, sqlite_store: Store, postgres_store: Store) -> None:
    answers = []
    for store in (memory_store, sqlite_store, postgres_store):
        await keep(store, *(make_briefing(n, said=[pair]) for n, pair in enumerate(SAID, 1)))
        async with store.reading() as unit:
            found = await unit.archive.quotes_like(["peace", "for", "NATO", "alliances", "I"], now=NOON, limit=9)
            answers.append([quote.key for quote in found])
    assert len(answers[0]) == 3
    assert answers[0] == answers[1] == answers[2]
