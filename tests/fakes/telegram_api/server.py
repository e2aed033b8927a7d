"""The HTTP face of the server: the Bot API's routes, file downloads, and a control route for other processes."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web

from tests.fakes.telegram_api.failures import AFTER, DROPS, GARBLED, Failure, FailureKind, Failures
from tests.fakes.telegram_api.limits import Limits, Meter
from tests.fakes.telegram_api.methods import METHODS, meter_call
from tests.fakes.telegram_api.people import People
from tests.fakes.telegram_api.polling import Polling
from tests.fakes.telegram_api.world import Json, Refused, World

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
"""The example of Telegram's own documentation."""

BOT = {
    "id": 110201543,
    "is_bot": True,
    "first_name": "Daybrief",
    "username": "daybrief_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
HANG_SECONDS = 3600


class TelegramApi:
    """One bot's Bot API server; ``people`` acts, ``world`` remembers, ``fail`` orders a failure."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        log: Path | None = None,
        limits: Limits | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.token = token
        self.world = World(dict(BOT), log)
        self.people = People(self.world)
        self.meter = Meter(limits or Limits.none(), now)
        self.failures = Failures([])
        self.polling = Polling(self.world)
        self.calls: list[str] = []
        self.refusals: list[Refused] = []
        self.closing = asyncio.Event()
        self.heard = asyncio.Condition()
        self.url = ""

    @property
    def base_url(self) -> str:
        """The setting DAYBRIEF_TELEGRAM_BASE_URL for this server."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """The setting DAYBRIEF_TELEGRAM_BASE_FILE_URL for this server."""
        return f"{self.url}/file/bot"

    def fail(self, kind: FailureKind, **order: Any) -> Failure:
        """Order a failure: see ``Failure`` for what can be named."""
        failure = Failure(kind, **order)
        self.failures.orders.append(failure)
        return failure

    def heal(self) -> None:
        """Take every order back: from now on nothing fails; what hangs goes on hanging."""
        self.failures.orders.clear()

    async def heard_of(self, method: str, *, times: int = 1, timeout: float = 10) -> None:  # noqa: ASYNC109
        """Wait until a method was called so many times since the start."""
        async with asyncio.timeout(timeout), self.heard:
            await self.heard.wait_for(lambda: self.calls.count(method.lower()) >= times)

    def app(self) -> web.Application:
        """Build the web application."""
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        app.router.add_post("/control", self._control)
        app.router.add_get("/control/effects", self._effects)
        app.router.add_get("/control/refusals", self._refusals)
        return app

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"].lower()
        async with self.heard:
            self.calls.append(method)
            self.heard.notify_all()
        try:
            result = await self._answer(request, method)
            if isinstance(result, bytes):
                return web.Response(body=result, content_type="application/json")
        except Refused as refused:
            self.refusals.append(refused)
            answer: Json = {"ok": False, "error_code": refused.code, "description": refused.description}
            if refused.parameters:
                answer["parameters"] = refused.parameters
            return web.json_response(answer, status=refused.code)
        return web.json_response({"ok": True, "result": result})

    async def _answer(self, request: web.Request, method: str) -> Any:
        if request.match_info["token"] != self.token:
            raise Refused(401, "Unauthorized")
        sent = await _parameters(request)
        chat = str(sent.get("chat_id", ""))
        failure = self.failures.take(request.match_info["method"], int(chat) if chat.lstrip("-").isdigit() else None)
        if failure is not None and failure.kind not in DROPS | GARBLED.keys():
            raise failure.refusal()
        if failure is not None and failure.kind not in AFTER | GARBLED.keys():
            await self._drop(request, failure.kind)
        result = await self._run(method, sent)
        if failure is not None and failure.kind in GARBLED:
            return GARBLED[failure.kind]
        if failure is not None:
            await self._drop(request, failure.kind)
        return result

    async def _run(self, method: str, sent: Json) -> Any:
        if method == "getupdates":
            return await self.polling.get_updates(sent, self.closing)
        if method not in METHODS:
            raise Refused(404, "Not Found: method not found")
        meter_call(self.meter, method, sent)
        return await METHODS[method](self.world, sent)

    async def _drop(self, request: web.Request, kind: FailureKind) -> None:
        if kind in {FailureKind.HANG_BEFORE, FailureKind.HANG_AFTER}:
            await self._or_closing(asyncio.sleep(HANG_SECONDS))
        if request.transport is not None:
            request.transport.abort()
        raise Refused(500, "Internal Server Error: connection dropped on order")

    async def _or_closing(self, waiting: Awaitable[None]) -> None:
        tasks = [asyncio.ensure_future(waiting), asyncio.ensure_future(self.closing.wait())]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()

    async def _download(self, request: web.Request) -> web.Response:
        content = self.world.files.get(request.match_info["path"].removeprefix("documents/"))
        if request.match_info["token"] != self.token or content is None:
            return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)
        return web.Response(body=content)

    async def _effects(self, request: web.Request) -> web.Response:
        since = int(request.query.get("since", "0"))
        return web.json_response([asdict(effect) for effect in self.world.effects if effect.number > since])

    async def _refusals(self, _: web.Request) -> web.Response:
        """How many calls were refused, by code."""
        counts = Counter(str(refused.code) for refused in self.refusals)
        return web.json_response(counts)

    async def _control(self, request: web.Request) -> web.Response:
        """Do what another process asks: {"do": "say", "with": {…}} or {"do": "fail", "with": {…}}."""
        order = await request.json()
        if order["do"] == "fail":
            self.failures.orders.append(Failure.of(order["with"]))
            return web.json_response({})
        if order["do"] == "heal":
            self.heal()
            return web.json_response({})
        act = getattr(self.people, order["do"])
        done = act(**order["with"])
        return web.json_response(await done if asyncio.iscoroutine(done) else done)

    async def push_to_webhook(self, update: Json) -> int:
        """Deliver an update to the webhook that the bot set and return the status."""
        hook = self.world.webhook
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook["secret_token"]} if hook.get("secret_token") else {}
        async with ClientSession() as session, session.post(hook["url"], json=update, headers=headers) as response:
            return response.status


async def _parameters(request: web.Request) -> Json:
    if request.content_type == "application/json":
        read: Json = await request.json()
        return read
    sent: Json = {**request.query}
    for key, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            sent[key] = {"name": value.filename, "bytes": value.file.read()}
        else:
            sent[key] = value
    return _with_attached(sent)


def _with_attached(sent: Json) -> Json:
    attached = {key: value for key, value in sent.items() if isinstance(value, dict)}
    for key, value in list(sent.items()):
        if isinstance(value, str) and value.startswith("attach://"):
            sent[key] = attached[value.removeprefix("attach://")]
            del sent[value.removeprefix("attach://")]
        elif isinstance(value, str) and value.startswith('"'):
            sent[key] = json.loads(value)
    return sent


@asynccontextmanager
async def serve_telegram(api: TelegramApi, *, port: int = 0) -> AsyncIterator[TelegramApi]:
    """Run the server on a loopback port (0: any free one) until the block ends."""
    runner = web.AppRunner(api.app(), handler_cancellation=True, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    bound = runner.addresses[0][1]
    api.url = f"http://127.0.0.1:{bound}"
    try:
        yield api
    finally:
        api.closing.set()
        await runner.cleanup()
