"""What each claim type reads off event mentions, made by hand over a short parsed text."""

from functools import cache

import pytest

from counterclaim import stages
from counterclaim.claims import casualty, evidence, means, motive, occurrence, responsibility, when, where
from counterclaim.claims.telling import MENTION, OTHER_EVENT, tellings
from counterclaim.draft import Argument, Draft, EventMention
from counterclaim.ledger import Report, Span, Statement
from counterclaim.pipeline import LANGUAGE_STAGES

TYPES = (casualty, evidence, means, motive, occurrence, responsibility, when, where)


@cache
def parsed(text):
    report = Report(id="r", origin="", sha256="", text=text, published="2021-06-10")
    return stages.run(LANGUAGE_STAGES, Draft(report=report))


class Told:
    """A text that one statement holds whole, with what it tells of happening."""

    def __init__(self, text, **statement):
        self.text, self.mentions = text, []
        self.statement = Statement(id="r/s1", content=(Span(0, len(text)),), **statement)

    def span(self, words):
        assert self.text.count(words) == 1, words
        return Span(self.text.index(words), self.text.index(words) + len(words))

    def argument(self, role, words, **how):
        return Argument(role, self.span(words), 1.0, **how)

    def tell(self, frame, words, *arguments, **how):
        """Add a mention; arguments are pairs of role and words, or made before."""
        made = tuple(a if isinstance(a, Argument) else self.argument(*a) for a in arguments)
        span = self.span(words)
        self.mentions.append(EventMention(id=len(self.mentions), frame=frame, span=span, arguments=made, **how))
        return self

    def read(self, room):
        """The claims of a type."""
        draft = parsed(self.text)
        events = tuple(self.mentions)
        (telling,) = tellings(Draft(report=draft.report, doc=draft.doc, sentences=draft.sentences, events=events,
                                    figures=draft.figures, dates=draft.dates, places=draft.places,
                                    parties=draft.parties), [self.statement])  # fmt: skip
        return list(room.TYPE.read(telling))


def values(claims, *names):
    return [tuple(claim.get(name) for name in names) for claim in claims]


def harm(text, words, **how):
    found = Told(text).tell("harm", words, **{"measure": "killed", "count": "figure", **how}).read(casualty)
    return values(found, "measure", "low", "high", "approx", "of")


# Casualties


@pytest.mark.parametrize(
    ("text", "words", "bounds"),
    [
        ("At least 12 people were killed.", "At least 12 people were killed", (12, None, False, "people")),
        ("At least 12 people were killed.", "12 people were killed", (12, None, False, "people")),
        ("As many as 30 soldiers died.", "30 soldiers died", (None, 30, False, "soldiers")),
        ("Between 20 and 30 miners died.", "Between 20 and 30 miners died", (20, 30, False, "miners")),
        ("About 50 miners died.", "About 50 miners died", (50, 50, True, "miners")),
        ("The raid killed 16 farmers.", "killed 16 farmers", (16, 16, False, "farmers")),
    ],
)
def test_a_harm_has_the_bounds_of_the_figure_in_its_words(text, words, bounds):
    assert harm(text, words) == [("killed", *bounds)]


def test_a_harm_has_its_own_figure_and_no_other_of_its_sentence():
    text = "The raid killed 16 farmers and wounded 30 soldiers."
    assert harm(text, "wounded 30 soldiers", measure="injured") == [("injured", 30, 30, False, "soldiers")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Some 40 per cent of the villagers died.", "40 per cent of the villagers died"),
        ("Villagers died on 12 May.", "Villagers died on 12 May"),
        ("Some villagers aged 80 died.", "villagers aged 80 died"),
    ],
)
def test_what_counts_no_people_counts_no_harm(text, words):
    assert harm(text, words, count="unknown") == [("killed", None, None, True, None)]


