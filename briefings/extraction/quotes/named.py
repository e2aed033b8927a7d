"""Quoted words that name or label something, told by the grammar around them: titles, names, terms, signs."""

import re

from briefings.domain.quotes import OtherKind
from briefings.extraction.regions import Region
from briefings.extraction.speakers.attribution import Attribution

_SMALL = frozenset("a an and as at but by de for from in is it of on or out the to up v vs with &".split())
_WORKS = (
    "show|program|programme|podcast|film|movie|book|novel|memoir|song|album|ad|commercial|advert|series|sitcom|play|musical"
    "|documentary|article|essay|column|poem|painting|magazine|newspaper|website|blog|game|drama|comedy|paper|speech|hit|editorial|commentary"
    "|journal|single|opera|sculpture|exhibition|track|ballad|sequel|trilogy|anthology|pamphlet|video game"
)
_THINGS = (
    "sign|banner|placard|plaque|poster|billboard|label|sticker|badge|button|t-shirt|tee-shirt|shirt|jersey|jacket|hoodie|sweatshirt|vest"
    "|cap|hat|mug|tattoo|mural|graffiti|flag|scarf|lanyard|number plate|license plate|licence plate|headstone|gravestone|doormat|notice board"
    "|signpost|armband|apron|tote bag|marquee|chyron|board|nameplate|wristband|keyring|magnet"
)
"""What carries words that nobody says."""
_LABELS = (
    "slogan|motto|tagline|strapline|catchphrase|nickname|hashtag|headline|title|subtitle|caption|acronym|codename|code name|password|inscription"
    "|trademark|brand name|pseudonym|username|working title|watchword"
)
"""Nouns whose words they are when nobody says them."""
_WORK_BEFORE = re.compile(
    rf"(?:{_WORKS})s?,? (?:called |named |titled |entitled |of |is |was )?$|\b(?:en)?titled,? $|(?:[Zz]eitung|[Mm]agazins?|Senders?|Films?|Romans?|Buch|Serie) $"
)
_NAMED_NOUN = re.compile(
    rf"\b(?:{_WORKS}|campaign|initiative|scheme|project|tour|app|feature|pub|bar|restaurant|café|ship|boat|yacht|ferry|trawler|horse|operation"
    r"|mission|channel|hashtag|award|prize|festival|account|doctrine|franchise) $"
)
"""Nouns that words in marks with a first capital name when nothing stands between."""
_ON_AIR = re.compile(
    r"\b(?:on|told|to|host of|star of|co-hosts?|hosts?|edits|starred in|watche?[sd]?|star in|roles? (?:acting )?in|appear(?:ed|s|ance)? on"
    r"|interview (?:with|on)|hosting|called|named|listed|likes?|loves?|reads?|wrote|directed|sang|recorded|featured in) (?:the |his |her )?$"
)
_OUTLET = re.compile(
    r"(?:\b[A-Z]{2,5}|\b(?:Channel|Radio|Television|Network|Netflix|Amazon|Hulu|Disney)(?: [0-9])?)[’']s $"
    r"|\b(?:broadcast|edition|episode|season|series|performance|screening|production|premiere|remake|adaptation) of (?:the |his |her )?$"
)
"""Whose or what of a programme stands before its title."""
_WORK_AFTER = re.compile(rf"[”\"’']? ?(?:host|co-host|star|TV|theme|award|franchise|(?:{_WORKS})\b)")
_THING_AFTER = re.compile(
    rf"[”\"’'] (?:(?:{_THINGS})s?\b"
    r"|(?:across (?:the|his|her|its) (?:back|chest|front)|emblazoned|printed|burnt|burned|carved|engraved|stitched|etched|scrawled) )"
)
_THING_BEFORE = re.compile(
    rf"\b(?:{_THINGS})e?s?(?:,? ?$|:? ?$|, (?=which\b|that\b|reading\b|with\b|bearing\b)| )(?:$|(?:(?!(?:and|or|to|he|she|they|who|I|we)\b)[^\s.;:,“”\"A-Z]{{1,20}} ){{0,7}}"
    r"(?:read|reads|reading|said|says|saying|with|proclaim\w*|declar\w*|bear\w*|words?):? ?$)"
)
_LABEL_BEFORE = re.compile(
    rf"\b(?:{_LABELS})s?(?:,|\?| is| was| reads?| read| [^.;:“”\"A-Z]{{1,30}},)? ?(?:the )?$", re.IGNORECASE
)
_INSCRIBED = re.compile(
    r"\b(?:emblazoned|printed|painted|scrawled|stamped|inscribed|engraved|embroidered|tattooed|daubed|sprayed|spray-painted|carved|marked|labell?ed"
    r"|captioned|headlined|headed|subtitled|code-?named|nicknamed|christened|hashtagged|filed under|rated|click|means?|meaning|Latin for)"
    r"(?: with| in| as)?,?(?: the| an?)?(?: words?)? $",
    re.IGNORECASE,
)
_TERM_BEFORE = re.compile(
    r"\b(?:the (?:\w+ )?(?:words?|term|phrase|name|label)|the terms|so-called|known (?:\w+ ){0,3}as|goes by|going by|under the name) (?:of )?(?:the |an? )?$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?P<clause>[^.;:“”\"]{0,80})\b(?:called|named|dubbed|labell?ed|termed|styled|titled) (?:the |an? )?$"
)
_BY_ANYBODY = re.compile(
    r"\b(?:(?<!an )(?<!a )(?<!the )call (?:themselves |ourselves )?|call(?:s|ed) (?:him|her|it)self )(?:the |an? )?$"
)
"""What many say, and so nobody: "the street that locals call “…”"."""
_WHAT_ONE_CALLS = re.compile(
    r"\b(?:what|which|whom?|that|as)\b(?![’']s|(?: has| have| had)? (?:is|are|was|were|has|have|had|been)\b)[^,]{0,120}$|\b(?:he|she|it|they|I|we) (?:\w{1,30} )?$|\b(?:an?|the) \w{1,30} (?:the|his|her|its|their) (?:\w{1,30} ){1,3}$|\b[A-Z][\w’'-]{1,30} $"
)
_ARTICLE = re.compile(
    r"(?:\b(?:the|an?|its|his|her|their|our|my|your|this|that|these|in|on|at|of|for|from|to|with|aboard|behind|under|into|than|like|by|about"
    r"|including|during|after|before|between|against)|[’']s?) $",
    re.IGNORECASE,
)
"""What leads in a name inside a sentence: an article, whose it is, a preposition."""
_CALLING = re.compile(
    r"(?:call|brand|label|dub|term|deem|describ|refer|characteri|portray|denounc|dismiss|mock|derid|praise|hail|compar|liken|accus|chant|shout|yell|scream|cr[iy])"
)
"""Verbs whose object is somebody's judgement or cry, capitals or none."""
_NOUN_BEHIND = re.compile(
    r"[”\"’'] (?!(?:and|or|but|in|on|at|of|for|from|to|with|by|as|that|which|who|when|while|is|was|are|were|has|had|will|would|said|says)\b)[a-z]{3,}"
)
_APPOSED = re.compile(r"[”\"’'],? (?:the|an?|his|her|its|which|whose) [a-z]")
"""What a title is at the beginning of a sentence: "“Roots,” the series about …"."""
_NICKNAME = re.compile(
    r".{0,28}\b[A-ZÀ-Þ][\w.’'-]+[ \u00a0]\(?[\"“‘'][A-ZÀ-Þ][\w.’'-]{0,15}(?:[ \u00a0][A-ZÀ-Þ][\w.’'-]{0,15})?[\"”’']\)?[ \u00a0][A-ZÀ-Þ]"
)
"""A name in marks between two others: Maria "Cora" Reyes."""
_PAPERS = frozenset(
    {
        "Spiegel",
        "Bild",
        "Bild am Sonntag",
        "Welt",
        "Welt am Sonntag",
        "Zeit",
        "Süddeutsche Zeitung",
        "Süddeutschen Zeitung",
    }
    | {
        "Frankfurter Allgemeinen Zeitung",
        "Frankfurter Allgemeine Zeitung",
        "Tagesspiegel",
        "Handelsblatt",
        "Stern",
        "Focus",
    }
    | {"New York Times", "Washington Post", "Guardian", "Financial Times", "Le Monde", "Wall Street Journal"}
    | {"Le Figaro", "Le Parisien", "Libération", "Rheinischen Post", "Rheinische Post", "Tagesthemen", "heute-journal"}
)
"""Papers and programmes that their own press sets in quotation marks."""
_WORDS = re.compile(r"[a-z][a-z-]*")
_TELLING = (
    frozenset(word for listed in (_THINGS, _LABELS) for name in listed.split("|") for word in name.split(" "))
    | frozenset(
        f"{name.split(' ')[-1]}{ending}"
        for listed in (_THINGS, _LABELS)
        for name in listed.split("|")
        for ending in ("s", "es")
    )
    | frozenset(
        "emblazoned printed painted scrawled stamped inscribed engraved embroidered tattooed daubed sprayed spray-painted carved marked labelled labeled"
        " captioned headlined headed subtitled codenamed code-named nicknamed christened hashtagged filed rated click mean means meaning latin word words"
        " term terms phrase name label so-called known goes going called named dubbed termed styled titled call calls".split()
    )
)
"""Without one of these words before it a span is no label, and the patterns need not be tried."""
_LONGEST = 8
"""So many words a title may have where its capitals alone tell it."""
_BEFORE = 100
_NEAR = 40
_FIRM = 2
"""The strength of an attribution in the quote's own clause."""


