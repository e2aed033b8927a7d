"""Discord's objects as it sends them."""

from datetime import UTC, datetime
from itertools import count

from tests.fakes.discord_api.checks import walk
from tests.fakes.discord_api.world import APPLICATION_ID, BOT_ID, JSON, Channel, Guild

ALL_RIGHTS = (1 << 53) - 1


def moment() -> str:
    return datetime.now(UTC).isoformat()


def user(user_id: int, name: str | None = None, *, bot: bool = False) -> JSON:
    return {
        "id": str(user_id),
        "username": name or f"user{user_id}",
        "discriminator": "0",
        "global_name": name,
        "avatar": None,
        "bot": bot,
        "public_flags": 0,
    }


def bot_user() -> JSON:
    return user(BOT_ID, "daybrief", bot=True) | {"verified": True, "mfa_enabled": False, "flags": 0, "email": None}


def application() -> JSON:
    return {
        "id": str(APPLICATION_ID),
        "name": "Daybrief",
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": user(1, "owner"),
        "team": None,
        "flags": 0,
        "summary": "",
    }


def member(user_id: int, name: str | None = None, *, bot: bool = False, permissions: int | None = None) -> JSON:
    shape: JSON = {
        "user": user(user_id, name, bot=bot),
        "roles": [],
        "joined_at": moment(),
        "deaf": False,
        "mute": False,
        "flags": 0,
        "nick": None,
        "avatar": None,
        "pending": False,
    }
    return shape if permissions is None else {**shape, "permissions": str(permissions)}


def channel(one: Channel) -> JSON:
    shape: JSON = {"id": str(one.id), "type": one.kind, "name": one.name, "position": 0, "flags": 0}
    if one.kind == 1:
        return {"id": str(one.id), "type": 1, "recipients": [user(one.recipient or 0)], "flags": 0}
    if one.guild_id is not None:
        shape |= {"guild_id": str(one.guild_id), "permission_overwrites": _overwrites(one), "nsfw": False}
    if one.kind in (10, 11, 12):
        shape |= {
            "parent_id": str(one.parent_id),
            "owner_id": "1",
            "member_count": 1,
            "message_count": 0,
            "thread_metadata": {"archived": False, "auto_archive_duration": 60, "archive_timestamp": moment()},
        }
    return shape


def _overwrites(one: Channel) -> list[JSON]:
    """What the bot may not do here although everybody may."""
    denied = ~one.bot_permissions & ((1 << 10) | (1 << 11) | (1 << 38))
    return [{"id": str(BOT_ID), "type": 1, "allow": "0", "deny": str(denied)}] if denied else []


def role(role_id: int, name: str, *, permissions: int = 0) -> JSON:
    """A role of a server; the one for everyone has the server's id."""
    return {
        "id": str(role_id),
        "name": name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 0,
        "permissions": str(permissions),
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def guild(one: Guild) -> JSON:
    everyone = role(one.id, "@everyone", permissions=one.bot_permissions)
    places = list(one.channels.values())
    return {
        "id": str(one.id),
        "name": one.name,
        "owner_id": "1",
        "unavailable": False,
        "member_count": 2,
        "roles": [everyone, *(role(*known) for known in one.roles.items())],
        "members": [member(BOT_ID, "daybrief", bot=True)],
        "channels": [channel(place) for place in places if place.kind not in (10, 11, 12)],
        "threads": [channel(place) for place in places if place.kind in (10, 11, 12)],
        "emojis": [],
        "stickers": [],
        "features": [],
        "system_channel_id": str(one.system_channel_id) if one.system_channel_id else None,
        "preferred_locale": "en-US",
        "joined_at": moment(),
    }


def message(message_id: int, channel_id: int, body: JSON, *, flags: int | None = None) -> JSON:
    """A message of the bot's; every component gets a number, as at Discord."""
    numbers = count(1)
    components = body.get("components") or []
    for part in walk(components):
        part.setdefault("id", next(numbers))
    return {
        "id": str(message_id),
        "channel_id": str(channel_id),
        "author": bot_user(),
        "content": body.get("content") or "",
        "timestamp": moment(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": body.get("attachments") or [],
        "embeds": body.get("embeds") or [],
        "components": components,
        "flags": body.get("flags", 0) if flags is None else flags,
        "type": 19 if body.get("message_reference") else 0,
        "pinned": False,
        "allowed_mentions": body.get("allowed_mentions"),
        **({"message_reference": body["message_reference"]} if body.get("message_reference") else {}),
        **({"nonce": str(body["nonce"])} if "nonce" in body else {}),
    }
