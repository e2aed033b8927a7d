"""The gateway: HELLO, IDENTIFY, READY, heartbeats, RESUME, and events to the shard that they belong to."""

import asyncio
import json
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.fakes.discord_api import shapes
from tests.fakes.discord_api.world import APPLICATION_ID, JSON, World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11


@dataclass(slots=True)
class Session:
    """One shard's session, which a later connection may resume."""

    id: str
    shard: tuple[int, int]
    intents: int
    socket: web.WebSocketResponse | None
    sent: list[JSON] = field(default_factory=list)

    def owns(self, guild_id: int | None) -> bool:
        return self.shard[0] == (0 if guild_id is None else (guild_id >> 22) % self.shard[1])

    async def send(self, event: str, data: JSON) -> None:
        self.sent.append({"op": DISPATCH, "t": event, "s": len(self.sent) + 1, "d": data})
        if self.socket is not None and not self.socket.closed:
            await self.socket.send_str(json.dumps(self.sent[-1]))


@dataclass(slots=True)
class Gateway:
    """Every session; ``url`` is set once the server listens. One that says no hello takes connections in silence."""

    world: World
    token: str
    url: str = ""
    heartbeat_seconds: float = 41.25
    close_with: int | None = None
    says_hello: bool = True
    sessions: dict[str, Session] = field(default_factory=dict)
    identifies: list[JSON] = field(default_factory=list)
    resumes: int = 0
    connections: int = 0
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    async def dispatch(self, event: str, data: JSON) -> None:
        """Send an event to the shard of its server."""
        guild = data.get("guild_id") or (data["id"] if event.startswith("GUILD_") and "id" in data else None)
        for session in list(self.sessions.values()):
            if session.owns(int(guild) if guild else None):
                await session.send(event, data)

    async def cut(self, code: int = 1006) -> None:
        """Break every connection; sessions may be resumed."""
        for session in list(self.sessions.values()):
            socket, session.socket = session.socket, None
            if socket is not None:
                await socket.close(code=code)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        self.connections += 1
        self.world.news.set()
        await self._hello(socket)
        if self.close_with is not None:
            await socket.close(code=self.close_with)
            return socket
        session: Session | None = None
        async for received in socket:
            if received.type is not WSMsgType.TEXT:
                break
            frame = json.loads(received.data)
            if frame["op"] == HEARTBEAT:
                await socket.send_str(json.dumps({"op": ACK}))
            elif frame["op"] == IDENTIFY:
                session = await self._identify(socket, frame["d"])
            elif frame["op"] == RESUME:
                session = await self._resume(socket, frame["d"])
        if session is not None and session.socket is socket:
            session.socket = None
            if socket.close_code in (1000, 1001):
                self.sessions.pop(session.id, None)
                self.world.news.set()
        return socket

    async def _hello(self, socket: web.WebSocketResponse) -> None:
        if not self.says_hello:
            await asyncio.Event().wait()
        every = int(self.heartbeat_seconds * 1000)
        await socket.send_str(json.dumps({"op": HELLO, "d": {"heartbeat_interval": every}}))

    async def _identify(self, socket: web.WebSocketResponse, data: JSON) -> Session | None:
        if data["token"] != self.token:
            await socket.close(code=4004, message=b"Authentication failed.")
            return None
        self.identifies.append({key: value for key, value in data.items() if key != "token"})
        shard = tuple(data.get("shard") or (0, 1))
        session = Session(f"session-{self.world.new_id()}", (shard[0], shard[1]), data["intents"], socket)
        self.sessions[session.id] = session
        mine = [guild for guild in self.world.guilds.values() if guild.joined and session.owns(guild.id)]
        await session.send(
            "READY",
            {
                "v": 10,
                "user": shapes.bot_user(),
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in mine],
                "session_id": session.id,
                "resume_gateway_url": self.url,
                "shard": list(shard),
                "application": {"id": str(APPLICATION_ID), "flags": 0},
            },
        )
        for guild in mine:
            await session.send("GUILD_CREATE", shapes.guild(guild))
        self.ready.set()
        self.world.news.set()
        return session

    async def _resume(self, socket: web.WebSocketResponse, data: JSON) -> Session | None:
        session = self.sessions.get(data["session_id"])
        if session is None or data["token"] != self.token:
            await socket.send_str(json.dumps({"op": INVALID, "d": False}))
            return None
        self.resumes += 1
        session.socket = socket
        for frame in session.sent[data["seq"] :]:
            await socket.send_str(json.dumps(frame))
        await session.send("RESUMED", {})
        return session
