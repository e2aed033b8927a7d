"""A language that no one speaks: every sentence of the catalogue comes out in other letters."""

import gettext
import re
import string

from bot.chat.catalogue import Catalogue

_LETTERS = str.maketrans(string.ascii_letters, "".join(chr(ord(c) + 0xFEE0) for c in string.ascii_letters))
_PLACES = re.compile(r"(\{\w+\})")


def disguised(message: str) -> str:
    """The message with wide letters; its places stay as they are."""
    return "".join(part if _PLACES.fullmatch(part) else part.translate(_LETTERS) for part in _PLACES.split(message))


class Pseudo(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return disguised(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return disguised(msgid1 if n == 1 else msgid2)


def pseudo_catalogue() -> Catalogue:
    """Sentences in wide letters, days and numbers in Ukrainian: no Latin letter is left."""
    return Catalogue("uk", translations=Pseudo())
