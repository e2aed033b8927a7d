"""Each kind of people has a menu of its own, set only where it has changed."""

from collections.abc import Mapping
from typing import Any

from bot.telegram.app import TelegramPlatform
from briefings.domain.people import Role
from tests.adapters.telegram.conftest import ANN, BOB
from tests.adapters.telegram.conversing import sent_to
from tests.adapters.telegram.newsroom import make_answering, running
from tests.fakes.telegram_api import FailureKind, TelegramApi


async def test_menus_are_set_once_for_each_kind_of_people(api: TelegramApi, platform: TelegramPlatform) -> None:
    await api.world.effect(lambda e: e.method == "setMyCommands" and "administrators" in str(e.sent["scope"]))
    before = len(api.world.effects)
    async with running(api, await make_answering()):
        await api.people.say(ANN, ANN, "/topics")
        await api.heard_of("getMyCommands", times=6)
    assert [e.method for e in api.world.effects[before:]].count("setMyCommands") == 0
    assert "invite" not in [c["command"] for c in api.world.commands["default"]]


class Newsroom:
    """Who has which role just now."""

    def __init__(self, **roles: Role) -> None:
        self.roles = {user_id.strip("_"): frozenset({role}) for user_id, role in roles.items()}

    async def staff(self) -> Mapping[str, frozenset[Role]]:
        return self.roles


def menu_of(api: TelegramApi, user_id: int) -> set[str]:
    return {command["command"] for command in api.world.commands.get(f"chat:{user_id}", ())}


def changes_menu_of(user_id: int, method: str = "setMyCommands") -> Any:
    return lambda effect: effect.method == method and f'"chat_id": {user_id}' in str(effect.sent["scope"])


async def test_the_newsroom_sees_its_own_commands_as_soon_as_somebody_is_appointed(api: TelegramApi) -> None:
    newsroom = Newsroom(_1=Role.EDITOR)
    async with running(api, await make_answering(), staff=newsroom.staff) as platform:
        await api.world.effect(changes_menu_of(ANN))
        assert {"add", "drafts", "brief"} <= menu_of(api, ANN)
        assert not {"approve", "invite"} & menu_of(api, ANN)
        newsroom.roles["2"] = frozenset({Role.REVIEWER})
        newsroom.roles["1"] = frozenset()
        platform.refresh_menus()
        await api.world.effect(changes_menu_of(BOB))
        assert {"approve", "drafts"} <= menu_of(api, BOB)
        assert "add" not in menu_of(api, BOB)
        await api.world.effect(changes_menu_of(ANN, "deleteMyCommands"))
        assert menu_of(api, ANN) == set()


async def test_who_decides_in_a_chat_is_shown_more_than_readers_are(api: TelegramApi) -> None:
    async with running(api, await make_answering()):
        await api.world.effect(lambda e: e.method == "setMyCommands" and "administrators" in str(e.sent["scope"]))
    shown = {scope: {one["command"] for one in commands} for scope, commands in api.world.commands.items()}
    assert {"brief", "digest"} <= shown["default"]
    for scope in ("all_private_chats", "all_chat_administrators"):
        assert shown[scope] - shown["default"] == {"unfollow"}


async def test_a_server_without_menus_is_no_obstacle(api: TelegramApi) -> None:
    for method in ("getMyCommands", "setMyCommands", "deleteMyCommands", "deleteWebhook"):
        api.fail(FailureKind.UNKNOWN_METHOD, method=method, times=1000)
    newsroom = Newsroom(_1=Role.EDITOR)
    async with running(api, await make_answering(), staff=newsroom.staff):
        await api.people.say(ANN, ANN, "/topics")
        await api.world.effect(sent_to(ANN))
        await api.heard_of("setMyCommands", times=4)


async def test_a_server_that_does_not_tell_its_menus_gets_them(api: TelegramApi) -> None:
    api.fail(FailureKind.UNKNOWN_METHOD, method="getMyCommands", times=1000)
    async with running(api, await make_answering()):
        await api.world.effect(lambda e: e.method == "setMyCommands" and "administrators" in str(e.sent["scope"]))
