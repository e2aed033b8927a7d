"""What people do: run commands, type for completions, press, choose, send forms off, use the message menu."""

from dataclasses import dataclass, field
from typing import Any

from tests.fakes.discord_api import shapes
from tests.fakes.discord_api.checks import walk
from tests.fakes.discord_api.gateway import Gateway
from tests.fakes.discord_api.interactions import LATER_IN_PLACE, Interaction, Interactions, shape
from tests.fakes.discord_api.world import ADMINISTRATOR, JSON, ORDINARY, Channel, World

_UPLOAD = 19
_SUBCOMMAND, _STRING, _INTEGER, _BOOLEAN, _ROLE = 1, 3, 4, 5, 8


@dataclass(slots=True)
class Person:
    """Somebody with a numeric id; ``app`` tells that they installed the bot for themselves."""

    id: int
    name: str
    gateway: Gateway
    interactions: Interactions
    permissions: int = ORDINARY
    app: bool = False

    async def slash(self, channel: Channel, name: str, *, wait: bool = True, **given: Any) -> Interaction:
        """Run a slash command that Discord knows ("digest set" within a group), with options of the kinds it takes."""
        command, leaf = self._slash_command(name)
        one = self.interactions.new(2, channel)
        options = [_option(leaf, *item) for item in given.items()]
        return await self._send(one, _data(command, leaf, options), wait=wait)

    async def complete(self, channel: Channel, name: str, option: str, typed: str, **given: Any) -> list[JSON]:
        """Type in an option and look at the choices."""
        command, leaf = self._slash_command(name)
        one = self.interactions.new(4, channel)
        options = [_option(leaf, *item) for item in given.items()]
        options.append({"name": option, "type": _STRING, "value": typed, "focused": True})
        known = next(o for o in leaf["options"] if o["name"] == option)
        if not known.get("autocomplete"):
            raise AssertionError(f"/{name} {option} completes nothing")
        return (await self._send(one, _data(command, leaf, options))).choices

    async def press(self, message: JSON, label: str, *, wait: bool = True) -> Interaction:
        """Press the button with this label on a message."""
        button = next(part for part in walk(message["components"]) if part.get("label") == label)
        data = {"custom_id": button["custom_id"], "component_type": 2}
        return await self._on(message, data, wait=wait)

    async def choose(self, message: JSON, label: str) -> Interaction:
        """Choose an entry of a menu."""
        for part in walk(message["components"]):
            for option in part.get("options", ()):
                if option["label"] == label:
                    data = {"custom_id": part["custom_id"], "component_type": 3, "values": [option["value"]]}
                    return await self._on(message, data)
        raise AssertionError(f"no menu has {label!r}")

    async def forge(self, message: JSON, custom_id: str, *, values: list[str] | None = None) -> Interaction:
        """Send a press that no message offers, as a hostile client could."""
        data: JSON = {"custom_id": custom_id, "component_type": 3 if values else 2}
        return await self._on(message, {**data, "values": values} if values else data)

    async def submit(self, channel: Channel, modal: JSON, **values: str | tuple[str, bytes]) -> Interaction:
        """Fill a form and send it off; a file is its name and its bytes."""
        one = self.interactions.new(5, channel)
        world, rows = self.interactions.world, []
        sent: JSON = {}
        for row in modal["components"]:
            part = row["component"]
            given = values.get(part["custom_id"], part.get("value", ""))
            if part["type"] == _UPLOAD:
                uploaded = [world.upload(*given)] if isinstance(given, tuple) else []
                sent |= {file["id"]: file for file in uploaded}
                rows.append({"type": 18, "component": {**part, "values": [file["id"] for file in uploaded]}})
            else:
                rows.append({"type": 18, "component": {**part, "value": given}})
        data = {"custom_id": modal["custom_id"], "components": rows, "resolved": {"attachments": sent}}
        return await self._send(one, data)

    async def menu(self, channel: Channel, name: str, text: str) -> Interaction:
        """Use an entry of a message's menu, on a message with this text."""
        command = self._command(name, 3)
        one = self.interactions.new(2, channel)
        number = str(self.interactions.world.new_id())
        message = shapes.message(int(number), channel.id, {"content": text}) | {"author": shapes.user(77)}
        data = {
            "id": command["id"],
            "name": name,
            "type": 3,
            "target_id": number,
            "resolved": {"messages": {number: message}},
        }
        return await self._send(one, data)

    def _slash_command(self, name: str) -> tuple[JSON, JSON]:
        """The command, and the one that takes the options: itself, or the subcommand that is named."""
        root, _, act = name.partition(" ")
        command = self._command(root, 1)
        acts = {option["name"]: option for option in command.get("options", ()) if option["type"] == _SUBCOMMAND}
        if bool(acts) != bool(act) or (act and act not in acts):
            raise AssertionError(f"/{root} has these subcommands: {sorted(acts)}")
        return command, acts[act] if act else command

    def _command(self, name: str, kind: int) -> JSON:
        known = self.interactions.world.commands
        found = [c for c in known if c["name"] == name and c.get("type", 1) == kind]
        if not found:
            raise AssertionError(f"Discord knows no command {name!r}")
        return found[0]

    async def _on(self, message: JSON, data: JSON, *, wait: bool = True) -> Interaction:
        channel = self.interactions.world.channels[int(message["channel_id"])]
        return await self._send(self.interactions.new(3, channel, message), data, wait=wait)

    async def _send(self, one: Interaction, data: JSON, *, wait: bool = True) -> Interaction:
        await self.gateway.dispatch(
            "INTERACTION_CREATE", shape(one, data, *self._asker(one)[:1], **self._asker(one)[1])
        )
        if wait:
            await one.answered()
            if one.answer_kind != LATER_IN_PLACE:  # silence: nothing more need come
                await one.answered_in_full()
        return one

    def _asker(self, one: Interaction) -> tuple[JSON, JSON]:
        guild_id = one.channel.guild_id
        owners: JSON = {"1": str(self.id)} if self.app else {}
        if guild_id is None:
            context = 1 if one.channel.recipient == self.id else 2
            home = {"0": "0"} if context == 1 and not self.app else {}
            return {"user": shapes.user(self.id, self.name)}, {
                "context": context,
                "authorizing_integration_owners": owners | home,
                "app_permissions": "0",
            }
        guild = self.interactions.world.guilds[guild_id]
        if guild.joined:
            owners["0"] = str(guild_id)
        return {"member": shapes.member(self.id, self.name, permissions=self.permissions)}, {
            "guild_id": str(guild_id),
            "guild": {"id": str(guild_id), "features": [], "locale": "en-US"},
            "context": 0,
            "authorizing_integration_owners": owners,
            "app_permissions": str(one.channel.bot_permissions),
        }


