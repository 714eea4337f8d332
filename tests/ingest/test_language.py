import pytest

from counterclaim.ingest.language import identify, unread

SENTENCES = {
    "ar": "قالت وزارة الدفاع إن الجيش لم يقصف السوق يوم الثلاثاء، ونفت الاتهامات.",
    "zh": "国防部表示，军队星期二没有炮击市场。医院官员说，至少十二人死亡。",
    "ru": "Министерство обороны заявило, что армия не обстреливала рынок во вторник.",
    "uk": "Міністерство оборони заявило, що армія не обстрілювала ринок у вівторок.",
    "he": "משרד הביטחון מסר כי הצבא לא הפגיז את השוק ביום שלישי",
    "fa": "وزارت دفاع اعلام کرد که ارتش روز سه‌شنبه بازار را گلوله‌باران نکرده است.",
    "tr": "Savunma Bakanlığı, ordunun salı günü pazarı bombalamadığını açıkladı.",
    "es": "El ministerio de Defensa dijo que el ejército no bombardeó el mercado el martes.",
    "de": "Das Verteidigungsministerium erklärte, die Armee habe den Markt am Dienstag nicht beschossen.",
    "am": "የመከላከያ ሚኒስቴር ሠራዊቱ ማክሰኞ ገበያውን እንዳልደበደበ ገለጸ።",
    "my": "ကာကွယ်ရေးဝန်ကြီးဌာနက စစ်တပ်သည် အင်္ဂါနေ့တွင် ဈေးကို မပစ်ခတ်ခဲ့ကြောင်း ပြောသည်။",
}


@pytest.mark.parametrize(("code", "sentence"), SENTENCES.items())
def test_a_sentence_in_another_language_is_identified_and_the_report_is_not_read(code, sentence):
    assert identify(sentence) == code
    assert unread(code, sentence) == f"language {code}: only English is read"


def test_near_kin_are_named_by_the_likelier():
    assert identify("Kementerian Pertahanan mengatakan tentara tidak menembaki pasar pada hari Selasa.") in ("id", "ms")


def test_a_headline_in_plain_letters_is_read():
    assert unread(identify("Reuters: 58 dead"), "Reuters: 58 dead") is None


def test_english_with_foreign_names_is_english():
    assert identify("Fighters near al-Hasakah and Ra's al-'Ayn said that the army of the north had left.") == "en"
