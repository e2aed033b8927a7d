"""Telegram: the application, the rendering, the courier and the translation of failures."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "1")  # python-telegram-bot then gives waits as timedelta, without a warning