def named_kind(
    text: str, region: Region, attribution: Attribution | None, *, begins: int, inner: bool, capitals: bool
) -> OtherKind | None:
    """What the words name or label, in whichever sentence; None where the grammar around them names nothing.

    ``begins`` is where the paragraph begins, ``inner`` tells that words of the article's sentence stand before,
    ``capitals`` that only names have them in the article's language, and ``attribution`` is that of the region's own
    sentence, if any.
    """
    words = text[region.start : region.end].strip(" ,.!?").split()
    before = text[max(begins, region.outer_start - _BEFORE) : region.outer_start]
    near = before[-_NEAR:]
    if _NICKNAME.match(text[max(begins, region.outer_start - 30) : region.outer_end + 2]):
        return OtherKind.TERM
    if (
        not words
        or " ".join(words) in _PAPERS
        or (before.rstrip(" ,").endswith("titled") and _WORK_BEFORE.search(before))
    ):
        return OtherKind.TITLE
    if _is_label(text, region, before, attribution):
        return OtherKind.TERM
    if capitals and words[0][0].isupper() and len(words) <= _LONGEST and _NAMED_NOUN.search(near):
        return OtherKind.TITLE
    if (
        len(words) <= _LONGEST
        and is_title_case(words)
        and _is_title(text, region, near, attribution, inner=inner, capitals=capitals)
    ):
        return OtherKind.TITLE
    return None


