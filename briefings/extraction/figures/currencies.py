"""Currencies by symbol, code and name, told apart by the article's own words where a name is shared."""

import re
from typing import NamedTuple

from briefings.extraction.figures.patterns import one_of

_CODES = frozenset(
    "USD EUR GBP JPY CNY RMB INR PKR LKR NPR BDT AUD NZD CAD SGD HKD TWD KRW CHF SEK NOK DKK ISK PLN CZK HUF RON BGN "
    "RUB UAH TRY ILS AED SAR QAR KWD BHD OMR JOD EGP IRR IQD NGN GHS KES UGX TZS RWF ETB ZAR BWP ZMW MWK ZWL MUR MAD "
    "XOF XAF BRL ARS CLP COP PEN MXN JMD TTD BBD PHP IDR MYR THB VND KHR MMK FJD PGK".split()
)
_SYMBOLS = {
    "US$": "USD", "U.S.$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "Can$": "CAD", "NZ$": "NZD",
    "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "R$": "BRL", "J$": "JMD", "TT$": "TTD", "Bds$": "BBD", "Z$": "ZWL",
    "F$": "FJD", "N$": "NAD", "$": "USD", "€": "EUR", "£": "GBP", "E£": "EGP", "¥": "JPY", "₹": "INR", "₦": "NGN",
    "₱": "PHP", "₩": "KRW", "₽": "RUB", "₴": "UAH", "₪": "ILS", "฿": "THB", "₫": "VND", "₺": "TRY", "₵": "GHS",
    "GH₵": "GHS", "GH¢": "GHS", "৳": "BDT", "₨": "INR", "Rs": "INR", "Rs.": "INR", "Re": "INR", "KSh": "KES",
    "KSh.": "KES", "Ksh": "KES", "Ksh.": "KES", "KSHs": "KES", "Sh": "KES", "Sh.": "KES", "Shs": "KES", "USh": "UGX",
    "Ush": "UGX", "TSh": "TZS", "Tsh": "TZS", "RM": "MYR", "Rp": "IDR", "Tk": "BDT", "Fr": "CHF", "SFr": "CHF",
    "Rmb": "CNY", "Dh": "AED", "Dhs": "AED", "SR": "SAR", "QR": "QAR", "R": "ZAR", "N": "NGN", "K": "ZMW", "P": "BWP",
    "CFA": "XOF", "NKr": "NOK", "Nkr": "NOK", "SKr": "SEK", "Skr": "SEK",
    "DKr": "DKK", "Dkr": "DKK", "¢": "cents", "kr": "SEK", "Kr": "SEK", "EC$": "XCD", "B/.": "PAB", "Br": "ETB",
}  # fmt: skip
_LETTER = frozenset("RNKP")
_NAMES = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "pound": "GBP", "pound sterling": "GBP", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "won": "KRW", "rupee": "INR", "naira": "NGN", "cedi": "GHS",
    "shilling": "KES", "rand": "ZAR", "peso": "MXN", "real": "BRL", "reai": "BRL", "franc": "CHF", "rouble": "RUB",
    "ruble": "RUB", "lira": "TRY", "riyal": "SAR", "rial": "IRR", "dirham": "AED", "dinar": "dinars", "taka": "BDT",
    "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "dong": "VND", "zloty": "PLN", "zlotie": "PLN",
    "krona": "SEK", "kronor": "SEK", "kroner": "NOK", "krone": "NOK", "shekel": "ILS", "pula": "BWP",
    "kwacha": "ZMW", "birr": "ETB", "hryvnia": "UAH", "forint": "HUF", "leu": "RON", "lei": "RON",
    "bitcoin": "BTC", "afghani": "AFN", "tenge": "KZT", "kyat": "MMK",
}  # fmt: skip
_COINS = {"cent": "cents", "cents": "cents", "pence": "pence", "penny": "pence", "paise": "paise", "kobo": "kobo"}
_ALSO_NAMES = frozenset("rand won real dong lei leu franc pound buck bucks".split())
_NATIONS = {
    "us": "", "u.s.": "", "american": "", "australian": "AUD", "canadian": "CAD", "new zealand": "NZD",
    "singapore": "SGD", "hong kong": "HKD", "taiwan": "TWD", "jamaican": "JMD", "zimbabwe": "ZWL", "namibian": "NAD",
    "british": "GBP", "egyptian": "EGP", "sudanese": "SDG", "lebanese": "LBP", "syrian": "SYP", "kenyan": "KES",
    "kenya": "KES", "ugandan": "UGX", "uganda": "UGX", "tanzanian": "TZS", "tanzania": "TZS", "somali": "SOS",
    "swiss": "CHF", "cfa": "XOF", "congolese": "CDF", "rwandan": "RWF", "mexican": "MXN", "philippine": "PHP",
    "argentine": "ARS", "chilean": "CLP", "colombian": "COP", "cuban": "CUP", "indian": "INR", "pakistani": "PKR",
    "pakistan": "PKR", "sri lankan": "LKR", "nepali": "NPR", "nepalese": "NPR", "saudi": "SAR", "qatari": "QAR",
    "omani": "OMR", "iranian": "IRR", "yemeni": "YER", "uae": "AED", "emirati": "AED", "moroccan": "MAD",
    "kuwaiti": "KWD", "iraqi": "IQD", "jordanian": "JOD", "bahraini": "BHD", "serbian": "RSD", "algerian": "DZD",
    "tunisian": "TND", "libyan": "LYD", "brazilian": "BRL", "turkish": "TRY", "swedish": "SEK", "norwegian": "NOK",
    "danish": "DKK", "czech": "CZK", "icelandic": "ISK", "japanese": "JPY", "chinese": "CNY", "korean": "KRW",
    "south korean": "KRW", "south african": "ZAR", "russian": "RUB", "belarusian": "BYN", "ukrainian": "UAH",
    "israeli": "ILS", "nigerian": "NGN", "ghanaian": "GHS", "zambian": "ZMW", "malawian": "MWK",
}  # fmt: skip
_SHARED = {
    "USD": (("Australia", "AUD"), ("Canad", "CAD"), ("New Zealand", "NZD"), ("Singapore", "SGD"), ("Hong Kong", "HKD")),
    "INR": (("Pakistan", "PKR"), ("Sri Lanka", "LKR"), ("Nepal", "NPR"), ("Mauriti", "MUR")),
    "KES": (("Uganda", "UGX"), ("Tanzania", "TZS"), ("Somali", "SOS")),
    "MXN": (("Philippin", "PHP"), ("Argentin", "ARS"), ("Chile", "CLP"), ("Colombia", "COP"), ("Cuba", "CUP")),
    "CHF": (("Rwanda", "RWF"), ("Congo", "CDF"), ("Senegal", "XOF"), ("Ivory Coast", "XOF"), ("Cameroon", "XAF")),
    "SEK": (("Norw", "NOK"), ("Denmark", "DKK"), ("Danish", "DKK"), ("Iceland", "ISK")),
    "NOK": (("Denmark", "DKK"), ("Danish", "DKK"), ("Greenland", "DKK")),
    "GBP": (("Egypt", "EGP"), ("Leban", "LBP"), ("Sudan", "SDG")),
    "ZMW": (("Malawi", "MWK"),),
    "BWP": (("Philippin", "PHP"),),
    "JPY": (("yuan", "CNY"),),
}
_HOME = {"USD": "U.S. dollar", "INR": "India", "KES": "Kenya", "MXN": "Mexic", "CHF": "Swi", "SEK": "Swed", "NOK": "Norw",
         "GBP": "Brit", "ZMW": "Zambia", "BWP": "Botswana", "JPY": "Japan"}  # fmt: skip

