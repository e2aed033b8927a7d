"""What the platforms say of the bot's accounts, for ``daybrief check``."""

import asyncio
from collections.abc import Awaitable, Sequence

from bot.chat.account_check import MOST_CHATS, Examination
from bot.chat.catalogue import Catalogue
from briefings.domain.errors import DaybriefError, OperatorError
from briefings.domain.people import Platform
from config.settings import Settings


async def platform_lines(settings: Settings, *, database_is_current: bool) -> tuple[list[str], bool]:
    """One line for each platform, then its remarks; False when a platform would refuse to run.

    The chats with a digest are looked at only where the database can be opened without changing it.
    """
    chats = await _chats(settings) if settings.has_token and database_is_current else {}
    said = await asyncio.gather(
        _said("Telegram", _telegram(settings, chats.get(Platform.TELEGRAM, ()))),
        _said("Discord", _discord(settings, chats.get(Platform.DISCORD, ()))),
    )
    return [line for lines, _ in said for line in lines], all(sound for _, sound in said)


async def _said(name: str, examining: Awaitable[Examination | None]) -> tuple[list[str], bool]:
    t = Catalogue()
    try:
        found = await examining
    except OperatorError as error:
        return [f"{name}: {t.error(error)}"], False
    except DaybriefError as error:
        why = t.error(error)
        return [t("{platform}: would run, but the token was not tried: {why}", platform=name, why=why)], True
    if found is None:
        setting = f"DAYBRIEF_{name.upper()}_TOKEN"
        return [t("{platform}: would not run, {setting} is not set", platform=name, setting=setting)], True
    would = t("{platform}: would run as {name}", platform=name, name=found.name)
    return [would, *(f"  {remark}" for remark in found.remarks)], True


async def _telegram(settings: Settings, chats: Sequence[str]) -> Examination | None:
    given = settings.telegram
    if given.token is None:
        return None
    from bot.telegram.account_check import examine  # noqa: PLC0415
    from bot.telegram.bot import TelegramAccount  # noqa: PLC0415 - slow, and only this platform needs it

    account = TelegramAccount(given.token.get_secret_value(), given.base_url, given.base_file_url)
    return await examine(account, chats, webhook=given.webhook_url is not None, t=Catalogue())


async def _discord(settings: Settings, chats: Sequence[str]) -> Examination | None:
    given = settings.discord
    if given.token is None:
        return None
    from bot.discord.account_check import examine  # noqa: PLC0415
    from bot.discord.app import DiscordAccount  # noqa: PLC0415 - slow, and only this platform needs it

    return await examine(
        DiscordAccount(given.token.get_secret_value(), given.api_base, given.gateway), chats, t=Catalogue()
    )


async def _chats(settings: Settings) -> dict[Platform, Sequence[str]]:
    from bot.bootstrap import opened_store  # noqa: PLC0415

    async with opened_store(settings) as store, store.reading() as unit:
        return {
            platform: await unit.subscriptions.chats(platform, limit=MOST_CHATS)
            for platform in (Platform.TELEGRAM, Platform.DISCORD)
        }
