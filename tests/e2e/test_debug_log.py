"""At DEBUG the real program, with its real libraries, logs no token, no link code and no word of anybody."""

import re
from urllib.parse import quote

from tests.e2e.program import Home
from tests.e2e.serving import START_SECONDS, answer_with, log_of, on_gateway, program, publish, told_to_stop
from tests.fakes.discord_api import DiscordApi
from tests.fakes.discord_api.world import Channel
from tests.fakes.telegram_api import TelegramApi

ANN, BEN = 1, 2
CANARIES = ("wagtailandstonechat", "nobody was hurt", "We lost a pier")


async def test_no_token_code_or_word_is_written_down(
    telegram: TelegramApi, discord: DiscordApi, channel: Channel, home: Home
) -> None:
    telegram.people.person(ANN)
    ben = discord.people.person(BEN, "Ben")
    publish(home)
    settings = {"DAYBRIEF_DISCORD_GATEWAY": discord.gateway_url, "DAYBRIEF_LOG_LEVEL": "DEBUG"}
    async with program(home, telegram, discord, **settings) as process:
        await on_gateway(discord)
        await telegram.people.say(ANN, ANN, f"/quote {CANARIES[0]}")
        await telegram.people.say(ANN, ANN, "/quote kerr")
        await telegram.world.effect(answer_with("We lost a pier"), timeout=START_SECONDS)
        await telegram.people.say(ANN, ANN, "/link")
        offered = await telegram.world.effect(answer_with("on your other account"), timeout=START_SECONDS)
        code = re.search(r"[A-Z2-9]{5}-[A-Z2-9]{5}", offered.text or "")
        assert code is not None
        assert "We lost a pier" in (await ben.slash(channel, "quote", speaker="kerr")).text()
        assert "belongs to" in (await ben.slash(channel, "link", code=code[0])).text()
        assert await told_to_stop(process) == 0
    log = log_of(home)
    assert "debug" in log or "info" in log
    secrets = (telegram.token.partition(":")[2], discord.token, code[0], code[0].replace("-", ""), *CANARIES)
    for secret in secrets:
        assert secret not in log
        assert quote(secret, safe="") not in log
