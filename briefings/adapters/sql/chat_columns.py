"""The address of a chat as columns of a row."""

from typing import Any

from briefings.domain.people import ChatAddress, Platform


def chat_values(address: ChatAddress) -> dict[str, str | None]:
    """The columns that hold the address."""
    return {"platform": address.platform.value, "chat_id": address.chat_id, "thread_id": address.thread_id}


def chat_of(row: Any) -> ChatAddress:
    """The address that a row holds; tables whose key has the thread keep none as an empty one."""
    return ChatAddress(Platform(row.platform), row.chat_id, row.thread_id or None)
