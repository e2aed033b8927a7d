"""The REST side, and the server that joins it all."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.fakes.discord_api import shapes
from tests.fakes.discord_api.answers import drop, json_answer, limited
from tests.fakes.discord_api.checks import check_commands, check_message, check_reference
from tests.fakes.discord_api.control import add_control
from tests.fakes.discord_api.failures import DROPS, LIMITED, SENDING, Failure, FailureKind, Failures
from tests.fakes.discord_api.gateway import Gateway
from tests.fakes.discord_api.interactions import Interactions
from tests.fakes.discord_api.limits import Limits, RateKeeper
from tests.fakes.discord_api.people import People
from tests.fakes.discord_api.world import APPLICATION_ID, JSON, Refused, World

TOKEN = "OTAw.fake.token-of-a-bot"
_INTERACTION = re.compile(r"/(interactions|webhooks)/")
_HANG_SECONDS = 3600.0


@dataclass
class DiscordApi:
    """One Discord: its world, its gateway, its people, its failures and limits."""

    token: str = TOKEN
    log: Path | None = None
    limits: Limits = field(default_factory=Limits.none)
    world: World = field(init=False)
    failures: Failures = field(default_factory=Failures)
    calls: list[str] = field(default_factory=list)
    rest_url: str = ""

    def __post_init__(self) -> None:
        self.world = World(log=self.log)
        self.rates = RateKeeper(self.limits)
        self.gateway = Gateway(self.world, self.token)
        self.interactions = Interactions(self.world)
        self.people = People(self.world, self.gateway, self.interactions)

    @property
    def gateway_url(self) -> str:
        return self.gateway.url

    def fail(self, kind: FailureKind, call: str = SENDING, *, times: int = 1, seconds: float = 1.0) -> None:
        """Order a failure."""
        self.failures.orders.append(Failure(kind, call, times, seconds))

    def heal(self) -> None:
        """Take every order back; what hangs goes on hanging."""
        self.failures.orders.clear()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Judge a call by token, order, rate; then do it."""
        path = request.path.removeprefix("/api/v10")
        self.calls.append(call := f"{request.method} {path}")
        of_interaction = _INTERACTION.match(path) is not None
        if not of_interaction and request.headers.get("Authorization") != f"Bot {self.token}":
            return json_answer({"message": "401: Unauthorized", "code": 0}, 401)
        order = self.failures.take(call)
        if order is not None and (failed := await self._fail_before(request, call, order)) is not None:
            return failed
        major = re.search(r"/(?:channels|guilds|webhooks)/(\d+)", path)
        route = re.sub(r"\d{5,}", "{id}", call)
        verdict = self.rates.judge(route, major[1] if major else "", interaction=of_interaction)
        if verdict.retry_after is not None:
            body = {
                "message": "You are being rate limited.",
                "retry_after": verdict.retry_after,
                "global": verdict.everywhere,
            }
            return json_answer(
                body, 429, {**verdict.headers, "Via": "1.1 fake", "Retry-After": str(verdict.retry_after)}
            )
        try:
            answer = await self._do(request, path)
        except Refused as refused:
            return json_answer(refused.body, refused.status, verdict.headers)
        if order is not None and (failed := await self._fail_after(request, order)) is not None:
            return failed
        return json_answer(answer, 200 if answer is not None else 204, verdict.headers)

    async def _fail_before(self, request: web.Request, call: str, order: Failure) -> web.Response | None:
        """Fail before anything took effect; None where the call goes on."""
        if order.kind is FailureKind.DROP_BEFORE:
            return drop(request)
        if order.kind in {FailureKind.SLOW, FailureKind.HANG_BEFORE}:
            self.world.effect("slow", call=call)
            await asyncio.sleep(order.seconds if order.kind is FailureKind.SLOW else _HANG_SECONDS)
        if order.kind in LIMITED:
            return limited(order)
        return None if order.kind in DROPS else json_answer(order.refusal().body, order.refusal().status)

    async def _fail_after(self, request: web.Request, order: Failure) -> web.Response | None:
        if order.kind is FailureKind.HANG_AFTER:
            await asyncio.sleep(_HANG_SECONDS)
        if order.kind is FailureKind.BROKEN_JSON:
            return web.Response(body=b'{"id": "12', headers={"Content-Type": "application/json"})
        return drop(request) if order.kind is FailureKind.DROP_AFTER else None

    async def _do(self, request: web.Request, path: str) -> Any:
        body = await self._body(request)
        for method, pattern, act in _ROUTES:
            found = re.fullmatch(pattern, path)
            if method == request.method and found:
                result = act(self, body, *found.groups())
                return await result if isinstance(result, Awaitable) else result
        raise Refused(404, 0, f"404: this server does not know {request.method} {path}")

    async def _body(self, request: web.Request) -> Any:
        """A message with files comes in parts: its JSON, then the files that it names by number."""
        if not request.content_type.startswith("multipart/"):
            return await _body(request)
        form = await request.post()
        body = json.loads(str(form["payload_json"]))
        sent = [form[f"files[{part['id']}]"] for part in body.get("attachments", [])]
        files = [part for part in sent if isinstance(part, web.FileField)]
        return {**body, "attachments": [self.world.upload(part.filename, part.file.read()) for part in files]}

    async def file(self, request: web.Request) -> web.Response:
        """Hand out a file that somebody sent; whoever has the address gets it, as on Discord's own servers."""
        content = self.world.files.get(request.match_info["id"])
        return web.Response(body=content) if content is not None else web.Response(status=404)

    async def leave_guild(self, guild_id: int) -> None:
        """The bot is thrown out of a server."""
        self.world.guilds[guild_id].joined = False
        await self.gateway.dispatch("GUILD_DELETE", {"id": str(guild_id), "unavailable": False})

    async def join_guild(self, guild_id: int) -> None:
        """The bot is added to a server."""
        guild = self.world.guilds[guild_id]
        guild.joined = True
        shape = shapes.guild(guild)
        del shape["unavailable"]
        await self.gateway.dispatch("GUILD_CREATE", shape)

    async def change_channel(self, channel_id: int, bot_permissions: int) -> None:
        """An admin gives the bot other rights in a channel."""
        channel = self.world.channels[channel_id]
        channel.bot_permissions = bot_permissions
        await self.gateway.dispatch("CHANNEL_UPDATE", shapes.channel(channel))

    async def open_thread(self, thread_id: int) -> None:
        """Somebody opens an archived thread again."""
        await self.gateway.dispatch("THREAD_UPDATE", shapes.channel(self.world.channels[thread_id]))

    async def delete_channel(self, channel_id: int) -> None:
        """An admin deletes a channel."""
        channel = self.world.channels.pop(channel_id)
        await self.gateway.dispatch("CHANNEL_DELETE", shapes.channel(channel))


