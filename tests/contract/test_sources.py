"""Articles as they came, in every store."""

from datetime import date
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.domain.errors import TemporaryError
from briefings.ports.store import Store
from tests.fakes.newsroom import make_source

_numbers = count()
NASTY = "﻿Ünïcode “quotes”\r\nno\u00a0fold \u202e\u2066bidi\u2069 🇺🇦 e\u0301 \u00e9 \x7f\t end \n"


async def test_a_text_comes_back_as_it_came(store: Store) -> None:
    source = make_source(NASTY, published=date(2025, 2, 23), title="Т", publisher="Ḧ", url="https://a.example/?q=ü")
    async with store.writing() as unit:
        await unit.sources.add(source)
    async with store.reading() as unit:
        assert await unit.sources.get(source.id) == source
        assert await unit.sources.by_fingerprint(source.sha256) == source


async def test_an_unknown_source_is_none(store: Store) -> None:
    async with store.reading() as unit:
        assert await unit.sources.get("nobody") is None
        assert await unit.sources.by_fingerprint("0" * 64) is None


async def test_one_text_is_not_kept_twice(store: Store) -> None:
    async with store.writing() as unit:
        await unit.sources.add(make_source("The same words.", name="one"))
    with pytest.raises(TemporaryError):
        async with store.writing() as unit:
            await unit.sources.add(make_source("The same words.", name="two"))
    async with store.reading() as unit:
        assert await unit.sources.get("two") is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1, max_size=300))
async def test_any_storable_text_comes_back(store: Store, text: str) -> None:
    source = make_source(f"{next(_numbers)}\n{text}", title=text[:50])
    async with store.writing() as unit:
        await unit.sources.add(source)
    async with store.reading() as unit:
        assert await unit.sources.get(source.id) == source
