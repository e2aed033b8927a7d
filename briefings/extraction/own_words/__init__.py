"""An editor's own sentence may say it shorter, but every number, date and quoted word in it must be the source's."""

from briefings.extraction.own_words.compare import Witness, not_in_source
from briefings.extraction.own_words.days import days_named

__all__ = ["Witness", "days_named", "not_in_source"]