def _create_message(api: DiscordApi, body: JSON, channel_id: str) -> JSON:
    channel = api.world.writable(int(channel_id))
    check_message(body)
    if (known := api.world.repeated(channel.id, body)) is not None:
        api.world.effect("repeated nonce", channel=channel_id, nonce=str(body["nonce"]), message=known["id"])
        return known
    check_reference(body, channel.messages)
    message = shapes.message(api.world.new_id(), channel.id, body)
    channel.messages[int(message["id"])] = message
    api.world.remember(channel.id, body, int(message["id"]))
    api.world.effect("message", channel=channel_id, message=message["id"], nonce=body.get("nonce"), body=body)
    return message


def _show_typing(api: DiscordApi, _: JSON, channel_id: str) -> None:
    api.world.writable(int(channel_id))
    api.world.effect("typing", channel=channel_id)


def _edit_message(api: DiscordApi, body: JSON, channel_id: str, message_id: str) -> JSON:
    message = api.world.message(int(channel_id), int(message_id))
    api.world.writable(int(channel_id))
    check_message(body, flags=message["flags"])
    message |= {"components": shapes.message(0, 0, body)["components"], "edited_timestamp": shapes.moment()}
    api.world.effect("edit", channel=channel_id, message=message_id, body=body)
    return message


def _delete_message(api: DiscordApi, _: JSON, channel_id: str, message_id: str) -> None:
    api.world.message(int(channel_id), int(message_id))
    del api.world.channels[int(channel_id)].messages[int(message_id)]
    api.world.effect("delete", channel=channel_id, message=message_id)


