"""Answers on the wire: JSON as the library wants it, refusals for being too fast, and no answer at all."""

import json
from typing import Any

from aiohttp import web

from tests.fakes.discord_api.failures import Failure, FailureKind


def json_answer(body: Any, status: int, headers: dict[str, str] | None = None) -> web.Response:
    """Answer; the library compares the content type with this very string."""
    if status == 204:
        return web.Response(status=status, headers=headers)
    kind = {"Content-Type": "application/json"}
    return web.Response(body=json.dumps(body).encode(), status=status, headers=kind | (headers or {}))


def limited(order: Failure) -> web.Response:
    if order.kind is FailureKind.CLOUDFLARE:
        return web.Response(text="error code: 1015", status=429, headers={"Content-Type": "text/plain"})
    everywhere = order.kind is FailureKind.RATE_LIMITED_EVERYWHERE
    body = {"message": "You are being rate limited.", "retry_after": order.seconds, "global": everywhere}
    return json_answer(body, 429, {"Via": "1.1 fake", "Retry-After": str(order.seconds)})


def drop(request: web.Request) -> web.Response:
    """Break the connection without a word."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
