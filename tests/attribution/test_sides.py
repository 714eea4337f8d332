"""On whose behalf persons speak."""

import pytest


@pytest.mark.parametrize(
    ("text", "speaker", "side"),
    [
        (
            "FARC spokesman Luis Ardila denied that his fighters were there. He said nobody had been.",
            "Luis Ardila",
            "FARC",
        ),
        (
            "The Indian army said mortars were fired. Lt. Col. Arun Kalra, a spokesman, said troops had retaliated.",
            "Arun Kalra",
            "India",
        ),
        (
            "The Israeli army said a rocket failed. Its chief spokesman, Rear Admiral Dov Harel, agreed that it had.",
            "Dov Harel",
            "Israel",
        ),
        (
            'Islamic Jihad denied that it had fired. "This is a lie," spokesman Nabil Sharaf told reporters in Gaza.',
            "Nabil Sharaf",
            "Islamic Jihad",
        ),
        ("Peru is in turmoil. Prime Minister Hugo Quispe said the airport in Peru was stormed.", "Hugo Quispe", "Peru"),
        ("Peru is in turmoil. The interior minister, Rosa Quispe, said Peru was calm.", "Rosa Quispe", "Peru"),
        ("Peru is in turmoil. The former president Hugo Quispe said Peru was calm.", "Hugo Quispe", None),
        (
            "Amnesty International spoke up. Its Nigeria director, Ada Obi, said the group had photographs.",
            "Ada Obi",
            None,
        ),
        (
            "The Israeli military said a rocket had failed. Health ministry spokesman Omar Qasem said 500 had died.",
            "Omar Qasem",
            None,
        ),
    ],
)
def test_the_side_of_a_person(read, text, speaker, side):
    sides = {s.side for s in read(text).attributed if s.speaker == speaker}
    assert sides == {side}
