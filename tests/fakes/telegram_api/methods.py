"""The methods of the Bot API that the bot may call, by their names in lower case."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.fakes.telegram_api import chats, messages, queries
from tests.fakes.telegram_api.limits import Meter
from tests.fakes.telegram_api.world import Json, Refused, World

Method = Callable[[World, Json], Awaitable[Any]]
METHODS: dict[str, Method] = {
    "getme": chats.get_me,
    "sendmessage": messages.send_message,
    "senddocument": messages.send_document,
    "editmessagetext": messages.edit_message_text,
    "editmessagereplymarkup": messages.edit_message_reply_markup,
    "deletemessage": messages.delete_message,
    "sendchataction": messages.send_chat_action,
    "answercallbackquery": queries.answer_callback_query,
    "answerinlinequery": queries.answer_inline_query,
    "setmycommands": chats.set_my_commands,
    "getmycommands": chats.get_my_commands,
    "deletemycommands": chats.delete_my_commands,
    "getchat": chats.get_chat,
    "getchatmember": chats.get_chat_member,
    "getchatadministrators": chats.get_chat_administrators,
    "leavechat": chats.leave_chat,
    "getfile": chats.get_file,
    "setwebhook": chats.set_webhook,
    "deletewebhook": chats.delete_webhook,
    "getwebhookinfo": chats.get_webhook_info,
}
METERED = frozenset({"sendmessage", "senddocument", "editmessagetext", "editmessagereplymarkup"})


def meter_call(meter: Meter, method: str, sent: Json) -> None:
    """Count a message against the flood limits, or refuse it."""
    if method not in METERED:
        return
    chat_id = str(sent.get("chat_id"))
    wait = meter.refuse_for(int(chat_id)) if chat_id.lstrip("-").isdigit() else None
    if wait is not None:
        raise Refused(429, f"Too Many Requests: retry after {wait}", {"retry_after": wait})
