"""The library's bot, at any server that speaks the Bot API."""

import logging
from dataclasses import dataclass, field
from typing import Any

from telegram.error import InvalidToken
from telegram.ext import ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.telegram.failures import translate

_log = logging.getLogger(__name__)

_METHODS = "/bot"
"""How the address of the methods ends, and that of the files (core.telegram.org/bots/api#getfile)."""


@dataclass(frozen=True, slots=True)
class TelegramAccount:
    """The bot's token and the server it is used at; Telegram's own when no address is given.

    A server of one's own gives files at the same host, unless another address is named.
    """

    token: str = field(repr=False)
    base_url: str | None = None
    base_file_url: str | None = None

    def addresses(self) -> dict[str, Any]:
        """The library's settings for these addresses."""
        files = self.base_file_url
        if files is None and self.base_url is not None and self.base_url.endswith(_METHODS):
            files = f"{self.base_url.removesuffix(_METHODS)}/file{_METHODS}"
        given = {"base_url": self.base_url, "base_file_url": files}
        return {name: address for name, address in given.items() if address}


class ServerBot(ExtBot[None]):
    """A bot whose server may lack what polling does not need."""

    async def delete_webhook(self, drop_pending_updates: bool | None = None, **how: Any) -> bool:
        """Make sure that no webhook is set; a server that knows no webhooks has none.

        The library takes "not found" for a wrong token, but this token has just signed in.
        """
        try:
            return await super().delete_webhook(drop_pending_updates, **how)
        except InvalidToken:
            _log.info("The Bot API server knows no webhooks")
            return True


def make_bot(
    account: TelegramAccount, *, request: BaseRequest | None = None, polls: BaseRequest | None = None
) -> ServerBot:
    """Build the bot, not yet signed in.

    Raises:
        OperatorError: what was given is no token at all.
    """
    usual = HTTPXRequest(connection_pool_size=64, connect_timeout=5, read_timeout=15, pool_timeout=5)
    try:
        return ServerBot(account.token, request=request or usual, get_updates_request=polls, **account.addresses())
    except InvalidToken as error:
        raise translate(error) from error
