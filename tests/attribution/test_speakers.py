"""Who a source is: names in apposition, long asides, names of other orders, joint speakers, orphans."""

import pytest

from counterclaim import stages
from counterclaim.attribution.registry import Registry
from counterclaim.attribution.sources import Source
from counterclaim.attribution.speaker import NOBODY, History
from counterclaim.attribution.speakers import resolve
from counterclaim.draft import Draft
from counterclaim.ledger import Report
from counterclaim.pipeline import LANGUAGE_STAGES


def one(reading):
    """The speaker of the only attributed statement."""
    assert len(reading.said) == 1, reading.said
    return reading.said[0][0]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Hugh Hill, a doctor at the county hospital, said the patients had trouble breathing.", "Hugh Hill"),
        ("The mayor of Port Amer, Lucía Fernández, said that two bridges had been hit.", "Lucía Fernández"),
        ("The ministry's spokesman, Colonel Pavel Orlov, denied that the army had fired.", "Pavel Orlov"),
        ('"They shot at us," said Maria Lopez, a teacher.', "Maria Lopez"),
    ],
)
def test_a_name_beside_an_office_is_the_speaker(read, text, speaker):
    assert one(read(text)) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Ana Ruiz, who has treated victims of chemical attacks since the war began and trains doctors in four "
            "countries, warned that the symptoms pointed to chlorine.",
            "Ana Ruiz",
        ),
        (
            "The head of the relief mission, speaking by telephone from the capital after three days without any "
            "contact with his office, said the depot had burned down.",
            "an unnamed head of the relief mission",
        ),
        (
            "President Jane Moore speaking beside the chancellor at the end of a long meeting in Lisbon insisted the "
            "treaty was alive.",
            "Jane Moore",
        ),
        (
            "The governor of the northern province, whose own house was damaged in the raid on Sunday, accused the "
            "rebels of shelling the market.",
            "an unnamed governor of the northern province",
        ),
    ],
)
def test_an_aside_does_not_part_subject_and_verb(read, text, speaker):
    assert one(read(text)) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Abdul Rahman al-Masri said the ward had no oxygen. Al-Masri said two died.", "Abdul Rahman al-Masri"),
        ("Khalid bin Omar al-Otaibi rejected the report. Al-Otaibi said it was false.", "Khalid bin Omar al-Otaibi"),
        ("Zhang Wei, a deputy director, said the containers leaked. Zhang said the fire was an accident.", "Zhang Wei"),
        (
            "Dmitry Ivanovich Sokolov said that the train had been derailed. Sokolov blamed the militia for the blast.",
            "Dmitry Ivanovich Sokolov",
        ),
    ],
)
def test_a_family_name_stands_for_the_whole_name(read, text, speaker):
    assert [who for who, _ in read(text).said] == [speaker, speaker]


def test_a_statement_of_two_sources_has_joint_speakers(read):
    assert (
        one(read("The health ministry and the Red Crescent said 14 people were killed."))
        == "health ministry; Red Crescent"
    )
    assert one(read("Sarah Cole and Peter Lund, both nurses, said the ward was full.")) == "Sarah Cole; Peter Lund"


@pytest.mark.parametrize(
    "text",
    [
        "Armenia and Azerbaijan accused each other of shelling villages along the border.",
        "The government and the rebels blamed one another for the explosion.",
    ],
)
def test_those_who_blame_each_other_make_two_statements(read, text):
    speakers = [who for who, _ in read(text).said]
    assert len(speakers) == len(set(speakers)) == 2


def test_they_who_speak_again_are_known_by_pronoun_and_description(read):
    text = (
        "The Border Monitoring Group said 20 people were killed. It added that 30 were hurt. The group warned of raids."
    )
    assert {who for who, _ in read(text).said} == {"Border Monitoring Group"}


def test_what_somebody_is_after_says_nothing(read):
    text = (
        "The mayor said the army had shelled the town. "
        "The aim of the militia was to starve the people and then accuse the coalition of it, he said."
    )
    assert "aim of the militia" not in [speaker for speaker, _ in read(text).said]


