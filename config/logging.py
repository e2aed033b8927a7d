"""The log: standard library calls, formatted by structlog, with every secret taken out of the finished line."""

import logging
import re
import sys
from collections.abc import Iterable, MutableMapping
from typing import Any, TextIO

import structlog

REDACTED = "[redacted]"

_TOKENS = (
    re.compile(r"\d{6,12}:[A-Za-z0-9_-]{30,64}"),  # Telegram: core.telegram.org/bots/api#authorizing-your-bot
    re.compile(r"[A-Za-z0-9_-]{23,30}\.[A-Za-z0-9_-]{6,8}\.[A-Za-z0-9_-]{25,45}"),  # Discord
    re.compile(r"aW50ZXJhY3Rpb246[A-Za-z0-9_-]{10,400}"),  # Discord: whoever has it may answer an interaction
    re.compile(r"(?<=/telegram/)[A-Za-z0-9_-]{32}(?![A-Za-z0-9_-])"),  # the webhook's path, made at each start
    re.compile(r"(?<='secret_token': ')[^']{1,256}"),  # and its secret, where none was set
    re.compile(r"(?<=://)[^/\s:@]{1,100}:[^/\s@]{1,200}(?=@)"),  # a password in an address
)
_QUIET = ("httpx", "httpcore", "telegram", "discord", "aiohttp.access", "apscheduler", "alembic", "asyncio")
_WORDY = ("discord.gateway", "discord.http", "discord.webhook.async_")
"""At DEBUG these write down every message and every interaction whole."""


class RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Takes secrets out of the line as it will be written: message, extras and traceback alike."""

    def __init__(self, *, secrets: Iterable[str], **values: Any) -> None:
        super().__init__(**values)
        self._secrets = tuple(sorted((secret for secret in secrets if len(secret) >= 4), key=len, reverse=True))

    def format(self, record: logging.LogRecord) -> str:
        """Format and redact one record."""
        return redact(super().format(record), self._secrets)


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """Replace known secrets, and whatever has the shape of a token or of a password in an address."""
    for secret in secrets:
        text = text.replace(secret, REDACTED)
    for shape in _TOKENS:
        text = shape.sub(REDACTED, text)
    return text


def set_up_logging(
    level: str = "INFO", style: str = "text", *, secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Send every log record of the process to ``stream`` (standard error by default)."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        RedactingFormatter(
            secrets=secrets,
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ExtraAdder(),
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                _plain_exception,
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _as_json if style == "json" else _as_text,
            ],
        )
    )
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(level if level == "DEBUG" else "WARNING")
    for name in _WORDY:
        logging.getLogger(name).setLevel("INFO" if level == "DEBUG" else "NOTSET")


def _plain_exception(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Write the traceback without local variables, which may hold anything."""
    return structlog.processors.format_exc_info(_logger, _name, event)


_as_json = structlog.processors.JSONRenderer(ensure_ascii=False, default=str)


def _as_text(_logger: object, _name: str, event: MutableMapping[str, Any]) -> str:
    fields = dict(event)
    head = f"{fields.pop('timestamp', '')} {fields.pop('level', ''):<8} {fields.pop('event', '')}"
    logger, exception = fields.pop("logger", ""), fields.pop("exception", None)
    extras = " ".join(f"{name}={value!r}" for name, value in fields.items())
    line = " ".join(part for part in (head, extras, f"[{logger}]") if part)
    return f"{line}\n{exception}" if exception else line
