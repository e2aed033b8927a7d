"""Which known name is meant by a name as somebody spelt it, whatever the script; the home of anyascii and rapidfuzz."""

from briefings.services.speakers.names.index import NameIndex
from briefings.services.speakers.names.matching import Match, Matched, MatchKind, is_fuller, match_name

__all__ = ["Match", "MatchKind", "Matched", "NameIndex", "is_fuller", "match_name"]