def test_the_nearest_name_is_not_always_the_speaker(read):
    text = "The minister met farmers next to the office of Paul Adams. The minister said the harvest was lost."
    assert one(read(text)) == "an unnamed minister"


@pytest.mark.parametrize(
    "text",
    [
        "He told state radio that 40 people had been admitted to the hospital.",
        'The council and the union met on Friday. "This is a lie," he tweeted.',
        "The mayor Ana Ruiz and the bishop Paul Adams met on Friday. He said the town was calm.",
        "The defence ministry and the rebel command traded charges. It said the raid had been staged.",
        "The army met the tribal council on Monday. In a statement it said the road would stay closed.",
    ],
)
def test_a_pronoun_that_nobody_or_several_could_be_stays_an_orphan(read, text):
    reading = read(text)
    assert one(reading) is None
    assert reading.attributed[0].is_orphan


def test_who_says_we_at_names_himself(read):
    text = (
        "The state news agency reported the raid. "
        '"This is a lie. We at the Valley Liberation Front deny that our fighters were in the town," it said.'
    )
    reading = read(text)
    quoted = [s for s in reading.attributed if s.mode == "direct"]
    assert {s.speaker for s in quoted} == {"Valley Liberation Front"}
    assert quoted[-1].stance == "denies"


def test_unnamed_speakers_keep_their_fullest_description(read):
    reading = read("A spokeswoman for the harbour authority said the ship was empty.")
    assert one(reading) == "an unnamed spokeswoman for the harbour authority"
    assert reading.attributed[0].kind == "unnamed"


def test_the_speaker_may_come_after_several_sentences(read):
    text = '"The roof fell in. We ran. My brother was under the beams. I called his name," said Tomas Novak.'
    reading = read(text)
    assert [who for who, _ in reading.said] == ["Tomas Novak"] * 4
    assert read("The dam broke. Nobody had been warned, according to Elena Popescu, who runs the clinic.").said == [
        ("Elena Popescu", "Nobody had been warned")
    ]


def test_it_may_mean_what_its_own_sentence_is_about(read):
    reading = read("The White Helmets shared pictures of what it said was a strike on the school.")
    assert one(reading) == "White Helmets"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Twelve people died, Observatory said. The Syrian Observatory for Human Rights has sources.",
         "Syrian Observatory for Human Rights"),
        ("Two people died, spokesman Major-General Igor Petrov said.", "Igor Petrov"),
        ("One rebel spokesman said two people died.", "an unnamed rebel spokesman"),
    ],
)  # fmt: skip
def test_roles_and_short_forms_lead_to_the_full_name(read, text, who):
    assert who in {name for name, _ in read(text).said}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Residents in Hodeidah, Yemen, said a jet had bombed them.", "Residents in Hodeidah, Yemen"),
        ("A resident of Mekelle, Ethiopia, told Radio Amer the market was hit.",
         "an unnamed resident of Mekelle, Ethiopia"),
        ("The mayor of Port Amer, Ana Ruiz, said the pier was hit.", "Ana Ruiz"),
    ],
)  # fmt: skip
def test_a_place_behind_a_place_is_no_speaker(read, text, who):
    assert [name for name, _ in read(text).said] == [who]


