"""What a command still needs to know, as a form: its fields are asked for in turn where nobody can open one."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Field, Form
from bot.chat.catalogue import Catalogue
from bot.chat.input.lines import write_line
from bot.chat.input.parsing import EXTRA
from bot.chat.table import Command, CommandTable, Option, OptionKind


def form_of_missing(command: Command, ask: Ask, table: CommandTable) -> Form | None:
    """Ask for every required option that was not given; None where nothing is missing or nobody can be asked.

    Words that fit no option are a mistake to be told first.
    """
    if ask.values.get(EXTRA) or not can_be_asked(ask):
        return None
    replied = ask.reply is not None
    missing = [o for o in command.options if o.lacks(ask.values.get(o.name), replied=replied)]
    if not missing or any(option.kind is OptionKind.FILE for option in missing):
        return None
    fields = tuple(Field(option.name, _label(option, ask.t), required=True) for option in missing)
    return Form(f"/{command.name}", write_line(command.name, ask.values, table), fields)


def can_be_asked(ask: Ask) -> bool:
    """Whether the asker can be asked back: by a form, or by a question that the next message answers.

    A line in a terminal ends with its answer.
    """
    return ask.abilities.forms or ask.abilities.hears


def _label(option: Option, t: Catalogue) -> str:
    what = t(option.help).rstrip(".")
    if option.choices:
        return t("{what}? One of {choices}.", what=what, choices=t.list(list(option.choices)))
    return t("{what}?", what=what)
