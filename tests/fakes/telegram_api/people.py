"""What people do: they write, press, search, add the bot and throw it out."""

import itertools
import time
from typing import Any

from tests.fakes.telegram_api.html import Entity
from tests.fakes.telegram_api.text import found_by_telegram
from tests.fakes.telegram_api.world import Json, World

ANONYMOUS_ADMIN = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


class People:
    """Acts on the world as Telegram's users would; each act queues the update that the bot gets for it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._ids = itertools.count(1)

    def person(self, user_id: int, name: str = "Ann") -> Json:
        """Create a person, whose private chat with the bot has the same id."""
        person = {"id": user_id, "is_bot": False, "first_name": name, "language_code": "en"}
        self.world.people[user_id] = person
        self.world.chats[user_id] = {"id": user_id, "type": "private", "first_name": name}
        return person

    def group(self, chat_id: int, title: str = "Newsroom", *, topics: tuple[int, ...] = (), kind: str = "") -> Json:
        """Create a group (a forum when it has topics); ``kind`` is group, supergroup or channel."""
        chat: Json = {"id": chat_id, "type": kind or "supergroup", "title": title}
        if topics:
            chat.update(is_forum=True, topics=list(topics))
        self.world.chats[chat_id] = chat
        self.member(chat_id, self.world.bot["id"], "administrator" if kind == "channel" else "member")
        return chat

    def member(self, chat_id: int, user_id: int, status: str = "member", **rights: Any) -> None:
        """Say what somebody is in a chat, with every field that Telegram gives for it."""
        fields: Json = {"status": status, **_RIGHTS.get(status, {}), **rights}
        self.world.members[chat_id, user_id] = fields

    async def say(self, user_id: int, chat_id: int, text: str, **more: Any) -> Json:
        """Write a message; ``more`` overrides or adds fields of the message."""
        message = self._message(user_id, chat_id, {"text": text, **more})
        entities = [
            Entity(kind, offset, length) for kind, offset, length in found_by_telegram(text) if kind == "bot_command"
        ]
        if entities:
            message.setdefault("entities", [{"type": e.kind, "offset": e.offset, "length": e.length} for e in entities])
        kind = "channel_post" if self.world.chat(chat_id)["type"] == "channel" else "message"
        await self.world.queue(**{kind: message})
        return message

    async def edit(self, message: Json, text: str) -> Json:
        """Edit a message of a person."""
        edited = self.world.keep({**message, "text": text, "edit_date": int(time.time())})
        return await self.world.queue(edited_message=edited)

    async def upload(self, user_id: int, chat_id: int, name: str, content: bytes, **more: Any) -> Json:
        """Send a file."""
        file_id = f"file-{next(self._ids)}"
        self.world.files[file_id] = content
        document = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": len(content)}
        message = self._message(user_id, chat_id, {"document": document, **more})
        await self.world.queue(message=message)
        return message

    def _message(self, user_id: int, chat_id: int, content: Json) -> Json:
        chat = self.world.chat(chat_id)
        message = {"message_id": self.world.next_message_id(), "date": int(time.time()), "chat": _public(chat)}
        if chat["type"] == "channel":
            message["sender_chat"] = _public(chat)
        else:
            message["from"] = self.world.people[user_id]
        return self.world.keep({**message, **content})

    async def press(self, user_id: int, message: Json, data: str) -> str:
        """Press a button of a message and return the query's id; the data need not be on the message."""
        query_id = f"cb-{next(self._ids)}"
        self.world.callbacks[query_id] = None
        query = {"id": query_id, "from": self.world.people[user_id], "chat_instance": "1", "data": data}
        await self.world.queue(callback_query={**query, "message": {**message, "chat": _public(message["chat"])}})
        return query_id

    async def inline(self, user_id: int, query: str, offset: str = "") -> str:
        """Type an inline query and return its id."""
        query_id = f"iq-{next(self._ids)}"
        self.world.queries[query_id] = None
        person = self.world.people[user_id]
        await self.world.queue(inline_query={"id": query_id, "from": person, "query": query, "offset": offset})
        return query_id

    async def bot_membership(self, user_id: int, chat_id: int, status: str, **rights: Any) -> None:
        """Change what the bot is in a chat: added, made admin, restricted, thrown out or blocked."""
        me = self.world.bot
        old = self.world.members.get((chat_id, me["id"]), {"status": "left"})
        self.member(chat_id, me["id"], status, **rights)
        changed = {
            "chat": _public(self.world.chat(chat_id)),
            "from": self.world.people[user_id],
            "date": int(time.time()),
            "old_chat_member": {"user": me, **old},
            "new_chat_member": {"user": me, **self.world.members[chat_id, me["id"]]},
        }
        await self.world.queue(my_chat_member=changed)

    async def migrate(self, old_id: int, new_id: int) -> None:
        """Make a group a supergroup: its id changes."""
        old = self.world.chats.pop(old_id)
        new = {**old, "id": new_id, "type": "supergroup"}
        self.world.chats[new_id] = new
        for chat_id, user_id in [key for key in self.world.members if key[0] == old_id]:
            self.world.members[new_id, user_id] = self.world.members[chat_id, user_id]
        sender = {"from": ANONYMOUS_ADMIN, "date": int(time.time())}
        farewell = {"message_id": self.world.next_message_id(), "chat": _public(old), "migrate_to_chat_id": new_id}
        greeting = {"message_id": self.world.next_message_id(), "chat": _public(new), "migrate_from_chat_id": old_id}
        await self.world.queue(message={**farewell, **sender})
        await self.world.queue(message={**greeting, **sender})


def _public(chat: Json) -> Json:
    return {key: value for key, value in chat.items() if key not in {"topics", "permissions"}}


_RIGHTS: dict[str, Json] = {
    "creator": {"is_anonymous": False},
    "administrator": {
        "is_anonymous": False,
        "can_be_edited": False,
        "can_manage_chat": True,
        "can_delete_messages": True,
        "can_manage_video_chats": False,
        "can_restrict_members": False,
        "can_promote_members": False,
        "can_change_info": False,
        "can_invite_users": True,
        "can_post_stories": False,
        "can_edit_stories": False,
        "can_delete_stories": False,
        "can_post_messages": True,
        "can_edit_messages": True,
    },
    "restricted": {
        "is_member": True,
        "can_send_messages": False,
        "can_send_audios": False,
        "can_send_documents": False,
        "can_send_photos": False,
        "can_send_videos": False,
        "can_send_video_notes": False,
        "can_send_voice_notes": False,
        "can_send_polls": False,
        "can_send_other_messages": False,
        "can_add_web_page_previews": False,
        "can_change_info": False,
        "can_invite_users": False,
        "can_pin_messages": False,
        "can_manage_topics": False,
        "can_edit_tag": False,
        "can_react_to_messages": False,
        "until_date": 0,
    },
    "kicked": {"until_date": 0},
}
