"""Quotations in reports: interrupted, continued, damaged, nested, credited to a name beside them."""

import pytest


def test_paragraphs_of_one_quotation_have_one_speaker(read):
    text = (
        '"We saw three planes," said Maria Lopez, a teacher.\n\n'
        '"They came from the east and dropped two bombs each.\n\n'
        '"Then the school was on fire."\n\nThe government did not comment.'
    )
    reading = read(text)
    assert reading.said == [
        ("Maria Lopez", "We saw three planes"),
        ("Maria Lopez", "They came from the east and dropped two bombs each"),
        ("Maria Lopez", "Then the school was on fire"),
    ]
    assert reading.narrated == ["The government did not comment"]


def test_a_quotation_goes_on_behind_its_cue(read):
    text = "''The roof fell in,'' said Tomas Novak. ''We ran.''"
    assert read(text).said == [("Tomas Novak", "The roof fell in"), ("Tomas Novak", "We ran")]


@pytest.mark.parametrize(
    "text",
    [
        '"The convoy," said Amina Yusuf, an aid worker, "was hit on the road."',
        '"The convoy," Amina Yusuf said, "was hit on the road."',
        "The convoy, said Amina Yusuf, was hit on the road.",
    ],
)
def test_a_cue_inside_a_sentence_leaves_both_halves(read, text):
    assert read(text).said == [("Amina Yusuf", "The convoy … was hit on the road")]


def test_words_between_an_interrupting_cue_and_the_rest_are_not_said(read):
    reading = read('"The talks," Amina Yusuf told reporters in the capital on Sunday, "are over."')
    assert reading.said == [("Amina Yusuf", "The talks … are over")]
    assert reading.attributed[0].said == "2021-06-06"


def test_one_lost_mark_never_loses_the_rest(read):
    text = '"We heard the jets, said Karim Nasser, a baker. The army denied the raid. "There were no flights," it said.'
    assert read(text).said == [
        ("Karim Nasser", "We heard the jets"),
        ("army", "the raid"),
        ("army", "There were no flights"),
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "“We were told that the commander shouted ‘Burn it down’ before he left,” Rosa Klein said.",
            "We were told that the commander shouted ‘Burn it down’ before he left",
        ),
        ("«The bridge was blown up by the army», Rosa Klein said.", "The bridge was blown up by the army"),
        ("‘The shells came from across the river,’ Rosa Klein said.", "The shells came from across the river"),
        ("''The shells came from across the river,'' Rosa Klein said.", "The shells came from across the river"),
    ],
)
def test_marks_of_all_kinds_are_direct_speech(read, text, content):
    reading = read(text)
    assert reading.said == [("Rosa Klein", content)]
    assert reading.attributed[0].mode == "direct"


@pytest.mark.parametrize(
    "text",
    [
        'The "Lions of the North" entered the town at dawn.',
        'The "safe zone" was closed in May.',
        'Engineers call the place "Gate 4".',
    ],
)
def test_names_and_scare_quotes_are_not_speech(read, text):
    assert all(s.mode != "direct" for s in read(text).attributed)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ('Police spokesman Ivan Petrov: "We found no trace."', "Ivan Petrov", "We found no trace"),
        ('"We lost everything we had." ― Maria Lopez', "Maria Lopez", "We lost everything we had"),
        (
            'The chief of police said: "Two men fired at the bus."',
            "an unnamed chief of police",
            "Two men fired at the bus",
        ),
    ],
)
def test_a_name_and_a_colon_or_a_dash_attribute(read, text, speaker, content):
    assert read(text).said == [(speaker, content)]


def test_a_quotation_that_nobody_says_is_an_orphan(read):
    reading = read('Rain fell all night.\n\n"The bridge will be rebuilt within a year."\n\nThe road is closed.')
    assert reading.said == [(None, "The bridge will be rebuilt within a year")]


def test_partly_quoted_content_is_mixed(read):
    reading = read('The envoy said the talks had been "a complete and utter failure" from the start.')
    assert [s.mode for s in reading.attributed] == ["mixed"]


def test_each_credited_quotation_has_a_speaker_of_its_own(read):
    text = '"We lost everything we had." ― Maria Lopez\n"They never came to help us." ― Tomas Novak'
    assert read(text).said == [
        ("Maria Lopez", "We lost everything we had"),
        ("Tomas Novak", "They never came to help us"),
    ]