@pytest.mark.parametrize(
    ("text", "words", "bounds"),
    [
        ("Four of seven villagers were killed.", "Four of seven villagers were killed", (4, 4, False)),
        ("The raid killed 12 of the 30 crew.", "killed 12 of the 30 crew", (12, 12, False)),
        ("Ana Brol, 17, was killed.", "Ana Brol, 17, was killed", (None, None, True)),
        ("Two weavers died.", "Two weavers died", (2, 2, False)),
        ("The blast left 12 dead.", "left 12 dead", (12, 12, False)),
    ],
)
def test_of_a_share_the_first_figure_counts_and_an_age_counts_nobody(text, words, bounds):
    assert [found[1:4] for found in harm(text, words)] == [bounds]


def test_a_figure_of_things_is_no_harm_to_people():
    text = "The raid destroyed 12 trucks, and villagers died."
    assert harm(text, "destroyed 12 trucks") == []
    assert harm(text, "12 trucks, and villagers died", count="unknown") == [("killed", None, None, True, None)]


def test_one_person_is_part_of_a_total():
    told = Told("A miller aged 40 was killed.").tell(
        "harm", "A miller aged 40 was killed", measure="killed", count="one"
    )
    assert values(told.read(casualty), "low", "high", "approx", "part") == [(1, 1, False, True)]


def test_a_figure_of_many_is_no_part():
    told = Told("The raid killed 16 farmers.").tell("harm", "killed 16 farmers", measure="killed", count="figure")
    assert values(told.read(casualty), "part") == [(None,)]


def test_people_in_no_number_have_no_bounds():
    assert harm("Villagers were killed.", "Villagers were killed", count="unknown") == [
        ("killed", None, None, True, None)
    ]


def nobody(text, words, measure="killed"):
    told = Told(text).tell("harm", words, measure=measure, count="none")
    return values(told.read(casualty), "measure", "low", "high", "approx")


@pytest.mark.parametrize("words", ["no casualties", "None of them was harmed", "no victims"])
def test_no_casualties_are_nobody_killed_and_nobody_hurt(words):
    assert nobody(f"There, {words} at all.", words) == [("killed", 0, 0, False), ("injured", 0, 0, False)]


@pytest.mark.parametrize("measure", ["killed", "injured", "missing"])
def test_nobody_is_counted_for_one_measure_where_the_words_name_it(measure):
    assert nobody("Nobody died.", "Nobody died", measure) == [(measure, 0, 0, False)]


# Responsibility


def test_a_deed_with_two_doers_blames_both():
    told = Told("Oleg Karimov and a hired sailor burned the mill.")
    found = told.tell("deed", "burned the mill", ("agent", "Oleg Karimov"), ("agent", "a hired sailor")).read(
        responsibility
    )
    assert values(found, "party", "act") == [("Oleg Karimov", "burned the mill"), ("hired sailor", "burned the mill")]


def test_a_deed_without_a_doer_blames_nobody():
    told = Told("The mill was burned with petrol.").tell("deed", "was burned", ("instrument", "petrol"))
    assert told.read(responsibility) == []


def test_only_deeds_blame():
    told = Told("A hired sailor died.").tell("harm", "died", ("agent", "A hired sailor"), measure="killed")
    assert told.read(responsibility) == []


def test_we_who_did_it_are_those_for_whom_the_statement_speaks():
    told = Told("We burned the mill.", speaker="Ana Ruiz", side="Valley Army")
    assert values(told.tell("deed", "burned the mill", ("agent", "We")).read(responsibility), "party") == [
        ("Valley Army",)
    ]


# Means


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("the old scythes", "old scythes"),
        ("a pitchfork", "pitchfork"),
        ("their oars", "oars"),
        ("chlorine", "chlorine"),
    ],
)
def test_a_means_goes_by_its_bare_words(words, what):
    told = Told(f"They came with {words}.").tell("happening", "They came", ("instrument", words))
    assert values(told.read(means), "what") == [(what,)]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The miller was shot.", "was shot", "shooting"),
        ("The mill blew up.", "blew up", "explosion"),
        ("There was a fatal shooting.", "a fatal shooting", "shooting"),
        ("They fired mortar shells.", "mortar shells", "mortars"),
        ("They used sarin gas.", "sarin gas", "sarin"),
    ],
)
def test_a_deed_without_a_weapon_answers_with_its_kind_and_a_known_weapon_with_its_name(text, words, name):
    told = Told(text).tell("happening", text.split()[0], ("instrument", words))
    (claim,) = told.read(means)
    assert means.TYPE.answer(claim) == name
    assert words.removeprefix("a ") in claim.text("what")


