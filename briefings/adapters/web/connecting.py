"""Sockets that open to public addresses only."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import TCPConnector

from briefings.adapters.web.addresses import Network, is_public, parse_address

PORTS = (80, 443)


class RefusedAddressError(OSError):
    """The connection would leave the public network; raised before any packet is sent."""


@dataclass(slots=True)
class Gate:
    """Judges the final address of every connection, so that redirects and names that change their mind are seen.

    ``also`` are networks that may be reached although they are not public; where there are any, so may every port.
    ``refused`` remembers the last address that was turned away.
    """

    also: Sequence[Network] = ()
    refused: str | None = field(default=None, init=False)

    def socket_for(self, info: tuple[Any, ...]) -> socket.socket:
        """Make the socket for one resolved address, as aiohttp asks before it connects."""
        family, kind, protocol, _, target = info
        address = parse_address(target[0])
        if not is_public(address, also=self.also) or not (self.also or target[1] in PORTS):
            self.refused = str(target[0])
            raise RefusedAddressError("the address is not public")
        return socket.socket(family, kind, protocol)

    def connector(self) -> TCPConnector:
        """A connector for one fetch: no connection and no name outlives it."""
        return TCPConnector(socket_factory=self.socket_for, use_dns_cache=False, force_close=True, limit=2)
