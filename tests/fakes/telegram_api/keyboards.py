"""Reply markup and link preview options, checked as Telegram checks them."""

import json
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.telegram_api.world import Json, Refused

_ACTIONS = {"url", "callback_data", "copy_text", "switch_inline_query", "switch_inline_query_current_chat"}
_PREVIEW = {"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"}


def decoded(value: Any) -> Any:
    """Read a parameter that came as JSON text or as JSON already."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError as error:
        raise Refused(400, "Bad Request: object expected as reply markup") from error


def checked_markup(value: Any) -> Json | None:
    """Return the reply markup, or refuse it."""
    if value is None or value == "":
        return None
    markup: Json = decoded(value)
    if "force_reply" in markup or "remove_keyboard" in markup:
        return markup
    if set(markup) != {"inline_keyboard"}:
        raise Refused(400, "Bad Request: object expected as reply markup")
    rows = markup["inline_keyboard"]
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise Refused(400, "Bad Request: reply markup is too long")
    for button in (button for row in rows for button in row):
        _check_button(button)
    return markup if rows else None


def _check_button(button: Json) -> None:
    if not str(button.get("text", "")).strip():
        raise Refused(400, "Bad Request: text buttons are unallowed in the inline keyboard")
    actions = set(button) - {"text", "style"}
    if len(actions) != 1 or not actions <= _ACTIONS:
        raise Refused(400, "Bad Request: inline keyboard button must have exactly one type")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise Refused(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")
    if "url" in button and not _is_link(button["url"]):
        raise Refused(400, f"Bad Request: inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def checked_preview(value: Any) -> Json | None:
    """Return the link preview options, or refuse them."""
    if value is None or value == "":
        return None
    options: Json = decoded(value)
    if set(options) - _PREVIEW:
        raise Refused(400, "Bad Request: unknown field in link_preview_options")
    if "url" in options and not _is_link(options["url"]):
        raise Refused(400, "Bad Request: link preview URL is invalid")
    return options


def _is_link(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "tg"} and bool(parts.netloc) and " " not in url
