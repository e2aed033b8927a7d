"""Names changed rules in the log: settings decide who owns the newsroom and how many eyes a publication needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefings.domain.audit import SYSTEM, Act
from briefings.ports.clock import Clock
from briefings.ports.store import Store


@dataclass(frozen=True, slots=True)
class Rule:
    """A setting by its variable, its value now, and the one that it has while nobody sets it."""

    name: str
    value: str
    default: str


async def note_settings(rules: Sequence[Rule], *, store: Store, clock: Clock) -> None:
    """Chain an entry for each rule that is another than when it was last noted (than its default, the first time)."""
    async with store.reading() as unit:
        noted = [await unit.audit.latest(limit=1, subject=_subject(rule)) for rule in rules]
    changed = [r for r, last in zip(rules, noted, strict=True) if r.value != (last[0].detail if last else r.default)]
    if not changed:
        return
    async with store.writing() as unit:
        for rule in changed:
            subject, detail = _subject(rule), rule.value
            await unit.audit.append(at=clock.now(), actor=SYSTEM, act=Act.SETTING, subject=subject, detail=detail)


def _subject(rule: Rule) -> str:
    return f"setting {rule.name}"
