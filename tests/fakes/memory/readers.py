"""What is kept of people who read, in memory."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from briefings.domain.people import ChatAddress, Identity
from tests.fakes.memory.state import State


class MemoryReaders:
    """Finds everything that carries a reader's account."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def forget(self, person: Identity, *, chat: ChatAddress | None = None) -> int:
        """Erase what is kept of this account and of its private chat."""
        state, newsroom = self._state, self._state.newsroom
        done = self._forget_chat(chat) if chat is not None else 0
        done += _drop(newsroom.conversations, lambda key, _: key[0] == person)
        done += _drop(newsroom.link_codes, lambda key, _: key == person)
        done += sum(_drop(kept, lambda key, _: key == str(person)) for kept in (state.guests, state.notices))
        for key, report in newsroom.reports.items():
            if report.reporter == person:
                newsroom.reports[key] = replace(report, reporter=None, reason="")
                done += 1
        return done + self._forget_setter(person)

    async def key(self) -> str:
        """The secret of made-up names."""
        return self._state.newsroom.key

    async def made_key(self) -> str:
        """The secret of made-up names, made where there is none yet."""
        self._state.newsroom.key = self._state.newsroom.key or secrets.token_hex(32)
        return self._state.newsroom.key

    async def rename(self, person: Mapping[str, str]) -> int:
        """Put a made-up name in the place of a person."""
        return sum(self._rename(key, alias) for key, alias in person.items())

    def _rename(self, key: str, alias: str) -> int:
        state, newsroom = self._state, self._state.newsroom
        for name, briefing in state.briefings.items():
            if briefing.revision.author == key:
                state.briefings[name] = replace(briefing, revision=replace(briefing.revision, author=alias))
        done = _replace(state.revisions, lambda kept: kept.author == key, author=alias)
        done += _replace(newsroom.publications, lambda kept: kept.planned_by == key, planned_by=alias)
        done += _replace(newsroom.reports, lambda kept: kept.settled_by == key, settled_by=alias)
        done += _replace(newsroom.reviews, lambda kept: kept.reviewer == key, reviewer=alias, note="")
        for briefing_id, number, _ in [known for known in newsroom.reviews if known[-1] == key]:
            newsroom.reviews[briefing_id, number, alias] = newsroom.reviews.pop((briefing_id, number, key))
        for briefing_id, _ in [known for known in newsroom.seen_revisions if known[-1] == key]:
            newsroom.seen_revisions[briefing_id, alias] = newsroom.seen_revisions.pop((briefing_id, key))
        return done

    def _forget_setter(self, person: Identity) -> int:
        plans, reminders = self._state.delivery.subscriptions, self._state.delivery.reminders
        set_plans = [key for key, plan in plans.items() if person in (plan.set_by, *plan.admins)]
        set_reminders = [key for key, reminder in reminders.items() if reminder.set_by == person]
        for key in set_plans:
            others = tuple(admin for admin in plans[key].admins if admin != person)
            set_by = None if plans[key].set_by == person else plans[key].set_by
            plans[key] = replace(plans[key], set_by=set_by, admins=others)
        for key in set_reminders:
            reminders[key] = replace(reminders[key], set_by=Identity(person.platform, ""))
        return len(set_plans) + len(set_reminders)

    def _forget_chat(self, chat: ChatAddress) -> int:
        state, here = self._state, (chat.platform, chat.chat_id)

        def is_here(_: Any, kept: Any) -> bool:
            return (kept.address.platform, kept.address.chat_id) == here

        plans = {key for key, plan in state.delivery.subscriptions.items() if is_here(key, plan)}
        entries = sum(len(state.delivery.subscriptions[key].entries) for key in plans)
        done = _drop(state.delivery.slots, lambda _, slot: slot.subscription_id in plans)
        done += _drop(state.delivery.deliveries, lambda key, owed: is_here(key, owed.delivery))
        done += _drop(state.delivery.subscriptions, is_here) + entries
        done += _drop(state.delivery.receipts, is_here) + _drop(state.delivery.reminders, is_here)
        done += _drop(state.newsroom.copy_edits, is_here)
        key = f"{chat.platform.value}:{chat.chat_id}"
        return done + sum(_drop(kept, lambda known, _: known == key) for kept in (state.guests, state.notices))


def _drop(kept: dict[Any, Any], wanted: Callable[[Any, Any], bool]) -> int:
    gone = [key for key, value in kept.items() if wanted(key, value)]
    for key in gone:
        del kept[key]
    return len(gone)


def _replace(kept: dict[Any, Any], wanted: Callable[[Any], bool], **values: str) -> int:
    changed = [key for key, value in kept.items() if wanted(value)]
    for key in changed:
        kept[key] = replace(kept[key], **values)
    return len(changed)
