"""Every refusal that the platforms know, and what must come of it."""

from dataclasses import dataclass

from briefings.domain.deliveries import DeliveryState
from tests.fakes.discord_api.failures import FailureKind as OnDiscord
from tests.fakes.telegram_api import FailureKind as OnTelegram

SENT, FAILED, UNKNOWN = DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN
Kind = OnTelegram | OnDiscord


@dataclass(frozen=True, slots=True)
class Case:
    """What the platform says to the second of three chats, and what must come of it.

    ``end`` is how its digest ends; ``rests`` whether its plan rests then. ``times`` is how often it is said.
    """

    kind: Kind
    end: DeliveryState
    rests: bool = False
    times: int = 1

    @property
    def name(self) -> str:
        """Platform and refusal."""
        return f"{'telegram' if isinstance(self.kind, OnTelegram) else 'discord'}: {self.kind.value}"


CASES = (
    Case(OnTelegram.FLOOD, SENT),
    Case(OnTelegram.SLOW_MODE, SENT),
    Case(OnTelegram.BLOCKED, FAILED, rests=True),
    Case(OnTelegram.KICKED, FAILED, rests=True),
    Case(OnTelegram.DEACTIVATED, FAILED, rests=True),
    Case(OnTelegram.NO_RIGHTS, FAILED, rests=True),
    Case(OnTelegram.CHAT_WRITE_FORBIDDEN, FAILED, rests=True),
    Case(OnTelegram.CHAT_NOT_FOUND, SENT),
    Case(OnTelegram.CHAT_NOT_FOUND, FAILED, rests=True, times=2),
    Case(OnTelegram.CANNOT_PARSE, SENT),
    Case(OnTelegram.TOPIC_CLOSED, FAILED, rests=True),
    Case(OnTelegram.TOPIC_DELETED, FAILED, rests=True),
    Case(OnTelegram.MIGRATED, SENT),
    Case(OnTelegram.SERVER_ERROR, UNKNOWN),
    Case(OnTelegram.BAD_GATEWAY, UNKNOWN),
    Case(OnTelegram.CONFLICT, SENT),
    Case(OnTelegram.UNAUTHORIZED, SENT),
    Case(OnTelegram.DROP_BEFORE, UNKNOWN),
    Case(OnTelegram.DROP_AFTER, UNKNOWN),
    Case(OnTelegram.HANG_BEFORE, UNKNOWN),
    Case(OnTelegram.HANG_AFTER, UNKNOWN),
    Case(OnDiscord.RATE_LIMITED, SENT),
    Case(OnDiscord.RATE_LIMITED_EVERYWHERE, SENT),
    Case(OnDiscord.CLOUDFLARE, SENT),
    Case(OnDiscord.NO_ACCESS, FAILED, rests=True),
    Case(OnDiscord.NO_PERMISSION, FAILED, rests=True),
    Case(OnDiscord.CLOSED_DM, FAILED, rests=True),
    Case(OnDiscord.UNKNOWN_CHANNEL, FAILED, rests=True),
    Case(OnDiscord.UNKNOWN_GUILD, FAILED, rests=True),
    Case(OnDiscord.UNKNOWN_MESSAGE, FAILED),
    Case(OnDiscord.BAD_FORM, FAILED),
    Case(OnDiscord.ARCHIVED_THREAD, FAILED, rests=True),
    Case(OnDiscord.UNAUTHORIZED, SENT),
    Case(OnDiscord.UNAVAILABLE, SENT),
    Case(OnDiscord.DROP_BEFORE, SENT),
    Case(OnDiscord.DROP_AFTER, SENT),
)
