"""Erases what is kept of a reader."""

from dataclasses import replace

from briefings.domain.people import ChatAddress, Identity
from briefings.ports.store import Store


async def forget_reader(person: Identity, *, private_chat: ChatAddress | None = None, store: Store) -> int:
    """Erase everything that carries a reader's accounts, and return how many rows that were.

    ``private_chat`` is where the reader talks to the bot alone; a private chat on Telegram bears the person's own id
    and is known without. Accounts that the reader linked are forgotten together. Whoever has a role keeps it with its
    accounts, and what was done for the newsroom stays in the audit log, which nobody can change.
    """
    async with store.writing() as unit:
        member = await unit.members.by_identity(person)
        accounts: tuple[Identity, ...] = (person,)
        done = 0
        if member is not None and not member.roles:
            accounts = member.identities
            await unit.members.remove(member.id)
            done = 1 + len(accounts)
        if private_chat is not None:
            done += await unit.readers.forget(person, chat=replace(private_chat, thread_id=None))
        for account in accounts:
            known = account.platform.numbers_private_chats_as_people
            own = ChatAddress(account.platform, account.user_id) if known else None
            done += await unit.readers.forget(account, chat=own)
    return done