_BEFORE = re.compile(
    r"(?<![A-Za-z0-9$])("
    + "|".join(map(re.escape, sorted({*_SYMBOLS, *_CODES}, key=len, reverse=True)))
    + r")[ \u00a0]?"
    r"(?=\Z)"
)
_WORDS = [*_NAMES, *(f"{name}s" for name in _NAMES), "pounds sterling", *_COINS]
_AFTER = re.compile(
    r"[ \u00a0-]?(?:(?P<nation>" + one_of(_NATIONS) + r") )?(?P<name>" + one_of(_WORDS) + r")(?![a-z])"
    r"|[ \u00a0]?(?P<sign>[€£₹₽₴₺₪¢])|(?P<coin>[pc])(?![a-z0-9])"
    r"|[ \u00a0](?P<code>" + one_of(code.lower() for code in _CODES) + r")(?![a-z])"
)


class Money(NamedTuple):
    """A currency beside a number: where its words begin and end, and its ISO code (or "cents", "pence")."""

    start: int
    end: int
    code: str


class Currencies:
    """Reads the currencies of one article; what a shared name means there is looked up once."""

    def __init__(self, text: str, low: str) -> None:
        self._text, self._low = text, low
        self._meant: dict[str, str] = {}

    def before(self, start: int) -> Money | None:
        """The symbol or code that ends just before the digits at ``start``."""
        match = _BEFORE.search(self._text, max(0, start - 7), start)
        if match is None:
            return None
        sign = match[1]
        if sign in _CODES:
            return Money(match.start(), start, "CNY" if sign == "RMB" else sign)
        code = _SYMBOLS[sign]
        return Money(match.start(), start, code if len(sign) > 1 and sign.endswith("$") else self._local(code))

    def after(self, end: int) -> Money | None:
        """The currency named just after the number that ends at ``end`` ("euros", "US dollars", "p")."""
        match = _AFTER.match(self._low, end)
        if match is None:
            return None
        if match["sign"]:
            return Money(end, match.end(), _SYMBOLS[match["sign"]])
        if match["coin"]:
            coin = {"p": "pence", "c": "cents"}.get(self._text[end])
            return Money(end, match.end(), coin) if coin else None
        if match["code"]:
            code = match["code"].upper()
            written = self._text[match.start("code") : match.end()] == code
            return Money(end, match.end(), "CNY" if code == "RMB" else code) if written else None
        if match["nation"] is None and self._text[match.start("name")].isupper() and match["name"] in _ALSO_NAMES:
            return None
        return Money(end, match.end(), self._named(match["nation"], match["name"]))

    def _named(self, nation: str | None, name: str) -> str:
        if name in _COINS:
            return _COINS[name]
        if name == "pounds sterling":
            return "GBP"
        code = _NAMES.get(name) or _NAMES[name.removesuffix("s")]
        return self._local(code) if nation is None else _NATIONS[nation] or code

    def _local(self, code: str) -> str:
        """The currency that a shared name or sign means here; the commonest unless its words say otherwise."""
        if code in _SHARED and code not in self._meant:
            self._meant[code] = _meaning(code, self._text)
        return self._meant.get(code, code)


def is_letter(text: str, money: Money) -> bool:
    """Whether the currency is one capital letter, which a model or a road may be as well ("R350", "N95")."""
    return text[money.start] in _LETTER and text[money.start + 1].isdigit()


def is_word_too(text: str, money: Money) -> bool:
    """Whether a code that another name bears as well stands right at the digits: "COP29" is a conference."""
    return text[money.start : money.end] in {"COP", "MAD", "PEN", "TRY", "CAD", "ALL"}


def _meaning(code: str, text: str) -> str:
    if code == "USD":
        if "US$" not in text and "Australian dollar" not in text and "Canadian dollar" not in text:
            return code
    elif _HOME[code] in text:
        return code
    return next((local for country, local in _SHARED[code] if country in text), code)
