"""Erases what is kept of a reader."""

from dataclasses import replace

from briefings.domain.audit import SYSTEM, Act, alias_of, is_alias
from briefings.domain.people import ChatAddress, Identity
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit
from briefings.services.people.roles import account_in, keys_of


async def forget_reader(
    person: Identity, *, private_chat: ChatAddress | None = None, store: Store, clock: Clock
) -> int:
    """Erase everything that carries a reader's accounts, and return how many rows that were.

    ``private_chat`` is where the reader talks to the bot alone; a private chat on Telegram bears the person's own id
    and is known without. Accounts that the reader linked are forgotten together. Whoever has a role keeps it with its
    accounts. What somebody without any did for the newsroom once stays under a made-up name, in the audit log too.
    """
    async with store.writing() as unit:
        member = await unit.members.by_identity(person)
        accounts: tuple[Identity, ...] = (person,)
        done = 0
        if member is None or not member.roles:
            done += await _forget_acts(await keys_of([str(person)], unit=unit), clock, unit)
        if member is not None and not member.roles:
            accounts = member.identities
            await unit.members.remove(member.id)
            done += 1 + len(accounts)
        if private_chat is not None:
            done += await unit.readers.forget(person, chat=replace(private_chat, thread_id=None))
        for account in accounts:
            known = account.platform.numbers_private_chats_as_people
            own = ChatAddress(account.platform, account.user_id) if known else None
            done += await unit.readers.forget(account, chat=own)
    return done


async def _forget_acts(keys: frozenset[str], clock: Clock, unit: Unit) -> int:
    secret = await unit.readers.made_key()
    names = {key: alias_of(account_in(key), key=secret) for key in keys if not is_alias(key)}
    renamed = await unit.readers.rename(names)
    erased = await unit.audit.forget(names)
    if erased:
        detail = f"erased in entries {', '.join(map(str, erased))}"
        await unit.audit.append(at=clock.now(), actor=SYSTEM, act=Act.FORGET, subject="a person", detail=detail)
    return renamed + len(erased)
