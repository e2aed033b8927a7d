"""What was given for a command's options, read and judged; every mistake is one sentence with the cure."""

from collections.abc import Mapping
from datetime import date

from bot.chat.catalogue import Catalogue
from bot.chat.days import Days
from bot.chat.input.day_words import read_days
from bot.chat.input.parsing import EXTRA
from bot.chat.table import Command, Option, OptionKind
from briefings.domain.errors import UserError
from briefings.domain.text import carried

_YES = frozenset({"yes", "true", "on", "1"})
_NO = frozenset({"no", "false", "off", "0"})
MAX_OPTION_TEXT = 4000
"""The longest value of an option that is not endless, in code points."""


def read_values(
    command: Command, given: Mapping[str, object], *, today: date, t: Catalogue, replied: bool = False
) -> dict[str, object]:
    """Return the options' values by name: days as ``Days``, numbers as int, flags as bool, the rest as text.

    ``replied`` tells that the asker replied to a message.

    Raises:
        UserError: a word fits no option, a value cannot be read, or a required one is missing.
    """
    if extra := given.get(EXTRA):
        raise UserError(
            "I do not know what to do with “{words}” in /{command}. Try it like this: {example}",
            words=extra,
            command=command.name,
            example=command.example,
        )
    values: dict[str, object] = {}
    for option in command.options:
        value = given.get(option.name)
        if isinstance(value, str):
            value = value if option.endless else carried(value).strip()
        if value not in (None, ""):
            values[option.name] = read_value(option, value, today=today, t=t)
        elif option.lacks(value, replied=replied):
            raise UserError(
                "/{command} still needs “{what}”. Try it like this: {example}",
                command=command.name,
                what=t(option.help).rstrip("."),
                example=command.example,
            )
    return values


def read_value(option: Option, value: object, *, today: date, t: Catalogue) -> object:
    """Read one value; typed values of a platform that has them pass as they are."""
    if not isinstance(value, str):
        return Days.one(value) if isinstance(value, date) else value
    if option.kind is OptionKind.DAY:
        return read_days(value, today=today, t=t)
    if option.kind in {OptionKind.NUMBER, OptionKind.BRIEFING}:
        return _number(option, value)
    if option.kind in {OptionKind.CHOICE, OptionKind.FLAG}:
        return _flag(option, value) if option.kind is OptionKind.FLAG else _choice(option, value, t)
    if not option.endless and len(value) > MAX_OPTION_TEXT:
        raise UserError("That is too long for “{option}”. Keep it below 4,000 characters.", option=option.name)
    return value


def _number(option: Option, value: str) -> int:
    digits = value.removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise UserError("“{option}” takes a whole number such as 3, not “{value}”.", option=option.name, value=value)
    return int(digits)


def _choice(option: Option, value: str, t: Catalogue) -> str:
    if value.casefold() not in option.choices:
        raise UserError(
            "“{option}” is one of {choices}, not “{value}”.",
            option=option.name,
            choices=t.list(list(option.choices)),
            value=value,
        )
    return value.casefold()


def _flag(option: Option, value: str) -> bool:
    if value.casefold() not in _YES | _NO:
        raise UserError("“{option}” is yes or no, not “{value}”.", option=option.name, value=value)
    return value.casefold() in _YES
