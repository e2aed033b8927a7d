"""The sample that a first start without any token finds, so that there is something to ask."""

from bot.bootstrap import Program
from briefings.domain.briefing import Status
from briefings.domain.drafting import Article


async def load_sample_once(program: Program) -> None:
    """Publish the sample in an empty database when no platform has a token; else do nothing."""
    if program.settings.has_token:
        return
    async with program.store.reading() as unit:
        kept = await unit.briefings.with_status(tuple(Status), limit=1)
    if kept and not (kept[0].sample and kept[0].status is Status.DRAFT):
        return
    await load_sample(program)


async def load_sample(program: Program) -> None:
    """Publish the article that ships, marked as a sample: it is never part of a digest."""
    from briefings.services.articles.make_draft import make_draft  # noqa: PLC0415
    from briefings.services.editing.publish import publish  # noqa: PLC0415
    from config.sample import read_sample  # noqa: PLC0415

    sample = read_sample()
    article = Article(sample.text, title=sample.title, publisher=sample.publisher, published=sample.published)
    store, clock = program.store, program.desk.clock
    read, topics = program.desk.draft, sample.topics
    drafted = await make_draft(
        article, topics=topics, author="daybrief", sample=True, extract=read, store=store, clock=clock
    )
    await publish(drafted.briefing.id, aliases=program.desk.directory.aliases, store=store, clock=clock)
