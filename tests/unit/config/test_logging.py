import json
import logging
from collections.abc import Iterator
from io import StringIO
from urllib.parse import quote

import pytest

from config.logging import REDACTED, redact, set_up_logging

TELEGRAM = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"
DISCORD = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWsabcd"
INTERACTION = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OmFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6"
SECRET = "hook secret of ours"


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    logger = logging.getLogger()
    handlers, level = logger.handlers[:], logger.level
    yield logger
    logger.handlers[:] = handlers
    logger.setLevel(level)


@pytest.mark.parametrize("style", ["text", "json"])
def test_no_secret_reaches_the_log(root: logging.Logger, style: str) -> None:
    stream = StringIO()
    set_up_logging("DEBUG", style, secrets=[SECRET], stream=stream)
    logger = logging.getLogger("tests.canary")
    logger.debug("GET https://api.telegram.org/bot%s/getMe", TELEGRAM)
    logger.debug("GET https://api.telegram.org/bot%s/getMe", quote(TELEGRAM))
    logger.debug("GET https://api.telegram.org/bot%s/getMe", quote(quote(TELEGRAM)))
    logger.debug("POST https://example.org/?of=%s", quote(SECRET, safe=""))
    logger.debug("POST https://discord.com/api/v10/interactions/1/%s/callback", INTERACTION)
    logger.info("Gateway", extra={"token": DISCORD, "nested": {"secret": [SECRET]}})
    try:
        try:
            raise ValueError(f"https://user:{SECRET}@host refused {TELEGRAM}")
        except ValueError as error:
            raise RuntimeError(DISCORD) from error
    except RuntimeError:
        logger.exception("It broke", extra={"url": "postgresql://daybrief:p4ss-w0rd@db/news"})
    text = stream.getvalue()
    for secret in (TELEGRAM, TELEGRAM.partition(":")[2], DISCORD, INTERACTION, SECRET, "of%20ours", "p4ss-w0rd"):
        assert secret not in text
    assert text.count(REDACTED) >= 9
    assert "It broke" in text
    assert "RuntimeError" in text


def test_json_lines_hold_the_extras(root: logging.Logger) -> None:
    stream = StringIO()
    set_up_logging("INFO", "json", stream=stream)
    logging.getLogger("tests").info("A fixed sentence", extra={"count": 3, "place": "Kyiv’s"})
    line = json.loads(stream.getvalue())
    assert (line["event"], line["count"], line["place"], line["level"]) == ("A fixed sentence", 3, "Kyiv’s", "info")
    assert line["timestamp"].endswith("Z")


def test_libraries_that_log_addresses_are_quiet(root: logging.Logger) -> None:
    stream = StringIO()
    set_up_logging("INFO", stream=stream)
    logging.getLogger("httpx").info("HTTP Request: POST https://api.example/botX")
    assert stream.getvalue() == ""


@pytest.mark.parametrize("library", ["discord.gateway", "aiosqlite", "telegram.Bot", "sqlalchemy.engine", "any_other"])
def test_no_library_writes_messages_or_statements_down_at_debug(root: logging.Logger, library: str) -> None:
    stream = StringIO()
    set_up_logging("DEBUG", stream=stream)
    logging.getLogger(library).debug("Event: %s", {"content": "a private word"})
    logging.getLogger("discord.gateway").info("Shard ID None has connected")
    logging.getLogger("bot.telegram.app").debug("Something of ours")
    assert "private" not in stream.getvalue()
    assert "has connected" in stream.getvalue()
    assert "Something of ours" in stream.getvalue()


def test_ordinary_text_is_left_alone() -> None:
    text = "12:30 on 2025-02-23: 267 drones, see https://example.org/a:b@c and user@example.org"
    assert redact(text) == text
