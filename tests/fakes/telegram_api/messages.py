"""Sending, editing and deleting messages, as strict as Telegram is."""

import time

from tests.fakes.telegram_api.html import CannotParseError, Parsed, parse
from tests.fakes.telegram_api.keyboards import checked_markup, checked_preview, decoded
from tests.fakes.telegram_api.text import clean, found_by_telegram, is_empty, utf16
from tests.fakes.telegram_api.world import Json, Refused, World

MAX_ENTITIES = 100


def read_text(sent: Json, key: str = "text", *, limit: int = 4096) -> tuple[str, list[Json]]:
    """Return a message's text and entities, or refuse it with Telegram's words."""
    markup = str(sent.get(key, ""))
    try:
        parsed = parse(markup) if sent.get("parse_mode") == "HTML" else Parsed(clean(markup).strip())
    except CannotParseError as error:
        raise Refused(400, f"Bad Request: can't parse entities: {error}") from error
    return accepted(parsed, limit=limit)


def accepted(parsed: Parsed, *, limit: int = 4096) -> tuple[str, list[Json]]:
    """Return the text and entities of what was read, or refuse it with Telegram's words."""
    if is_empty(parsed.text):
        raise Refused(400, "Bad Request: message text is empty")
    if utf16(parsed.text) > limit:
        raise Refused(400, "Bad Request: message is too long")
    return parsed.text, _entities(parsed)


def _entities(parsed: Parsed) -> list[Json]:
    own = [
        {"type": e.kind, "offset": e.offset, "length": e.length, **({"url": e.url} if e.url else {})}
        for e in parsed.entities
    ]
    solid = [e for e in parsed.entities if e.kind in {"code", "pre", "text_link"}]
    found = [
        {"type": kind, "offset": offset, "length": length}
        for kind, offset, length in found_by_telegram(parsed.text)
        if not any(e.offset < offset + length and offset < e.end for e in solid)
    ]
    if len(own) + len(found) > MAX_ENTITIES:
        raise Refused(400, "Bad Request: too many entities")
    return sorted(own + found, key=lambda e: (e["offset"], -e["length"]))


async def send_message(world: World, sent: Json) -> Json:
    text, entities = read_text(sent)
    return await _send(world, "sendMessage", sent, {"text": text, "entities": entities})


async def send_document(world: World, sent: Json) -> Json:
    document = sent["document"]
    file_id = f"sent-{len(world.files)}"
    world.files[file_id] = document["bytes"]
    about = {"file_id": file_id, "file_unique_id": file_id, "file_name": document["name"]}
    content: Json = {"document": about}
    if sent.get("caption"):
        content["caption"], content["caption_entities"] = read_text(sent, "caption", limit=1024)
    kept = {**sent, "document": {"name": document["name"], "size": len(document["bytes"])}}
    return await _send(world, "sendDocument", kept, content)


async def _send(world: World, method: str, sent: Json, content: Json) -> Json:
    chat = world.chat(sent.get("chat_id"))
    _check_may_write(world, chat)
    markup = checked_markup(sent.get("reply_markup"))
    preview = checked_preview(sent.get("link_preview_options"))
    message = {
        "message_id": world.next_message_id(),
        "date": int(time.time()),
        "chat": chat,
        "from": world.bot,
        **_thread(chat, sent),
        **_reply(world, chat, sent),
        **content,
        **({"reply_markup": markup} if markup and "inline_keyboard" in markup else {}),  # no other comes back
        **({"link_preview_options": preview} if preview else {}),
    }
    world.keep(message)
    await world.record(method, sent, message)
    return message


def _check_may_write(world: World, chat: Json) -> None:
    me = world.members.get((chat["id"], world.bot["id"]), {"status": "member"})
    if me["status"] in {"left", "kicked"}:
        if chat["type"] == "private":
            raise Refused(403, "Forbidden: bot was blocked by the user")
        raise Refused(403, f"Forbidden: bot was kicked from the {chat['type']} chat")
    if me["status"] == "restricted" and not me.get("can_send_messages"):
        raise Refused(400, "Bad Request: not enough rights to send text messages to the chat")
    if chat["type"] == "channel" and me["status"] != "administrator":
        raise Refused(400, "Bad Request: need administrator rights in the channel chat")


def _thread(chat: Json, sent: Json) -> Json:
    thread = sent.get("message_thread_id")
    if thread in {None, ""}:
        return {}
    if not chat.get("is_forum") or int(thread) not in chat.get("topics", []):
        raise Refused(400, "Bad Request: message thread not found")
    return {"message_thread_id": int(thread), "is_topic_message": True}


def _reply(world: World, chat: Json, sent: Json) -> Json:
    parameters = decoded(sent.get("reply_parameters")) or {}
    if not parameters:
        return {}
    replied = world.messages.get((chat["id"], int(parameters["message_id"])))
    if replied is None and not parameters.get("allow_sending_without_reply"):
        raise Refused(400, "Bad Request: message to be replied not found")
    return {"reply_to_message": {k: v for k, v in replied.items() if k != "reply_to_message"}} if replied else {}


def _own_message(world: World, sent: Json, missing: str) -> Json:
    chat = world.chat(sent.get("chat_id"))
    message = world.messages.get((chat["id"], int(sent.get("message_id", 0))))
    if message is None or message["from"]["id"] != world.bot["id"]:
        raise Refused(400, f"Bad Request: {missing}")
    _check_may_write(world, chat)
    return message


async def edit_message_text(world: World, sent: Json) -> Json:
    message = _own_message(world, sent, "message to edit not found")
    text, entities = read_text(sent)
    markup = checked_markup(sent.get("reply_markup"))
    preview = checked_preview(sent.get("link_preview_options"))
    same = (message.get("text"), message.get("entities"), message.get("reply_markup")) == (text, entities, markup)
    if same:
        raise Refused(
            400,
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
            " as a current content and reply markup of the message",
        )
    message.update(text=text, entities=entities, edit_date=int(time.time()))
    _set(message, "reply_markup", markup)
    _set(message, "link_preview_options", preview)
    await world.record("editMessageText", sent, message)
    return message


async def edit_message_reply_markup(world: World, sent: Json) -> Json:
    message = _own_message(world, sent, "message to edit not found")
    markup = checked_markup(sent.get("reply_markup"))
    if message.get("reply_markup") == markup:
        raise Refused(400, "Bad Request: message is not modified: the markup is the same")
    _set(message, "reply_markup", markup)
    await world.record("editMessageReplyMarkup", sent, message)
    return message


def _set(message: Json, key: str, value: object) -> None:
    if value is None:
        message.pop(key, None)
    else:
        message[key] = value


async def delete_message(world: World, sent: Json) -> bool:
    message = _own_message(world, sent, "message to delete not found")
    del world.messages[message["chat"]["id"], message["message_id"]]
    await world.record("deleteMessage", sent, message)
    return True


async def send_chat_action(world: World, sent: Json) -> bool:
    chat = world.chat(sent.get("chat_id"))
    _check_may_write(world, chat)
    _thread(chat, sent)
    return True
