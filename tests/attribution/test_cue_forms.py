"""Forms of attribution other than "X said": nouns, passives, blame, headlines, lost punctuation."""

import pytest


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "The claims by the rebels that the village had been shelled were false.",
            "rebels",
            "the village had been shelled",
        ),
        ("A claim by the army that it had shot down a drone was not verified.", "army", "it had shot down a drone"),
    ],
)
def test_a_noun_with_its_owner_attributes_the_clause_behind_it(read, text, speaker, content):
    assert (speaker, content) in read(text).said


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "The explosion was blamed by the government on the insurgents.",
            "government",
            "The explosion … on the insurgents",
        ),
        (
            "Rebels were accused by the army of using civilians as shields.",
            "army",
            "Rebels … of using civilians as shields",
        ),
        (
            "The jet was hit by a missile, it was claimed by the separatists.",
            "separatists",
            "The jet was hit by a missile",
        ),
    ],
)
def test_the_source_of_a_passive_stands_behind_by(read, text, speaker, content):
    assert read(text).said == [(speaker, content)]


@pytest.mark.parametrize(
    ("title", "speaker", "content"),
    [
        ("Ministry: 12 dead in border clash", "Ministry", "12 dead in border clash"),
        ("Twelve dead in border clash - ministry", "ministry", "Twelve dead in border clash"),
        ("Border clash kills twelve: UN", "United Nations", "Border clash kills twelve"),
        ("Twelve dead in border clash, says ministry", "ministry", "Twelve dead in border clash"),
        ("Rebels deny shelling market in Port Amer", "Rebels", "shelling market in Port Amer"),
    ],
)
def test_headlines_attribute_in_forms_of_their_own(read, title, speaker, content):
    assert read(f"{title}\nThe clash began at dawn.", title=title).said == [(speaker, content)]


def test_one_sentence_may_hold_the_statements_of_two_sources(read):
    text = "The ministry said that the rebels had fired, while the rebels said that the army had shelled its own post."
    assert read(text).said == [("ministry", "the rebels had fired"), ("rebels", "the army had shelled its own post")]


def test_statements_that_have_lost_their_full_stops_are_told_apart(read):
    text = "The defence ministry said the jets struck a depot the rebels said the jets hit a school"
    assert read(text).said == [("defence ministry", "the jets struck a depot"), ("rebels", "the jets hit a school")]
    text = "The Red Crescent said at least 30 people were killed the health ministry put the toll at 25"
    assert read(text).said == [
        ("Red Crescent", "at least 30 people were killed"),
        ("health ministry", "the toll at 25"),
    ]


def test_where_commas_are_lost_the_one_who_can_speak_is_the_source(read):
    assert read("The raid wounded more than 60 people said the Observatory a British-based group.").said == [
        ("Observatory", "The raid wounded more than 60 people")
    ]
    assert read("The envoy Vladimir Petrov cast doubt on the findings saying he was amazed.").said == [
        ("Vladimir Petrov", "the findings"),
        ("Vladimir Petrov", "he was amazed"),
    ]


def test_what_a_source_says_of_itself_is_no_second_statement(read):
    assert read("The ministry said it could not determine who had fired the shell.").said == [
        ("ministry", "it could not determine who had fired the shell")
    ]


def test_further_cues_of_one_source_belong_to_one_statement(read):
    reading = read("The agency said 30 people were wounded, and warned that the toll could rise.")
    assert reading.said == [("agency", "30 people were wounded … the toll could rise")]
    assert reading.narrated == []


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Petrov reports from Lisbon.",
        "The attack claimed the lives of three soldiers.",
        "He was to hold talks on Monday.",
    ],
)
def test_words_that_look_like_cues_attribute_nothing(read, text):
    assert read(text).said == []


def test_what_the_report_adds_to_an_object_is_its_own(read):
    reading = read("The council condemned the raid, which killed 20 people in the north.")
    assert reading.said == [("council", "the raid")]
    assert reading.narrated == ["which killed 20 people in the north"]


@pytest.mark.parametrize(
    "text",
    [
        "The barge was believed to have been carrying flour.",
        "Heavy shelling was also reported to the east of the port.",
        "Six sailors were reported missing after the blast.",
        "It has been described as the worst flood in decades.",
        "The gunman was thought to be a former guard.",
        "The militia has been accused of burning crops.",
    ],
)
def test_what_is_believed_and_nobody_says_by_whom_the_report_says_itself(read, text):
    reading = read(text)
    assert reading.said == []
    assert reading.narrated == [text.rstrip(".")]


def test_what_is_said_and_nobody_says_by_whom_is_an_orphan(read):
    assert read("The bishop is said to have died in custody.").said == [(None, "The bishop … to have died in custody")]


@pytest.mark.parametrize(
    "text",
    [
        "Doctors treated dozens after what was suspected to be a gas attack on the suburb on Saturday.",
        "The talks are expected to resume on Monday.",
        "The town is known for its silk.",
        "He was not believed.",
    ],
)
def test_passives_that_nobody_says_attribute_nothing(read, text):
    assert read(text).said == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The monitor said two shells hit the bakery adding that a child was hurt.",
         [("monitor", "two shells hit the bakery … a child was hurt")]),
        ('"There is no bread," continued Omar Rajab explaining that the mill had burned.',
         [("Omar Rajab", "There is no bread … the mill had burned")]),
        ("The harbour strike began with marches calling for cheaper fuel.", []),
        ("The commander vowed revenge for the raid on the depot.",
         [("an unnamed commander", "revenge for the raid on the depot")]),
        ("The ministry accused rebels of shelling the town, at first claiming nine had died before lowering the toll.",
         [("ministry", "rebels of shelling the town … nine had died before lowering the toll")]),
        ("The governor, who denied the army had fired, also urged calm.",
         [("an unnamed governor", "the army had fired"), ("an unnamed governor", "calm")]),
        ("Peru stood by its ally, with President Carla Mendez warning that haste would cost lives.",
         [("Peru", "its ally"), ("Carla Mendez", "haste would cost lives")]),
    ],
)  # fmt: skip
def test_participles_and_clauses_keep_their_own_source(read, text, said):
    assert read(text).said == said


def test_who_was_found_dead_found_nothing_out(read):
    title = "SEVENTEEN WORKERS FOUND SHOT DEAD"
    assert read(f"{title}\n\nThe town was calm.", title=title).said == []
    assert read("Ten miners were found dead near the river.").said == []


def test_whom_a_headline_accuses_is_no_speaker(read):
    title = "Army accused of shelling market"
    (one,) = read(f"{title}\n\nThe town was calm.", title=title).attributed
    assert (one.speaker, one.source) == (None, None)


def test_how_something_was_said_is_not_said(read):
    text = '"Many had burns," a surgeon said by telephone, asking not to be named for fear of reprisals.'
    assert read(text).said == [("an unnamed surgeon", "Many had burns")]


def test_who_stops_short_of_blaming_blames_nobody(read):
    text = "The governor, Bello Musa, promised an inquiry but stopped short of blaming the air force."
    assert "the air force" not in [words for _, words in read(text).said]


def test_a_headline_says_nothing_of_the_line_below_it(read):
    title = "Villagers say jet bombed wedding; army says it hit camp"
    assert "The town was calm" not in [words for _, words in read(f"{title}\n\nThe town was calm.", title=title).said]
