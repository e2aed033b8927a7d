"""``daybrief add``: an article in, a draft or a published briefing out."""

import json
from typing import Annotated

import typer

from bot.cli.articles import read_article, with_given
from bot.cli.options import Database
from bot.cli.running import run
from bot.cli.texts import parse_day, read_bytes, write_json, write_text
from briefings.domain.briefing import Briefing, Status
from briefings.domain.drafting import Article
from briefings.domain.reviewing import count


def add(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A text, page, PDF or Word file, or - for a pipe.")],
    title: Annotated[str | None, typer.Option(help="The article's title.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it stands.")] = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Its day; without it its dates stay unresolved.")
    ] = None,
    topic: Annotated[list[str] | None, typer.Option(help="A topic; may be given more than once.")] = None,
    publish: Annotated[bool, typer.Option("--publish", help="Publish it at once.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was stored as JSON.")] = False,
    database: Database = None,
) -> None:
    """Read a draft out of an article and store it; the same article twice is stored once."""
    data, published = read_bytes(file), parse_day(day) if day is not None else None
    given = Article("", title=title, publisher=publisher, published=published)
    briefing, new = run(_add(file, data, given, url, topic or [], publish, database))
    said = any((title, publisher, url, day, topic))
    if as_json:
        write_json(_as_json(briefing, new=new))
    else:
        write_text(_as_text(briefing, new=new, said=said))


async def _add(
    file: str,
    data: bytes,
    given: Article,
    url: str | None,
    topics: list[str],
    publishing: bool,
    database: str | None,
) -> tuple[Briefing, bool]:
    """Store the article; return its briefing and whether it is new."""
    from bot.bootstrap import opened_program, settings_from  # noqa: PLC0415
    from bot.console.asking import PERSON  # noqa: PLC0415
    from briefings.services.articles.read_article import check_article  # noqa: PLC0415
    from briefings.services.articles.take_article import take_article  # noqa: PLC0415
    from briefings.services.editing.release import release  # noqa: PLC0415

    article, said = with_given(await read_article(file, data), given)
    check_article(article.text)  # before there is a database: what is refused leaves nothing behind
    async with opened_program(settings_from(database)) as program:
        store, clock = program.store, program.desk.clock
        drafted = await take_article(
            article,
            url=url,
            topics=topics,
            said=said,
            by=PERSON,
            extract=program.desk.draft,
            store=store,
            clock=clock,
        )
        briefing = drafted.briefing
        if publishing and briefing.status in {Status.DRAFT, Status.IN_REVIEW}:
            briefing = await release(
                briefing.number,
                by=PERSON,
                policy=program.desk.policy,
                aliases=program.desk.directory.aliases,
                store=store,
                clock=clock,
            )
        return briefing, drafted.new


def _unresolved(briefing: Briefing) -> int:
    return sum(event.resolved is None for event in briefing.content.dates)


def _as_json(briefing: Briefing, *, new: bool) -> str:
    source, counts = briefing.source, count(briefing.content, frozenset())
    kept = {
        "number": briefing.number,
        "id": briefing.id,
        "new": new,
        "status": briefing.status.value,
        "revision": briefing.revision.number,
        "headline": briefing.content.headline,
        "sha256": source.sha256,
        "source": {
            "title": source.title or None,
            "publisher": source.publisher,
            "url": source.url,
            "date": source.published.isoformat() if source.published else None,
            "language": source.language,
        },
        "counts": {
            "quotes": counts.quotes,
            "fragments": counts.fragments,
            "figures": counts.figures,
            "dates": counts.dates,
            "unresolved_dates": _unresolved(briefing),
        },
        "topics": list(briefing.content.topics),
    }
    return json.dumps(kept, ensure_ascii=False) + "\n"


def _as_text(briefing: Briefing, *, new: bool, said: bool) -> str:
    """What is kept now; ``said`` tells that details were given, which change nothing of a known article."""
    from bot.chat.cards.wording import item_counts, status_in_words  # noqa: PLC0415
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415

    t, number, status = Catalogue(), briefing.number, briefing.status
    headline, found = briefing.content.headline, item_counts(count(briefing.content, frozenset()), t)
    lines = [t("Briefing {number}, {status}: {text}", number=number, status=status_in_words(status, t), text=headline)]
    if not new:
        lines.append(t("This article is known already; nothing was stored twice."))
        lines += [t("Its title, publisher, address, day and topics stay as they are.")] if said else []
    lines.append(t("Found: {items}.", items=", ".join(found)))
    if briefing.source.published is None and (unresolved := _unresolved(briefing)):
        lines.append(
            t.n(
                "{n} date is unresolved, since the article's day is unknown.",
                "{n} dates are unresolved, since the article's day is unknown.",
                unresolved,
            )
        )
        if status is Status.DRAFT:
            lines.append(t('Say it with daybrief ask "/describe {number} date 2025-02-23".', number=number))
    return "\n".join(lines) + "\n"
