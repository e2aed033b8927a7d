"""What commands work with."""

from dataclasses import dataclass

from briefings.ports.clock import Clock
from briefings.ports.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """The core's ports, joined once by the composition root and handed to every command."""

    store: Store
    clock: Clock
