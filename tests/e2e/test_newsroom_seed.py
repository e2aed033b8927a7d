"""The seed article's whole way through the same newsroom."""

from pathlib import Path

import pytest

from tests.e2e.newsroom import Newsroom, settings_of, work_through
from tests.e2e.serving import program, told_to_stop

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "article.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not in ../shared, where it is kept apart")
async def test_the_seed_article_goes_its_whole_way(room: Newsroom) -> None:
    async with program(room.home, room.telegram, **settings_of(room)) as process:
        text = SEED.read_text(encoding="utf-8-sig")
        await work_through(room, text, quote="I can exchange it for NATO", speaker="zelensky")
        assert await told_to_stop(process) == 0
