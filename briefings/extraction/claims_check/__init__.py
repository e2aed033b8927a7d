"""An editor's own sentence may say it shorter, but every number, date and quoted word in it must be the source's."""

from briefings.extraction.claims_check.compare import Witness, not_in_source
from briefings.extraction.claims_check.days import days_named

__all__ = ["Witness", "days_named", "not_in_source"]
