"""The settings as ``docs/settings.md`` and ``.env.example`` show them, read from where they are defined."""

from collections.abc import Iterator

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined
from pydantic_settings import BaseSettings

from config.settings import Settings, variable_of


def settings_table() -> str:
    """The settings as a Markdown table, one row each."""
    rows = [f"| `{name}` | {_shown_default(field)} | {field.description} |" for _, name, field in _settings()]
    return "\n".join(("| setting | default | what it is |", "|---|---|---|", *rows))


def env_example() -> str:
    """The text of ``.env.example``: every setting with its meaning, all commented out."""
    lines = ["# Copy this file to .env and fill in what you need: everything has a default."]
    for group, name, field in _settings():
        title = f"# {(group.__doc__ or '').strip()}"
        if title not in lines:
            lines += ["", title]
        default = "" if field.default in (None, PydanticUndefined) else field.default
        lines += [f"# {name}: {field.description}", f"#{name}={default}"]
    return "\n".join(lines) + "\n"


def _settings() -> Iterator[tuple[type[BaseSettings], str, FieldInfo]]:
    for group in Settings.GROUPS.values():
        for name, field in group.model_fields.items():
            yield group, variable_of(group, name), field


def _shown_default(field: FieldInfo) -> str:
    if field.default_factory is not None or field.default in (None, "", PydanticUndefined):
        return ""
    return "" if isinstance(field.default, SecretStr) else f"`{field.default}`"