def _upsert_commands(api: DiscordApi, body: list[JSON]) -> list[JSON]:
    check_commands(body)
    extra = {
        "application_id": str(APPLICATION_ID),
        "version": "1",
        "description": "",
        "default_member_permissions": None,
    }
    api.world.commands = [{**extra, "id": str(api.world.new_id()), **command} for command in body]
    api.world.command_syncs += 1
    api.world.effect("commands", count=len(body))
    return api.world.commands


def _guild(api: DiscordApi, _: JSON, guild_id: str) -> JSON:
    guild = api.world.guilds.get(int(guild_id))
    if guild is None or not guild.joined:
        raise Refused(404, 10004, "Unknown Guild")
    return shapes.guild(guild)


def _channel(api: DiscordApi, _: JSON, channel_id: str) -> JSON:
    if (channel := api.world.channels.get(int(channel_id))) is None:
        raise Refused(404, 10003, "Unknown Channel")
    return shapes.channel(channel)


def _my_guilds(api: DiscordApi, _: JSON) -> list[JSON]:
    return [
        {"id": str(g.id), "name": g.name, "permissions": str(g.bot_permissions), "owner": False, "features": []}
        for g in api.world.guilds.values()
        if g.joined
    ]


def _open_dm(api: DiscordApi, body: JSON) -> JSON:
    return shapes.channel(api.world.dm_with(int(body["recipient_id"])))


_Act = Callable[..., Any]
_ROUTES: list[tuple[str, str, _Act]] = [
    ("GET", r"/users/@me", lambda *_: shapes.bot_user()),
    ("GET", r"/users/@me/guilds", _my_guilds),
    ("GET", r"/oauth2/applications/@me", lambda api, _: shapes.application() | api.world.application),
    ("GET", r"/applications/@me", lambda api, _: shapes.application() | api.world.application),
    ("GET", r"/gateway", lambda api, _: {"url": api.gateway_url}),
    ("GET", r"/applications/\d+/commands", lambda api, _: api.world.commands),
    ("PUT", r"/applications/\d+/commands", _upsert_commands),
    ("POST", r"/users/@me/channels", _open_dm),
    ("GET", r"/channels/(\d+)", _channel),
    ("GET", r"/guilds/(\d+)", _guild),
    ("GET", r"/guilds/\d+/members/(\d+)", lambda _, __, user: shapes.member(int(user))),
    ("POST", r"/channels/(\d+)/typing", _show_typing),
    ("POST", r"/channels/(\d+)/messages", _create_message),
    ("GET", r"/channels/(\d+)/messages/(\d+)", lambda api, _, c, m: api.world.message(int(c), int(m))),
    ("PATCH", r"/channels/(\d+)/messages/(\d+)", _edit_message),
    ("DELETE", r"/channels/(\d+)/messages/(\d+)", _delete_message),
    ("POST", r"/interactions/(\d+)/([\w-]+)/callback", lambda api, b, i, t: api.interactions.respond(int(i), t, b)),
    ("PATCH", r"/webhooks/\d+/([\w-]+)/messages/@original", lambda api, b, t: api.interactions.edit_original(t, b)),
    ("DELETE", r"/webhooks/\d+/([\w-]+)/messages/@original", lambda api, _, t: api.interactions.delete_original(t)),
    ("POST", r"/webhooks/\d+/([\w-]+)", lambda api, b, t: api.interactions.follow_up(t, b)),
]


async def _body(request: web.Request) -> Any:
    raw = await request.read()
    if not raw:
        return {}
    if request.content_type != "application/json":
        raise Refused(400, 50109, "The request body contains invalid JSON.")
    return json.loads(raw)


@asynccontextmanager
async def serve_discord(api: DiscordApi, *, port: int = 0) -> AsyncIterator[DiscordApi]:
    """Listen on loopback."""
    app = web.Application(client_max_size=30 * 1024 * 1024)
    app.router.add_get("/gateway/", api.gateway.serve)
    add_control(app, api)
    app.router.add_get("/files/{id}", api.file)
    app.router.add_route("*", "/api/v10/{rest:.*}", api.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    address = f"127.0.0.1:{runner.addresses[0][1]}"
    api.rest_url, api.gateway.url = f"http://{address}/api/v10", f"ws://{address}/gateway/"
    api.world.files_url = f"http://{address}/files"
    try:
        yield api
    finally:
        await api.gateway.cut(1001)
        await runner.cleanup()
