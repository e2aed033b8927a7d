"""The language of a text is told by its script and its function words."""

import pytest

from briefings.extraction.language import detect_language, is_supported

SENTENCES = {
    "en": "The minister said on Monday that the talks would not begin before the end of the week.",
    "de": "Die Ministerin sagte am Montag, dass die Gespräche nicht vor dem Ende der Woche beginnen.",
    "fr": "La ministre a dit lundi que les négociations ne commenceraient pas avant la fin de la semaine.",
    "es": "La ministra dijo el lunes que las conversaciones no comenzarán antes del final de la semana.",
    "it": "La ministra ha detto lunedì che i colloqui non inizieranno prima della fine della settimana.",
    "pt": "A ministra disse na segunda-feira que as negociações não começam antes do fim da semana.",
    "nl": "De minister zei maandag dat de gesprekken niet voor het einde van de week beginnen.",
    "sv": "Ministern sade på måndagen att samtalen inte kommer att börja före slutet av veckan.",
    "fi": "Ministeri sanoo että neuvottelut eivät ala ennen viikon loppua, mutta hän on valmis.",
    "pl": "Minister powiedział w poniedziałek, że rozmowy nie zaczną się przed końcem tygodnia.",
    "cs": "Ministr v pondělí řekl, že rozhovory nezačnou před koncem týdne a že je to škoda.",
    "hu": "A miniszter hétfőn azt mondta, hogy a tárgyalások nem kezdődnek el a hét vége előtt.",
    "ro": "Ministrul a declarat luni că discuțiile nu vor începe înainte de sfârșitul săptămânii.",
    "tr": "Bakan pazartesi günü görüşmelerin hafta sonundan önce başlamayacağını ve bunun için üzgün olduğunu söyledi.",
    "ru": "Министр сказал в понедельник, что переговоры не начнутся до конца недели.",
    "uk": "Міністр сказав у понеділок, що переговори не почнуться до кінця тижня.",
    "bg": "Министърът каза в понеделник, че преговорите няма да започнат преди края на седмицата.",
    "el": "Η υπουργός είπε τη Δευτέρα ότι οι συνομιλίες δεν θα αρχίσουν πριν από το τέλος της εβδομάδας.",
    "ar": "قال الوزير يوم الاثنين إن المحادثات لن تبدأ قبل نهاية هذا الأسبوع.",
    "fa": "وزیر روز دوشنبه گفت که مذاکرات تا پایان این هفته آغاز نخواهد شد.",
    "he": "השר אמר ביום שני שהשיחות לא יתחילו לפני סוף השבוע.",
    "hi": "मंत्री ने सोमवार को कहा कि वार्ता सप्ताह के अंत से पहले शुरू नहीं होगी।",
    "zh": "部长周一表示，会谈不会在本周末之前开始。",
    "ja": "大臣は月曜日、協議は週末までに始まらないと述べた。",
    "ko": "장관은 월요일 회담이 주말 전에 시작되지 않을 것이라고 말했다.",
    "ka": "მინისტრმა ორშაბათს თქვა, რომ მოლაპარაკება კვირის ბოლომდე არ დაიწყება.",
    "th": "รัฐมนตรีกล่าวเมื่อวันจันทร์ว่าการเจรจาจะไม่เริ่มก่อนสิ้นสัปดาห์",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_a_sentence_is_enough(language: str, sentence: str) -> None:
    assert detect_language(sentence) == language


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_three_languages_have_a_grammar(language: str, sentence: str) -> None:
    assert is_supported(detect_language(sentence), sentence) == (language in {"en", "de", "fr"})


@pytest.mark.parametrize("text", ["", "   \n", "12 345 67.8 %", "…", "\u0000\ufffe"])
def test_no_words_are_no_language(text: str) -> None:
    assert detect_language(text) is None


def test_a_name_alone_is_no_language_but_may_be_read() -> None:
    assert detect_language("Zelensky") is None
    assert is_supported(None, "Zelensky")
    assert not is_supported(None, "Ж")


def test_foreign_names_do_not_change_the_language() -> None:
    text = "Володимир Зеленський, written so in Kyiv, is the president of the country, and he said so in the speech."
    assert detect_language(text) == "en"
