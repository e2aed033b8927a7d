"""The latest verdict on a revision counts, and what was planned falls with what it stood on."""

from dataclasses import replace

import pytest

from briefings.domain.audit import Act
from briefings.domain.briefing import Status
from briefings.domain.errors import UserError
from briefings.domain.people import SHELL, Identity, Platform, Role
from briefings.domain.policy import EditorialPolicy
from briefings.domain.reviewing import Verdict
from briefings.ports.store import Store
from briefings.services.archive.published_briefing import one_briefing
from briefings.services.editing.edit_items import keep_items
from briefings.services.editing.release import Fallen, plan_release, reason_in, release, release_due
from briefings.services.editing.review_draft import approve, open_draft, return_draft, submit
from briefings.services.people.appoint import appoint, dismiss
from briefings.services.people.link_accounts import accept_link, offer_link
from briefings.services.people.roles import find_roles
from briefings.services.records.verify_log import read_log
from tests.fakes.clock import SettableClock
from tests.fakes.drafts import ALONE, ANA, BEN, FOUR_EYES, HOUR, drafted, quote_keys

CLEO = Identity(Platform.TELEGRAM, "8")
ONE, TWO = Identity(Platform.TELEGRAM, "1"), Identity(Platform.DISCORD, "2")
OWNED = EditorialPolicy(four_eyes=True, owners=frozenset({ONE, TWO}))


async def test_a_return_voids_an_approval(store: Store, clock: SettableClock) -> None:
    await drafted(store)
    await approve(1, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    clock.move(-HOUR)  # whatever the clock says
    await return_draft(1, "Who says 267?", by=CLEO, store=store, clock=clock)
    for person in (ANA, BEN, CLEO):
        with pytest.raises(UserError, match="was returned"):
            await release(1, by=person, policy=FOUR_EYES, store=store, clock=clock)
    with pytest.raises(UserError, match="was returned"):
        await plan_release(1, clock.now() + HOUR, by=ANA, policy=FOUR_EYES, store=store, clock=clock)
    assert [v.verdict for v in (await open_draft(1, store=store)).verdicts] == [Verdict.RETURNED]


async def test_an_approval_after_a_return_counts(store: Store, clock: SettableClock) -> None:
    await drafted(store)
    await submit(1, by=ANA, store=store, clock=clock)
    await return_draft(1, "Who says 267?", by=CLEO, store=store, clock=clock)
    clock.move(-HOUR)
    await approve(1, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    await release(1, by=ANA, policy=FOUR_EYES, store=store, clock=clock)


async def planned(store: Store, clock: SettableClock) -> None:
    await drafted(store)
    await appoint(ANA, Role.EDITOR, name="Ana", by=BEN, store=store, clock=clock)
    await approve(1, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    await plan_release(1, clock.now() + HOUR, by=ANA, policy=FOUR_EYES, store=store, clock=clock)


async def fallen(store: Store, clock: SettableClock) -> Fallen | None:
    clock.move(2 * HOUR)
    assert await release_due(policy=FOUR_EYES, store=store, clock=clock) == []
    assert await release_due(policy=FOUR_EYES, store=store, clock=clock) == []
    return reason_in((await read_log(limit=1, store=store))[0].detail)


async def test_a_plan_is_carried_out_while_it_stands(store: Store, clock: SettableClock) -> None:
    await planned(store, clock)
    clock.move(2 * HOUR)
    assert [b.number for b in await release_due(policy=FOUR_EYES, store=store, clock=clock)] == [1]


async def test_a_plan_of_somebody_dismissed_is_dropped(store: Store, clock: SettableClock) -> None:
    await planned(store, clock)
    await dismiss(ANA, None, by=BEN, store=store, clock=clock)
    assert await fallen(store, clock) is Fallen.DISMISSED


async def test_a_plan_whose_approver_turns_out_to_be_the_author_is_dropped(store: Store, clock: SettableClock) -> None:
    await planned(store, clock)
    code = await offer_link(ANA, name="Ana", store=store, clock=clock)
    await accept_link(code, BEN, store=store, clock=clock)
    assert await fallen(store, clock) is Fallen.UNAPPROVED


async def by_owner(store: Store, author: Identity) -> None:
    briefing = await drafted(store)
    async with store.writing() as unit:
        revised = replace(briefing.revision, number=2, author=str(author))
        await unit.briefings.save(replace(briefing, revision=revised), seen_revision=1)


@pytest.mark.parametrize(("author", "other"), [(ONE, TWO), (TWO, ONE), (ONE, SHELL), (SHELL, TWO)])
async def test_an_owners_unlinked_accounts_are_one_pair_of_eyes(
    store: Store, clock: SettableClock, author: Identity, other: Identity
) -> None:
    await by_owner(store, author)
    policy = replace(OWNED, owners=OWNED.owners)
    with pytest.raises(UserError, match="may be one person"):
        await approve(1, by=other, policy=policy, store=store, clock=clock)
    await approve(1, by=other, policy=ALONE, store=store, clock=clock)  # as before the rule was in force
    with pytest.raises(UserError, match="second pair of eyes"):
        await release(1, by=other, policy=policy, store=store, clock=clock)


async def test_owners_who_are_named_as_two_are_two(store: Store, clock: SettableClock) -> None:
    await by_owner(store, ONE)
    await appoint(ONE, Role.OWNER, name="Olga", by=ONE, store=store, clock=clock)
    await appoint(TWO, Role.OWNER, name="Otto", by=ONE, store=store, clock=clock)
    await approve(1, by=TWO, policy=OWNED, store=store, clock=clock)
    await release(1, by=ONE, policy=OWNED, store=store, clock=clock)


async def test_two_owners_on_one_platform_are_two(store: Store, clock: SettableClock) -> None:
    await by_owner(store, ONE)
    policy = replace(OWNED, owners=frozenset({ONE, CLEO}))
    await approve(1, by=CLEO, policy=policy, store=store, clock=clock)


async def test_who_links_an_account_to_an_owners_is_the_owner_and_nobody_takes_one(
    store: Store, clock: SettableClock
) -> None:
    owners = frozenset({ONE})
    code = await offer_link(ONE, name="Olga", store=store, clock=clock)
    await accept_link(code, TWO, owners=owners, store=store, clock=clock)
    assert Role.OWNER in await find_roles(TWO, owners=owners, store=store)
    stranger = await offer_link(BEN, name="Eve", store=store, clock=clock)
    with pytest.raises(UserError, match="role of its own"):
        await accept_link(stranger, ONE, owners=owners, store=store, clock=clock)
    assert await find_roles(BEN, owners=owners, store=store) == frozenset()


async def test_what_an_editor_keeps_stands_in_the_log(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store)
    nobody = quote_keys(briefing)[1]
    await keep_items(1, [nobody], by=BEN, store=store, clock=clock)
    await keep_items(1, [nobody], by=ANA, store=store, clock=clock)  # nothing new
    entries = await read_log(limit=9, briefing=1, store=store)
    assert [(e.actor, e.act, e.detail) for e in entries] == [(str(BEN), Act.EDIT, f"r1 keep {nobody}")]


async def test_what_is_out_as_approved_is_not_returned(store: Store, clock: SettableClock) -> None:
    await drafted(store)
    await approve(1, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    await release(1, by=ANA, policy=FOUR_EYES, store=store, clock=clock)
    with pytest.raises(UserError, match="not in review"):
        await return_draft(1, "Too late.", by=ANA, store=store, clock=clock)
    assert (await one_briefing(1, store=store, clock=clock)).status is Status.PUBLISHED