@dataclass(slots=True)
class People:
    """Makes people."""

    world: World
    gateway: Gateway
    interactions: Interactions
    known: dict[int, Person] = field(default_factory=dict)

    def person(self, number: int, name: str = "Ada", *, admin: bool = False, app: bool = False) -> Person:
        permissions = ORDINARY | (ADMINISTRATOR if admin else 0)
        self.known[number] = Person(number, name, self.gateway, self.interactions, permissions, app)
        return self.known[number]


def _data(command: JSON, leaf: JSON, options: list[JSON]) -> JSON:
    roles = {o["value"]: shapes.role(int(o["value"]), "Readers") for o in options if o["type"] == _ROLE}
    data = {"id": command["id"], "name": command["name"], "type": 1, "resolved": {"roles": roles}}
    if leaf is command:
        return {**data, "options": options}
    return {**data, "options": [{"name": leaf["name"], "type": _SUBCOMMAND, "options": options}]}


def _option(command: JSON, name: str, value: object) -> JSON:
    known = next((option for option in command.get("options", ()) if option["name"] == name), None)
    if known is None:
        raise AssertionError(f"/{command['name']} has no option {name!r}")
    kinds: dict[int, type] = {_STRING: str, _INTEGER: int, _BOOLEAN: bool, _ROLE: int}
    if not isinstance(value, kinds[known["type"]]):
        raise TypeError(f"{name!r} takes a {kinds[known['type']].__name__}")
    choices = [choice["value"] for choice in known.get("choices") or ()]
    if choices and value not in choices:
        raise AssertionError(f"{value!r} is none of {choices}")
    return {"name": name, "type": known["type"], "value": str(value) if known["type"] == _ROLE else value}
