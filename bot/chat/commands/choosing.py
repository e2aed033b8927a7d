"""Cards for a name or topic that means nobody or several: the choices as buttons."""

from collections.abc import Sequence

from bot.chat.cards.cards import Action, Block, Bullets, Button, Card, Note
from bot.chat.catalogue import Catalogue
from bot.chat.desk import Desk
from bot.chat.input.lines import button_line
from briefings.domain.speakers import Speaker
from briefings.domain.topics import Topic


async def choose_speaker(
    asked: str,
    several: Sequence[Speaker],
    near: Sequence[Speaker],
    *,
    line: str,
    narrowing: str = "",
    t: Catalogue,
    desk: Desk,
) -> Card:
    """Ask which of several speakers is meant, or name the nearest ones to an unknown name.

    A choice asks with ``line`` again, ``narrowing`` behind the speaker.
    """
    choices = several or near
    if several:
        sentence = t("Several people are called “{name}”. Whom do you mean?", name=asked)
    elif near:
        sentence = t("I know nobody called “{name}”. Choose one of these, or look through /speakers.", name=asked)
    else:
        sentence = t("I know nobody called “{name}”: no briefing quotes anybody yet.", name=asked)
    blocks: list[Block] = [Note(sentence)]
    if choices:
        blocks.append(Bullets(tuple(speaker_line(speaker, t) for speaker in choices)))
    lines = [await button_line(f"{line} #{speaker.id}{narrowing}", desk) for speaker in choices]
    rows: list[tuple[Button, ...]] = [(Action(s.name, line),) for s, line in zip(choices, lines, strict=True)]
    return Card(tuple(blocks), rows=tuple(rows), mistake=True)


def speaker_line(speaker: Speaker, t: Catalogue) -> str:
    """A speaker in one line: name, role, how often quoted."""
    name = t("{name}, {role}", name=speaker.name, role=speaker.role) if speaker.role else speaker.name
    return t("{name} – {count}", name=name, count=t.n("{n} quote", "{n} quotes", speaker.quotes))


def choose_topic(asked: str, near: Sequence[Topic], command: str, t: Catalogue) -> Card:
    """Name the nearest topics to an unknown one."""
    if not near:
        return Card((Note(t("There is no topic “{topic}”: no briefing carries one yet.", topic=asked)),), mistake=True)
    sentence = t("There is no topic “{topic}”. Choose one of these, or look through /topics.", topic=asked)
    return Card(
        (Note(sentence), Bullets(tuple(topic_line(topic, t) for topic in near))),
        rows=(tuple(Action(topic.name[:40], f"{command} topic:{topic.slug}"[:60]) for topic in near),),
        mistake=True,
    )


def topic_line(topic: Topic, t: Catalogue) -> str:
    """A topic in one line: name and how often used."""
    return t("{name} – {count}", name=topic.name, count=t.n("{n} briefing", "{n} briefings", topic.briefings))
