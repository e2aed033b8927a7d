"""The bot itself, its commands, chats, members, files and the webhook."""

import re

from tests.fakes.telegram_api.keyboards import decoded
from tests.fakes.telegram_api.world import Json, Refused, World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


async def get_me(world: World, sent: Json) -> Json:
    return world.bot


def _scope(sent: Json) -> str:
    scope = decoded(sent.get("scope")) or {"type": "default"}
    return ":".join(str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope)


async def set_my_commands(world: World, sent: Json) -> bool:
    commands = decoded(sent["commands"])
    if len(commands) > 100:
        raise Refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise Refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[_scope(sent)] = commands
    await world.record("setMyCommands", sent)
    return True


async def get_my_commands(world: World, sent: Json) -> list[Json]:
    return world.commands.get(_scope(sent), [])


async def delete_my_commands(world: World, sent: Json) -> bool:
    world.commands.pop(_scope(sent), None)
    await world.record("deleteMyCommands", sent)
    return True


async def get_chat(world: World, sent: Json) -> Json:
    chat = {key: value for key, value in world.chat(sent.get("chat_id")).items() if key != "topics"}
    return {**chat, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}


_NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


async def get_chat_member(world: World, sent: Json) -> Json:
    chat = world.chat(sent.get("chat_id"))
    user_id = int(sent["user_id"])
    member = world.members.get((chat["id"], user_id))
    if member is None:
        raise Refused(400, "Bad Request: member not found")
    return {"user": _person(world, user_id), **member}


async def get_chat_administrators(world: World, sent: Json) -> list[Json]:
    chat = world.chat(sent.get("chat_id"))
    if world.members.get((chat["id"], world.bot["id"]), {}).get("status") in {"left", "kicked"}:
        raise Refused(403, f"Forbidden: bot was kicked from the {chat['type']} chat")
    return [
        {"user": _person(world, user_id), **member}
        for (chat_id, user_id), member in world.members.items()
        if chat_id == chat["id"] and member["status"] in {"creator", "administrator"}
    ]


def _person(world: World, user_id: int) -> Json:
    return world.bot if user_id == world.bot["id"] else world.people[user_id]


async def leave_chat(world: World, sent: Json) -> bool:
    chat = world.chat(sent.get("chat_id"))
    world.members[chat["id"], world.bot["id"]] = {"status": "left"}
    await world.record("leaveChat", sent)
    return True


async def get_file(world: World, sent: Json) -> Json:
    file_id = str(sent.get("file_id"))
    if file_id not in world.files:
        raise Refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    if len(world.files[file_id]) > 20 * 1024 * 1024:
        raise Refused(400, "Bad Request: file is too big")
    size = len(world.files[file_id])
    return {"file_id": file_id, "file_unique_id": file_id, "file_size": size, "file_path": f"documents/{file_id}"}


async def set_webhook(world: World, sent: Json) -> bool:
    world.webhook = {"url": str(sent.get("url", "")), "secret_token": sent.get("secret_token")}
    await world.record("setWebhook", {**sent, "secret_token": bool(sent.get("secret_token"))})
    return True


async def delete_webhook(world: World, sent: Json) -> bool:
    world.webhook = {"url": ""}
    if str(sent.get("drop_pending_updates", "")).lower() == "true":
        world.updates.clear()
    return True


async def get_webhook_info(world: World, sent: Json) -> Json:
    return {"url": world.webhook["url"], "has_custom_certificate": False, "pending_update_count": len(world.updates)}
