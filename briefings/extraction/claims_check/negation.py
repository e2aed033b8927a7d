"""Whether words that are taken out of a text leave a negation of their own clause behind."""

import re

_NEGATIONS = re.compile(
    r"\b(?:not(?! (?:only|just|merely)\b)|never|no|nor|none|nobody|nothing|nowhere|neither|cannot|hardly|scarcely|barely"
    r"|nicht(?! nur\b)|nie|niemals|kein(?:e[nmrs]?)?|niemand|nichts|weder"
    r"|ne|n(?=')|pas|jamais|aucune?|rien|personne|nunca|jamás|non|не|нет|ни|никогда|ні|ніколи|немає|нема)\b"
    r"|\b\w{1,12}n't\b",
    re.IGNORECASE,
)
_PUNCTUATION = r"[;!?()\n—–…]|[.,:](?![0-9])|(?<=\s)-(?=\s)"
_BEFORE = re.compile(
    rf"{_PUNCTUATION}|\b(?:but|because|although|though|while|whereas|sondern|aber|mais|но|але)\b"
    r"|\band (?=(?:the|a|an|i|we|he|she|they|it|you|this|that|these|those|there|my|our|his|her|their|its)\b)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"{_PUNCTUATION}|\b(?:but|because|although|though|while|whereas|and|or|if|when|that|which|who|whose|unless|until|so"
    r"|than|as|where|whether|sondern|aber|und|oder|dass|mais|et|que|qui|но|и|что|але|і|що)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\b(?:not|never|n't|nicht|pas|не),[^.;!?\n]{0,150}$", re.IGNORECASE)
"""A negation before a remark between commas still belongs to what follows: "I will not, come what may, resign"."""
_WORD = 8
"""So much of the words themselves tells whether they begin a clause."""
_REACH = 300
"""A clause is looked through this far to each side, in code points."""


def negated_around(text: str, start: int, end: int) -> bool:
    """Whether a negation stands before or behind ``text[start:end]`` within the same clause; time is bounded."""
    first = max(0, start - _REACH)
    before = text[first:start]
    bounds = [match.end() for match in _BEFORE.finditer(text[first : start + _WORD]) if match.end() <= len(before)]
    begin = bounds[-1] if bounds else 0
    if _NEGATIONS.search(before, begin) or (bounds and before[begin - 1] == "," and _ASIDE.search(before[:begin])):
        return True
    after = text[end : end + _REACH]
    bound = _AFTER.search(after)
    return _NEGATIONS.search(after, 0, bound.start() if bound else len(after)) is not None
