"""What Discord refuses in messages, modals and command lists; a refusal names the field as Discord does."""

import re
from collections.abc import Container, Iterator, Sequence

from tests.fakes.discord_api.world import JSON, Refused

COMPONENTS_V2 = 1 << 15
_NAME = re.compile(r"[-_'\w]{1,32}")
_DISPLAYED = {10}
_INTERACTIVE = {2, 3, 5, 6, 7, 8}


def refuse(field: str, words: str) -> None:
    raise Refused(400, 50035, "Invalid Form Body", {field: {"_errors": [{"code": "INVALID", "message": words}]}})


def walk(components: Sequence[JSON]) -> Iterator[JSON]:
    for part in components:
        yield part
        yield from walk(part.get("components", ()))
        if "component" in part:
            yield from walk([part["component"]])
        if "accessory" in part:
            yield from walk([part["accessory"]])


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def check_message(body: JSON, *, flags: int | None = None) -> None:
    """Check a message's body; ``flags`` are those of the message that is edited."""
    components = body.get("components") or []
    if (body.get("flags", 0) | (flags or 0)) & COMPONENTS_V2:
        if body.get("content") or body.get("embeds"):
            refuse("content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2")
        _check_v2(components)
    else:
        _check_classic(body, components)
    _check_controls(components)
    nonce = body.get("nonce")
    if nonce is not None and len(str(nonce)) > 25:
        refuse("nonce", "Must be 25 or fewer in length.")


def check_reference(body: JSON, messages: Container[int]) -> None:
    """A reply to a message that is gone becomes a plain one where the sender allows it, and is refused otherwise."""
    reference = body.get("message_reference")
    if reference and int(reference["message_id"]) not in messages:
        if reference.get("fail_if_not_exists", True):
            refuse("message_reference", "Unknown message")
        del body["message_reference"]


def _check_v2(components: Sequence[JSON]) -> None:
    parts = list(walk(components))
    if not components:
        refuse("components", "This field is required")
    if len(parts) > 40:
        refuse("components", "The maximum number of components is 40.")
    if sum(units(part["content"]) for part in parts if part["type"] in _DISPLAYED) > 4000:
        refuse("components", "The total length of displayable text must not exceed 4000.")
    for part in parts:
        if part["type"] in _DISPLAYED and not part["content"].strip():
            refuse("components", "A text display needs content.")
        if part["type"] == 17 and not part.get("components"):
            refuse("components", "A container needs components.")


def _check_classic(body: JSON, components: Sequence[JSON]) -> None:
    embeds = body.get("embeds") or []
    if units(body.get("content") or "") > 2000:
        refuse("content", "Must be 2000 or fewer in length.")
    if not (body.get("content") or embeds or components or body.get("attachments")):
        raise Refused(400, 50006, "Cannot send an empty message")
    if len(embeds) > 10 or sum(_embed_size(embed) for embed in embeds) > 6000:
        refuse("embeds", "Embed size exceeds maximum size of 6000")
    for embed in embeds:
        if units(embed.get("description", "")) > 4096 or units(embed.get("title", "")) > 256:
            refuse("embeds", "Must be fewer in length.")
        if len(embed.get("fields", ())) > 25:
            refuse("embeds", "Must be 25 or fewer in length.")
    if len(components) > 5 or any(part["type"] != 1 for part in components):
        refuse("components", "Must be at most five action rows.")


def _embed_size(embed: JSON) -> int:
    texts = [embed.get("title", ""), embed.get("description", ""), embed.get("footer", {}).get("text", "")]
    texts += [text for field in embed.get("fields", ()) for text in (field["name"], field["value"])]
    return sum(units(text) for text in texts)


def _check_controls(components: Sequence[JSON]) -> None:
    parts = list(walk(components))
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    if len(ids) != len(set(ids)):
        refuse("components", "COMPONENT_CUSTOM_ID_DUPLICATED")
    if any(not 1 <= len(custom_id) <= 100 for custom_id in ids):
        refuse("custom_id", "Must be between 1 and 100 in length.")
    for part in parts:
        if part["type"] == 1:
            kinds = {inner["type"] for inner in part["components"]}
            if not 1 <= len(part["components"]) <= 5 or (kinds & {3, 5, 6, 7, 8} and len(part["components"]) > 1):
                refuse("components", "An action row holds one to five buttons or one select.")
        elif part["type"] == 2:
            _check_button(part)
        elif part["type"] == 3:
            _check_options(part)
        elif part["type"] in _INTERACTIVE and "custom_id" not in part:
            refuse("components", "This field is required")


def _check_button(part: JSON) -> None:
    if not 1 <= len(part.get("label") or "") <= 80:
        refuse("label", "Must be between 1 and 80 in length.")
    if part["style"] == 5:
        if not re.match(r"(https?|discord)://", part.get("url", "")) or len(part["url"]) > 512 or "custom_id" in part:
            refuse("url", "Not a well formed URL.")
    elif "custom_id" not in part or "url" in part:
        refuse("custom_id", "This field is required")


def _check_options(part: JSON) -> None:
    options = part.get("options", [])
    values = [option["value"] for option in options]
    if not 1 <= len(options) <= 25 or len(set(values)) != len(values):
        refuse("options", "Must be between 1 and 25 in length, values distinct.")
    if any(not 1 <= len(text) <= 100 for option in options for text in (option["label"], option["value"])):
        refuse("options", "Must be between 1 and 100 in length.")
    if len(part.get("placeholder", "")) > 150:
        refuse("placeholder", "Must be 150 or fewer in length.")


def check_modal(body: JSON) -> None:
    """Check a modal: one to five labels or rows, each with one input."""
    if not 1 <= len(body.get("title", "")) <= 45 or not 1 <= len(body.get("custom_id", "")) <= 100:
        refuse("title", "Must be between 1 and 45 in length.")
    rows = body.get("components", [])
    if not 1 <= len(rows) <= 5:
        refuse("components", "Must be between 1 and 5 in length.")
    for row in rows:
        if row["type"] == 18 and not 1 <= len(row.get("label", "")) <= 45:
            refuse("label", "Must be between 1 and 45 in length.")
    for part in walk(rows):
        if part["type"] == 4 and len(part.get("value") or "") > part.get("max_length", 4000):
            refuse("value", "Must be 4000 or fewer in length.")


def check_commands(commands: Sequence[JSON]) -> None:
    """Check a bulk upsert of commands."""
    slash = [command for command in commands if command.get("type", 1) == 1]
    if len(slash) > 100 or len(commands) - len(slash) > 10:
        refuse("commands", "Maximum number of application commands reached (100)")
    names = [(command["name"], command.get("type", 1)) for command in commands]
    if len(set(names)) != len(names):
        refuse("name", "Command name is duplicated")
    for command in slash:
        _check_command(command)


def _check_command(command: JSON) -> None:
    if not _NAME.fullmatch(command["name"]) or command["name"] != command["name"].lower():
        refuse("name", "Command name is invalid")
    if not 1 <= len(command.get("description", "")) <= 100:
        refuse("description", "Must be between 1 and 100 in length.")
    options = command.get("options", [])
    if len(options) > 25 or len({option["name"] for option in options}) != len(options):
        refuse("options", "Must be 25 or fewer in length, names distinct.")
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        refuse("options", "Required options must be placed before non-required options")
    for option in options:
        _check_command({**option, "options": option.get("options", [])})
        if len(option.get("choices") or []) > 25:
            refuse("choices", "Must be 25 or fewer in length.")
