"""A strict Bot API server on loopback: it refuses what Telegram refuses and remembers every effect."""

from tests.fakes.telegram_api.failures import Failure, FailureKind
from tests.fakes.telegram_api.limits import Limits
from tests.fakes.telegram_api.server import TelegramApi, serve_telegram
from tests.fakes.telegram_api.world import Effect, Refused

__all__ = ["Effect", "Failure", "FailureKind", "Limits", "Refused", "TelegramApi", "serve_telegram"]
