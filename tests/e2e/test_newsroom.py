"""An article's whole way through a newsroom at work on both platforms."""

from config.sample import read_sample
from tests.e2e.newsroom import Newsroom, settings_of, work_through
from tests.e2e.serving import program, told_to_stop


async def test_an_article_goes_its_whole_way(room: Newsroom) -> None:
    async with program(room.home, room.telegram, **settings_of(room)) as process:
        await work_through(room, read_sample().text, quote="I can exchange it for NATO", speaker="zelensky")
        assert await told_to_stop(process) == 0
