"""Four eyes are two people, whatever became of their accounts between writing and approving."""

from collections.abc import Awaitable, Callable

import pytest

from briefings.domain.errors import UserError
from briefings.domain.people import Identity, Role
from briefings.ports.store import Store
from briefings.services.editing.edit_items import set_headline
from briefings.services.editing.release import release
from briefings.services.editing.review_draft import approve
from briefings.services.people.appoint import appoint, dismiss
from briefings.services.people.forget_reader import forget_reader
from briefings.services.people.link_accounts import accept_link, offer_link
from tests.fakes.clock import SettableClock
from tests.fakes.drafts import ANA, ANA_TOO, BEN, FOUR_EYES, drafted

Turn = Callable[[Store, SettableClock], Awaitable[None]]


async def appointed(store: Store, clock: SettableClock) -> None:
    await appoint(ANA, Role.REVIEWER, name="Ana", by=BEN, store=store, clock=clock)


async def dismissed(store: Store, clock: SettableClock) -> None:
    await dismiss(ANA, None, by=BEN, store=store, clock=clock)


async def linked(store: Store, clock: SettableClock) -> None:
    code = await offer_link(ANA, name="Ana", store=store, clock=clock)
    await accept_link(code, ANA_TOO, store=store, clock=clock)


async def linked_the_other_way(store: Store, clock: SettableClock) -> None:
    code = await offer_link(ANA_TOO, name="Ana", store=store, clock=clock)
    await accept_link(code, ANA, store=store, clock=clock)


async def forgotten(store: Store, clock: SettableClock) -> None:
    await forget_reader(ANA, store=store, clock=clock)


async def nothing(_: Store, __: SettableClock) -> None:
    return


@pytest.mark.parametrize(
    ("before", "after", "account"),
    [
        (nothing, appointed, ANA),
        (nothing, linked, ANA),
        (nothing, linked, ANA_TOO),
        (nothing, linked_the_other_way, ANA),
        (nothing, linked_the_other_way, ANA_TOO),
        (appointed, dismissed, ANA),
        (linked, nothing, ANA_TOO),
        (linked, forgotten, ANA),
    ],
)
async def test_no_author_becomes_somebody_else(
    store: Store, clock: SettableClock, before: Turn, after: Turn, account: Identity
) -> None:
    await drafted(store)
    await before(store, clock)
    await set_headline(1, "Harbour is open", by=ANA, store=store, clock=clock)
    await after(store, clock)
    with pytest.raises(UserError, match="somebody else"):
        await approve(1, by=account, policy=FOUR_EYES, store=store, clock=clock)
    with pytest.raises(UserError, match="second pair of eyes"):
        await release(1, by=account, policy=FOUR_EYES, store=store, clock=clock)
    await approve(1, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    await release(1, by=account, policy=FOUR_EYES, store=store, clock=clock)
