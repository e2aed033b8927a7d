"""Changed rules stand in the log, over every store."""

from briefings.domain.audit import Act
from briefings.ports.store import Store
from briefings.services.records.note_settings import Rule, note_settings
from briefings.services.records.verify_log import read_log
from tests.fakes.clock import SettableClock


async def noted(store: Store, clock: SettableClock, **values: str) -> list[tuple[str, str]]:
    before = len(await read_log(limit=99, store=store))
    rules = [Rule(name, value, "false") for name, value in values.items()]
    await note_settings(rules, store=store, clock=clock)
    entries = await read_log(limit=99, store=store)
    assert {(entry.actor, entry.act) for entry in entries} <= {("daybrief", Act.SETTING)}
    return [(entry.subject, entry.detail) for entry in reversed(entries[: len(entries) - before])]


async def test_only_what_changed_is_noted(store: Store, clock: SettableClock) -> None:
    assert await noted(store, clock, FOUR_EYES="false", EDIT="false") == []
    assert await noted(store, clock, FOUR_EYES="true", EDIT="false") == [("setting FOUR_EYES", "true")]
    assert await noted(store, clock, FOUR_EYES="true", EDIT="false") == []
    assert await noted(store, clock, EDIT="true") == [("setting EDIT", "true")]
    both = await noted(store, clock, FOUR_EYES="false", EDIT="false")
    assert both == [("setting FOUR_EYES", "false"), ("setting EDIT", "false")]
    assert await noted(store, clock, FOUR_EYES="false", EDIT="false") == []
