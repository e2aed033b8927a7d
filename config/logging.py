"""The log: standard library calls, formatted by structlog, with every secret taken out of the finished line."""

import logging
import re
import sys
from collections.abc import Iterable, MutableMapping
from typing import Any, TextIO
from urllib.parse import quote

import structlog

REDACTED = "[redacted]"

_TOKENS = (
    re.compile(
        r"\d{6,12}(?::|%(?:25){0,3}3[Aa])[A-Za-z0-9_-]{30,64}"
    ),  # Telegram: core.telegram.org/bots/api#authorizing-your-bot
    re.compile(r"[A-Za-z0-9_-]{23,30}\.[A-Za-z0-9_-]{6,8}\.[A-Za-z0-9_-]{25,45}"),  # Discord
    re.compile(r"aW50ZXJhY3Rpb246[A-Za-z0-9_-]{10,400}"),  # Discord: whoever has it may answer an interaction
    re.compile(r"(?<=/telegram/)[A-Za-z0-9_-]{32}(?![A-Za-z0-9_-])"),  # the webhook's path, made at each start
    re.compile(r"(?<='secret_token': ')[^']{1,256}"),  # and its secret, where none was set
    re.compile(r"(?<=://)[^/\s:@]{1,100}:[^/\s@]{1,200}(?=@)"),  # a password in an address
)
_OURS = ("bot", "briefings", "config", "tests", "__main__")
_HEARD_AT_DEBUG = ("apscheduler", "discord", "httpx", "telegram", "asyncio", "py.warnings")
"""Libraries whose INFO lines are of use then. Their DEBUG lines hold every message, statement and parameter whole, and
so may those of any other library: none is heard below WARNING that does not stand here."""


class RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Takes secrets out of the line as it will be written: message, extras and traceback alike."""

    def __init__(self, *, secrets: Iterable[str], **values: Any) -> None:
        super().__init__(**values)
        known = {form for secret in secrets if len(secret) >= 4 for form in _written(secret)}
        self._secrets = tuple(sorted(known, key=len, reverse=True))

    def format(self, record: logging.LogRecord) -> str:
        """Format and redact one record."""
        return redact(super().format(record), self._secrets)


def _written(secret: str) -> set[str]:
    """A secret as it stands in an address: plain, percent-encoded, and encoded twice."""
    once = quote(secret, safe="")
    return {secret, once, once.replace("%3A", "%3a"), quote(once, safe="")}


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
    root.setLevel("ERROR" if level == "ERROR" else "WARNING")
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
    for name in _HEARD_AT_DEBUG:
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
