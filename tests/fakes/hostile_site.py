"""A web server on loopback that serves real pages and every nasty thing a server can do."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

ARTICLE = """<!doctype html><html lang="en"><head><title>Harbour to close for a week</title>
<meta property="og:site_name" content="The Quay Gazette">
<meta property="article:published_time" content="2026-03-04T08:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Harbour to close for a week</h1>
<p>The harbour will close on 9 March for repairs that the port authority calls overdue, and ferries will sail from the
northern pier instead.</p>
<p>“We waited too long with this wall,” harbour master Ines Duarte told reporters on Wednesday. “Now it
cannot wait.”</p>
<p>About 1,200 passengers a day will have to change at the station, the authority said, and buses will run until
midnight for as long as the works go on.</p></article><footer>All rights reserved</footer></body></html>"""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(slots=True)
class HostileSite:
    """The running server: its address, and the paths that were asked for."""

    base: str = ""
    asked: list[str] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"{self.base}{path}"


async def article(request: web.Request) -> web.Response:
    return web.Response(text=ARTICLE, content_type="text/html")


async def redirect(request: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": request.query["to"]})


async def loop(request: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": "/loop"})


async def bomb(request: web.Request) -> web.StreamResponse:
    """One gibibyte of zeros, as gzip."""
    response = web.StreamResponse(headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    await response.prepare(request)
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    for _ in range(1024):
        await response.write(packer.compress(bytes(1 << 20)))
    await response.write(packer.flush())
    return response


async def nested(request: web.Request) -> web.Response:
    twice = gzip.compress(gzip.compress(bytes(1 << 20)))
    return web.Response(body=twice, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})


async def endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    await response.prepare(request)
    for _ in range(200):
        await response.write(b"<p>and on</p>" * 5_000)
    return response


async def drip(request: web.Request) -> web.StreamResponse:
    """A byte now and then: no single read is ever late."""
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    await response.prepare(request)
    while True:
        await response.write(b" ")
        await asyncio.sleep(0.05)


async def deep(request: web.Request) -> web.Response:
    return web.Response(text="<div>" * 200_000 + "x" + "</div>" * 200_000, content_type="text/html")


async def typed(request: web.Request) -> web.Response:
    return web.Response(body=b"\x89PNG", content_type=request.query["type"])


async def broken(request: web.Request) -> web.Response:
    return web.Response(body=b"\x1f\x8bnothing", headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})


async def brotli(request: web.Request) -> web.Response:
    return web.Response(body=b"x", headers={"Content-Type": "text/html", "Content-Encoding": "br"})


async def gone(request: web.Request) -> web.Response:
    return web.Response(status=404, text="no")


@asynccontextmanager
async def hostile_site() -> AsyncIterator[HostileSite]:
    """Serve on a free port of the loopback address until the block ends."""
    site = HostileSite()

    @web.middleware
    async def remember(request: web.Request, handler: Handler) -> web.StreamResponse:
        site.asked.append(request.path)
        return await handler(request)

    app = web.Application(middlewares=[remember])
    pages: tuple[Handler, ...] = (
        article, redirect, loop, bomb, nested, endless, drip, deep, typed, broken, brotli, gone,
    )  # fmt: skip
    app.add_routes([web.get(f"/{page.__name__}", page) for page in pages])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        listener = web.TCPSite(runner, "127.0.0.1", 0)
        await listener.start()
        host, port = runner.addresses[0][:2]
        site.base = f"http://{host}:{port}"
        yield site
    finally:
        await runner.cleanup()