def test_a_means_is_claimed_once_a_statement():
    told = Told("The scythes hit the mill; SCYTHES hit the quay, and an oar was seen.")
    for words in ("The scythes", "SCYTHES", "an oar"):
        told.tell("happening", f"{words} ", ("instrument", words))
    assert values(told.read(means), "what") == [("scythes",), ("oar",)]


def test_what_was_used_and_what_was_not_are_two_claims():
    told = Told("It was an oar, no scythe; their oar it was not.")
    told.tell("happening", "It was", ("instrument", "an oar"), told.argument("instrument", "scythe", negated=True))
    told.tell("happening", "it was not", told.argument("instrument", "their oar", negated=True))
    assert [(c.text("what"), c.polarity) for c in told.read(means)] == [("oar", "+"), ("scythe", "-"), ("oar", "-")]


@pytest.mark.parametrize("words", ["A rocket attack", "a knife attack"])
def test_the_thing_in_words_for_an_event_is_a_means(words):
    told = Told(f"There was this: {words} at noon.").tell("happening", "There was", ("instrument", words))
    assert len(told.read(means)) == 1


@pytest.mark.parametrize("words", ["The attack", "the deadly assault", "An incident", "killings"])
def test_words_that_only_tell_of_an_event_are_no_means(words):
    told = Told(f"There was this: {words} at noon.").tell("deed", "There was", ("instrument", words))
    assert told.read(means) == []


# Occurrence


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("the attack took place", "the event happened"),
        ("it never happened", "the event happened"),
        ("the scene was staged", "staged"),
        ("they were staging it", "staged"),
        ("a re-enactment", "staged"),
        ("a pure fabrication", "fabricated"),
        ("a story invented abroad", "fabricated"),
        ("a hoax", "fabricated"),
        ("a made-up raid", "fabricated"),
    ],
)
def test_what_happened_was_staged_or_was_made_up(words, what):
    told = Told(f"He knows: {words}.").tell("happening", words)
    assert values(told.read(occurrence), "what") == [(what,)]


@pytest.mark.parametrize("words", ["the stage collapsed", "the inventory burned"])
def test_words_that_look_like_staging_or_inventing_change_nothing(words):
    told = Told(f"He knows: {words}.").tell("happening", words)
    assert values(told.read(occurrence), "what") == [("the event happened",)]


# Evidence


def test_proof_has_its_words_and_its_aspect():
    told = Told("He had\nphotographs, and nobody could visit.")
    told.tell("proof", "had\nphotographs", aspect="has").tell("proof", "nobody could visit", aspect="access")
    assert values(told.read(evidence), "what", "aspect") == [
        ("had photographs", "has"), ("nobody could visit", "access")
    ]  # fmt: skip


# Motives


def test_a_reason_has_the_party_that_had_it_or_none():
    told = Told("Oleg Karimov burned the mill to get the land, others out of envy.")
    told.tell("reason", "to get the land", ("agent", "Oleg Karimov")).tell("reason", "out of envy")
    assert values(told.read(motive), "party", "what") == [
        ("Oleg Karimov", "to get the land"), (None, "out of envy")
    ]  # fmt: skip


# When


@pytest.mark.parametrize(
    ("text", "words", "dates"),
    [
        ("The mill burned on Monday.", "on Monday", ["2021-06-07"]),
        ("The mill burned on Monday.", "Monday", ["2021-06-07"]),
        ("The mill burned in May 2020.", "May 2020", ["2020-05"]),
        ("The mill burned from 3 to 5 May 2021.", "from 3 to 5 May 2021", ["2021-05-03", "2021-05-05"]),
        ("The mill burned last week.", "last week", []),
        ("The mill burned at dusk on Monday.", "at dusk", []),
    ],
)
def test_a_mention_is_dated_by_the_date_in_its_time(text, words, dates):
    told = Told(text).tell("happening", "burned", ("time", words))
    assert [claim.get("date") for claim in told.read(when)] == dates


