"""Asks Discord how the bot's application is set up, and which rights it lacks where it owes digests."""

import asyncio
from collections.abc import Sequence

import discord

from bot.chat.account_check import MOST_CHATS, Examination
from bot.chat.catalogue import Catalogue, entry
from bot.discord.app import DiscordAccount, point_at
from bot.discord.failures import FAILURES, translate
from bot.discord.memberships import lacked
from briefings.domain.errors import TemporaryError

_WITHIN_SECONDS = 10.0


async def examine(account: DiscordAccount, chats: Sequence[str], *, t: Catalogue) -> Examination:
    """Sign in by REST and look around; changes nothing and opens no gateway.

    Raises:
        OperatorError: the token is refused.
        TemporaryError, InDoubtError: Discord cannot be reached now.
    """
    point_at(account)
    client = discord.Client(intents=discord.Intents.none())
    try:
        async with asyncio.timeout(_WITHIN_SECONDS), client:
            await client.login(account.token)
            remarks = _of_application(await client.application_info(), t)
            for chat_id in chats[:MOST_CHATS]:
                remarks += await _of_channel(client, int(chat_id), t)
            return Examination(str(client.user), tuple(remarks))
    except TimeoutError as error:
        raise TemporaryError(entry("Discord could not be reached.")) from error
    except FAILURES as error:
        raise translate(error) from error


def _of_application(info: discord.AppInfo, t: Catalogue) -> list[str]:
    """What the developer portal can change."""
    remarks = []
    if info.interactions_endpoint_url:
        remarks.append(t("Commands go to another address: clear Interactions Endpoint URL in the developer portal."))
    if info.bot_require_code_grant:
        remarks.append(t("The invite link does not work: turn Requires OAuth2 Code Grant off in the developer portal."))
    if info.approximate_guild_count == 0:
        link = discord.utils.oauth_url(info.id, scopes=("bot", "applications.commands"))
        remarks.append(t("The bot is in no server yet: invite it with {link}", link=link))
    return remarks


async def _of_channel(client: discord.Client, channel_id: int, t: Catalogue) -> list[str]:
    try:
        rights = await _missing(client, channel_id)
    except (discord.Forbidden, discord.NotFound):
        unseen = t(
            "The channel {channel}, which has a digest, cannot be seen: invite the bot again.", channel=channel_id
        )
        return [unseen]
    if not rights:
        return []
    lacking = t.list([t(right) for right in rights])
    sentence = entry("In the channel {channel}, which has a digest, the bot lacks: {rights}.")
    return [t(sentence, channel=channel_id, rights=lacking)]


async def _missing(client: discord.Client, channel_id: int) -> list[str]:
    channel = await client.fetch_channel(channel_id)
    if not isinstance(channel, discord.TextChannel) or client.user is None:
        return []
    channel.guild = guild = await client.fetch_guild(channel.guild.id)  # with its roles, which decide
    return lacked(channel.permissions_for(await guild.fetch_member(client.user.id)))
