"""Orders from another process, as JSON: what people do, what fails, what the server holds."""

from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.discord_api.failures import Failure
from tests.fakes.discord_api.world import JSON

if TYPE_CHECKING:
    from tests.fakes.discord_api.server import DiscordApi


def add_control(app: web.Application, api: "DiscordApi") -> None:
    """Add the routes under ``/control``."""

    async def world(_: web.Request) -> web.Response:
        channels = [
            {"id": str(c.id), "name": c.name, "messages": list(c.messages.values())}
            for c in api.world.channels.values()
        ]
        return web.json_response(
            {"rest": api.rest_url, "gateway": api.gateway_url, "channels": channels, "syncs": api.world.command_syncs,
             "ready": api.gateway.ready.is_set(), "sessions": len(api.gateway.sessions), "refused": api.rates.refused}
        )  # fmt: skip

    async def effects(_: web.Request) -> web.Response:
        return web.json_response(api.world.effects)

    async def channel(request: web.Request) -> web.Response:
        order = await request.json()
        guild = next(iter(api.world.guilds.values()), None) or api.world.new_guild()
        made = [
            api.world.new_channel(guild, f"{order.get('name', 'general')}-{n}") for n in range(order.get("count", 1))
        ]
        return web.json_response([str(one.id) for one in made])

    async def fail(request: web.Request) -> web.Response:
        api.failures.orders.append(Failure.of(await request.json()))
        return web.json_response({})

    async def heal(_: web.Request) -> web.Response:
        api.heal()
        return web.json_response({})

    async def act(request: web.Request) -> web.Response:
        return web.json_response(await _act(api, await request.json()))

    app.router.add_get("/control/world", world)
    app.router.add_get("/control/effects", effects)
    app.router.add_post("/control/channels", channel)
    app.router.add_post("/control/failures", fail)
    app.router.add_post("/control/heal", heal)
    app.router.add_post("/control/act", act)


async def _act(api: "DiscordApi", order: JSON) -> JSON:
    """``{"what": "slash", "person": 7, "channel": "…", "name": "quote", "options": {…}}`` and the like."""
    channel = api.world.channels[int(order["channel"])]
    number = int(order.get("person", 7))
    person = api.people.known.get(number) or api.people.person(number, admin=bool(order.get("admin")))
    match order["what"]:
        case "slash":
            one = await person.slash(channel, order["name"], wait=order.get("wait", True), **order.get("options", {}))
        case "press":
            one = await person.press(channel.messages[int(order["message"])], order["label"])
        case "choose":
            one = await person.choose(channel.messages[int(order["message"])], order["label"])
        case "complete":
            return {"choices": await person.complete(channel, order["name"], order["option"], order["typed"])}
        case _:
            one = await person.menu(channel, order["name"], order["text"])
    return one.summary()