def test_a_date_is_claimed_once_a_statement():
    told = Told("The mill burned on Monday. It was 7 June 2021, and 8 June came.")
    told.tell("happening", "burned", ("time", "on Monday"))
    told.tell("setting", "It was", ("time", "7 June 2021"), ("time", "8 June"))
    assert [claim.get("date") for claim in told.read(when)] == ["2021-06-07", "2021-06-08"]


# Where


def test_a_place_of_the_gazetteer_has_its_country_and_its_province():
    told = Told("A mine went off near the port of Kharkiv.").tell("happening", "went off", ("place", "port of Kharkiv"))
    assert values(told.read(where), "place", "country", "province") == [("Kharkiv", "UA", "Kharkiv")]


def test_a_place_that_no_gazetteer_has_goes_by_its_words_and_lies_in_the_country_of_the_report():
    told = Told("A mine went off in a\ncrowded bakery in Ukraine.")
    told.tell("happening", "went off", ("place", "a\ncrowded bakery"))
    assert values(told.read(where), "place", "country", "province") == [("a crowded bakery", "UA", None)]


def test_a_place_is_claimed_once_a_statement():
    told = Told("Kharkiv mourns, for a mine went off in Kharkiv; a bakery burned, and A Bakery was gone.")
    told.tell("happening", "went off", ("place", "Kharkiv mourns"), ("place", "Kharkiv;"))
    told.tell("happening", "burned", ("place", "a bakery"), ("place", "A Bakery"))
    assert values(told.read(where), "place") == [("Kharkiv",), ("a bakery",)]


# What all types share


def everything(**how):
    """A statement with something for each type."""
    told = Told("On Monday gunmen burned the mill of Kharkiv with petrol out of envy, 12 people died, photographs say.")
    instrument = told.argument("instrument", "petrol", **how)
    setting = (told.argument("time", "On Monday", **how), told.argument("place", "Kharkiv", **how))
    told.tell("deed", "burned the mill", ("agent", "gunmen"), instrument, *setting, **how)
    told.tell("reason", "out of envy", **how).tell("proof", "photographs", aspect="has", **how)
    told.tell("happening", "the mill of Kharkiv", **how)
    return told.tell("harm", "12 people died", measure="killed", count="figure", **how)


@pytest.mark.parametrize("room", TYPES, ids=lambda room: room.TYPE.name)
def test_each_type_reads_its_own_claim_with_its_own_fields(room):
    (claim,) = everything().read(room)
    assert (claim.type, claim.rule, claim.polarity, claim.about) == (room.TYPE.name, MENTION, "+", None)
    assert {name for name, _ in claim.values} <= set(room.TYPE.fields)
    assert room.TYPE.answer(claim)


@pytest.mark.parametrize("room", TYPES, ids=lambda room: room.TYPE.name)
def test_what_belongs_to_another_event_is_about_it(room):
    (claim,) = everything(background=True).read(room)
    assert claim.about == OTHER_EVENT


@pytest.mark.parametrize("room", TYPES, ids=lambda room: room.TYPE.name)
def test_what_is_negated_is_denied_but_for_time_and_place(room):
    (claim,) = everything(negated=True).read(room)
    assert claim.polarity == ("+" if room in (when, where) else "-")


def test_who_denies_a_deed_without_a_doer_denies_his_own():
    told = Told("shelling the mill", speaker="Valley Army", side="Valley Army", stance="denies")
    assert values(told.tell("deed", "shelling the mill").read(responsibility), "party") == [("Valley Army",)]


def test_who_accuses_of_a_deed_did_not_do_it():
    told = Told("shelling the mill", speaker="Valley Army", side="Valley Army")
    assert told.tell("deed", "shelling the mill").read(responsibility) == []
