"""The settings whose changes are editorial acts, and so stand in the audit log."""

from briefings.services.records.note_settings import Rule
from config.settings import AccessSettings, EditorialSettings, Settings, variable_of


def act_rules(settings: Settings) -> list[Rule]:
    """What binds every act, at the command line too."""
    return [_flag("four_eyes", settings.editorial.four_eyes, default=False)]


def newsroom_rules(settings: Settings) -> list[Rule]:
    """What the newsroom runs by: noted at every start of the program that serves it."""
    owners = ",".join(sorted(f"{platform}:{number}" for platform, number in settings.access.owner_ids()))
    return [
        *act_rules(settings),
        _flag("edit_answers", settings.editorial.edit_answers, default=True),
        Rule(variable_of(AccessSettings, "owners"), owners, ""),
        Rule(variable_of(AccessSettings, "access"), settings.access.access, "open"),
    ]


def _flag(field: str, value: bool, *, default: bool) -> Rule:
    return Rule(variable_of(EditorialSettings, field), str(value).lower(), str(default).lower())