def is_title_case(words: list[str]) -> bool:
    """Whether every word but the small ones has a capital."""
    return (
        any(word[:1].isupper() for word in words)
        and not words[0][:1].islower()
        and all(word[:1].isupper() or word.lower() in _SMALL or not word[0].isalpha() for word in words)
    )


def _is_label(text: str, region: Region, before: str, attribution: Attribution | None) -> bool:
    """Whether the words stand on a thing, or a noun or a participle before them says that they are a name."""
    if attribution is not None and attribution.place == "around the quote":
        return False
    if _THING_AFTER.match(text, region.outer_end - 1):
        return True
    if _TELLING.isdisjoint(_WORDS.findall(before.lower())):
        return False
    if _THING_BEFORE.search(before):
        return True
    if _LABEL_BEFORE.search(before) or _INSCRIBED.search(before) or _TERM_BEFORE.search(before):
        return True
    if _BY_ANYBODY.search(before):
        return True
    called = _CALLED.search(before)
    return called is not None and _WHAT_ONE_CALLS.search(called["clause"]) is None


def _is_closed_before(text: str, region: Region, attribution: Attribution | None) -> bool:
    """Whether a comma ends what describes the title before the speaker comes: "“Low Tide”, her third album, …, X said"."""
    source = attribution.source if attribution else None
    return source is not None and text.find(",", region.outer_end + 2, max(source.at, region.outer_end + 2)) > 0


def _is_title(
    text: str, region: Region, before: str, attribution: Attribution | None, *, inner: bool, capitals: bool
) -> bool:
    """Whether words in capitals are a title or a name by what stands on either side."""
    single = " " not in text[region.start : region.end]
    if _WORK_BEFORE.search(before) or _WORK_AFTER.match(text, region.outer_end) or _OUTLET.search(before):
        return True
    if not capitals:
        return not single and _ON_AIR.search(before) is not None
    firm = attribution is not None and attribution.strength >= _FIRM
    calling = (
        firm
        and attribution is not None
        and attribution.place != "later in the sentence"
        and _CALLING.match(attribution.cue) is not None
    )
    if not inner:
        if text[region.end - 1] in ".!?…":
            return False
        apposed = _APPOSED.match(text, region.outer_end - 1) is not None
        return (not single or apposed) if not firm else apposed and _is_closed_before(text, region, attribution)
    if _ARTICLE.search(before) and not calling:
        return True
    if not single and (_ON_AIR.search(before) or (_NOUN_BEHIND.match(text, region.outer_end - 1) and not calling)):
        return True
    return not firm
