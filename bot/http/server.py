"""Small HTTP servers: the health and metrics page, and the webhook."""

import asyncio
import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.chat.catalogue import entry
from bot.chat.health import Health
from bot.http.guard import BODY_SECONDS, Guard
from bot.http.health import health_report
from bot.http.metrics import CONTENT_TYPE, Metrics
from bot.http.outbox import Watching, outbox_measures, outbox_report
from briefings.domain.errors import OperatorError, TemporaryError

_log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - core.telegram.org/bots/api#setwebhook names it so
MOST_BYTES = 1024 * 1024
"""An update is a few kilobytes; nothing longer is read."""


class Listener:
    """One aiohttp server that can be started again after a stop."""

    def __init__(self, host: str, port: int, *, guard: Guard | None = None) -> None:
        self.host = host
        self.port = port
        self.guard = guard or Guard()
        self._runner: web.AppRunner | None = None
        self._server: asyncio.Server | None = None

    async def listen(self, app: web.Application, *, setting: str) -> None:
        """Listen.

        Raises:
            OperatorError: the port is taken or forbidden; the sentence names ``setting``.
        """
        app.middlewares.append(self.guard.middleware)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
        await runner.setup()
        try:
            if runner.server is None:
                raise RuntimeError("a runner that is set up has a server")
            made = self.guard.around(runner.server)
            self._server = await asyncio.get_running_loop().create_server(made, self.host, self.port)
        except OSError as error:
            await runner.cleanup()
            sentence = entry("Port {port} cannot be used: choose another with {setting}.")
            raise OperatorError(sentence, port=self.port, setting=setting) from error
        self.port = int(self._server.sockets[0].getsockname()[1])
        self._runner = runner

    async def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None


class HealthServer:
    """Serves /healthz and /metrics; a part of the program."""

    name = "http"
    serves = False

    def __init__(
        self,
        host: str,
        port: int,
        *,
        health: Health,
        metrics: Metrics,
        outbox: Watching | None = None,
        guard: Guard | None = None,
    ) -> None:
        self._listener = Listener(host, port, guard=guard)
        self._health = health
        self._metrics = metrics
        self._outbox = outbox
        if outbox is not None:
            metrics.ask_also(outbox_measures(outbox))

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return self._listener.port

    async def start(self) -> None:
        """Listen."""
        app = web.Application()
        app.router.add_get("/healthz", self._on_health)
        app.router.add_get("/metrics", self._on_metrics)
        await self._listener.listen(app, setting="DAYBRIEF_HTTP_PORT")

    async def run(self) -> None:
        """Serve until cancelled."""
        await asyncio.Event().wait()

    async def stop(self) -> None:
        """Stop listening."""
        await self._listener.close()

    def problem(self) -> str | None:
        """Nothing ever."""
        return None

    async def _on_health(self, _: web.Request) -> web.Response:
        well, report = health_report(self._health())
        if self._outbox is not None:
            try:
                report["outbox"] = outbox_report(await self._outbox())
            except TemporaryError as error:
                well, report = False, report | {"status": "failing", "outbox": str(error)}
        return web.json_response(report, status=200 if well else 503)

    async def _on_metrics(self, _: web.Request) -> web.Response:
        try:
            page = await self._metrics.page(self._health())
        except TemporaryError as error:
            return web.Response(status=503, text=f"{error}\n")
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE})


class WebhookReceiver:
    """Takes updates at a path that nobody can guess, from a sender that knows the secret."""

    def __init__(
        self, public_url: str, host: str, port: int, *, secret: str | None = None, guard: Guard | None = None
    ) -> None:
        self._path = f"/telegram/{secrets.token_urlsafe(24)}"
        self.url = public_url.rstrip("/") + self._path
        self.secret = secret or secrets.token_urlsafe(32)
        self._listener = Listener(host, port, guard=guard)

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return self._listener.port

    @property
    def path(self) -> str:
        """The path that takes updates; another at each start."""
        return self._path

    async def start(self, take: Callable[[bytes], Awaitable[None]]) -> None:
        """Listen."""

        async def on_post(request: web.Request) -> web.Response:
            given = request.headers.get(SECRET_HEADER, "")
            if not hmac.compare_digest(given.encode(), self.secret.encode()):
                return web.Response(status=403)
            try:
                async with asyncio.timeout(BODY_SECONDS):
                    update = await request.read()
            except TimeoutError:
                return web.Response(status=408)
            await take(update)
            return web.Response()

        app = web.Application(client_max_size=MOST_BYTES)
        app.router.add_post(self._path, on_post)
        await self._listener.listen(app, setting="DAYBRIEF_TELEGRAM_WEBHOOK_PORT")

    async def stop(self) -> None:
        """Stop listening."""
        await self._listener.close()