def test_what_cannot_speak_is_no_speaker(read):
    said = read("The attack said that two people died.").said
    assert not [name for name, _ in said if name]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("That group, the Syrian Observatory for Human Rights, said two people died.",
         "Syrian Observatory for Human Rights"),
        ("Ukraine's government and its ally Poland said two people died.", "Ukraine; Poland"),
    ],
)  # fmt: skip
def test_a_party_behind_what_it_is_to_others_is_named(read, text, who):
    assert who in {name for name, _ in read(text).said}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('A farmer in the valley saw the raid. "It was dark. We hid. Nobody came," he said. He blamed the army.',
         ["an unnamed farmer in the valley"] * 2),
        ("The bishop, Paul Adams, rejected the claims of a rebel spokesman, who had said the bridge was mined. "
         "He said it was safe.", ["Paul Adams", "an unnamed rebel spokesman", "Paul Adams"]),
        ("The attache said the crews had panicked.", ["an unnamed attache"]),
        ('"I heard two shots," said the ferryman Tomas Novak. "Then it was still," he said.', ["Tomas Novak"] * 2),
    ],
)  # fmt: skip
def test_somebody_is_told_of_over_several_sentences(read, text, who):
    spoke = [name for name, _ in read(text).said]
    assert set(who) <= set(spoke)
    assert None not in spoke


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Medical sources spoke of 40 dead. The same sources said that ten more were missing.", "Medical sources"),
        ("Miners spoke of 40 dead. None of them could say who had fired.", "Miners"),
        ("The ministry rejected the charge. Its press service said the road was open.", "press service of ministry"),
        ("The US said on Monday that two people died.", "United States"),
    ],
)
def test_a_source_that_leans_on_another_is_named_by_it(read, text, who):
    assert who in {name for name, _ in read(text).said}


def test_a_group_that_is_named_by_a_pronoun_inside_its_own_words_leans_on_nobody(read):
    text = "The panel took ten testimonies. Witnesses in all of them spoke of lorries, and said the guards fled."
    assert {name for name, _ in read(text).said} == {"Witnesses in all of them"}


def test_a_source_that_leans_on_itself_is_nobody():
    text = "Its spokesman said the road was open."
    draft = stages.run(LANGUAGE_STAGES, Draft(report=Report(id="r", origin="", sha256="", text=text)))
    registry, its = Registry(draft), Source(0, 1, 0)
    assert resolve(registry, its, 0, History(), leans=(0,)) == NOBODY


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Then came Norway's pledge to send doctors.", "Norway's", "Norway"),
        ("Edward Gaunt (Left) of Port Amer said so.", "Edward Gaunt (Left", "Edward Gaunt"),
        ("Miners, nurses, and other strikers said so.", ", and other strikers", "other strikers"),
        ("In December the bridge fell.", "December", None),
        ("Then the council met.", "the", None),
    ],
)
def test_what_a_source_begins_or_ends_with_is_no_part_of_a_name(text, words, speaker):
    registry = Registry(stages.run(LANGUAGE_STAGES, Draft(report=Report(id="r", origin="", sha256="", text=text))))
    tokens = registry.doc.char_span(text.index(words), text.index(words) + len(words))
    source = Source(tokens.start, tokens.end, tokens.end - 1)
    assert resolve(registry, source, 0, History()).name == speaker


def test_who_goes_on_from_what_he_says_says_the_next_thing_too(read):
    text = "Protest leaders said the demonstrators were unarmed and accused police of firing from the roofs."
    assert read(text).said == [
        ("Protest leaders", "the demonstrators were unarmed"),
        ("Protest leaders", "police of firing from the roofs"),
    ]


@pytest.mark.parametrize("both", ["India, Pakistan", "India and Pakistan"])
def test_a_headline_lists_two_speakers_with_a_comma_alone(read, both):
    title = f"{both} accuse each other of shelling"
    assert [s for s, _ in read(f"{title}\n\nThe line was calm.", title=title).said] == ["India", "Pakistan"]


@pytest.mark.parametrize(
    ("title", "speakers"),
    [
        ("Peru: 17 dead in clashes at Juliaca airport, ombudsman says", ["ombudsman"]),
        ("Peru: police fired at crowd, witness says", ["an unnamed witness"]),
        ("Russia: Rebels fired chlorine at Aleppo", ["Russia"]),
        ("Syria: Coalition strike on bakery an apparent war crime", []),
    ],
)
def test_a_country_before_a_colon_may_only_say_where(read, title, speakers):
    assert [s for s, _ in read(f"{title}\n\nThe towns of Syria were calm.", title=title).said] == speakers
