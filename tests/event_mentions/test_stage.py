"""From runs of words to event mentions: which argument belongs to which predicate."""

import pytest

from counterclaim.draft import Draft, Sentence, Stretch
from counterclaim.encoder.heads import VALUES
from counterclaim.event_mentions.decode import Told
from counterclaim.event_mentions.stage import agents_of, find, in_sentence
from counterclaim.ledger import Report, Span

TEXT = "On Monday gunmen and a guard of Orlo shot two millers with rifles near Kolva, and a mine went off at dusk."


def one(head, words, *, score=1.0, **classes):
    """A run of words of TEXT; a class that is not given is the first of its head."""
    at = TEXT.index(words)
    chosen = {name: classes.get(name.replace(" ", "_"), known[0]) for name, known in VALUES.items()}
    values = {name: tuple(float(c == chosen[name]) for c in known) for name, known in VALUES.items()}
    return Told(head, (at, at + len(words)), score, values)


def shown(mentions):
    """Frame and words of each mention, and role and words of its arguments."""
    return [
        (m.frame, m.span.of(TEXT), *((a.role, a.span.of(TEXT)) for a in m.arguments))
        for m in mentions
    ]  # fmt: skip


def test_an_argument_belongs_to_the_nearest_predicate():
    found = in_sentence([
        one("time", "On Monday"), one("deed", "shot two millers"), one("instrument", "rifles"), one("place", "Kolva"),
        one("happening", "a mine went off"), one("time", "at dusk"),
    ])  # fmt: skip
    assert shown(found) == [
        ("deed", "shot two millers", ("instrument", "rifles"), ("time", "On Monday")),
        ("happening", "a mine went off", ("time", "at dusk"), ("place", "Kolva")),
    ]


def test_an_argument_inside_a_predicate_belongs_to_it():
    found = in_sentence([one("deed", "shot two millers with rifles"), one("instrument", "rifles"), one("harm", "with")])
    assert shown(found)[0] == ("deed", "shot two millers with rifles", ("instrument", "rifles"))


def test_without_a_predicate_an_argument_is_a_setting_of_its_own():
    found = in_sentence([one("place", "Kolva", background="yes", score=3.0), one("time", "On Monday")])
    assert shown(found) == [("setting", "On Monday", ("time", "On Monday")), ("setting", "Kolva", ("place", "Kolva"))]
    assert [(m.background, m.score) for m in found] == [(False, 1.0), (True, 3.0)]


def test_a_deed_takes_every_doer_within_its_words():
    whole = one("deed", "gunmen and a guard of Orlo shot two millers")
    (found,) = in_sentence([whole, one("agent", "gunmen"), one("agent", "a guard of Orlo")])
    assert [a.span.of(TEXT) for a in found.arguments] == ["gunmen", "a guard of Orlo"]


def test_a_deed_without_a_doer_in_its_words_takes_the_nearest_alone():
    (found,) = in_sentence([one("deed", "shot two millers"), one("agent", "gunmen"), one("agent", "a guard of Orlo")])
    assert [a.span.of(TEXT) for a in found.arguments] == ["a guard of Orlo"]


def test_two_deeds_may_have_one_doer():
    found = in_sentence([one("deed", "shot two millers"), one("deed", "went off"), one("agent", "a guard of Orlo")])
    assert [[a.span.of(TEXT) for a in m.arguments] for m in found] == [["a guard of Orlo"]] * 2


def test_a_reason_takes_a_doer_and_a_harm_takes_none():
    found = in_sentence([one("harm", "two millers"), one("reason", "at dusk"), one("agent", "gunmen")])
    assert shown(found) == [("harm", "two millers"), ("reason", "at dusk", ("agent", "gunmen"))]


def test_of_doers_equally_near_the_surer_is_taken():
    deed, before, after = one("deed", "shot"), one("agent", "Orlo", score=1.0), one("agent", "two", score=2.0)
    assert agents_of(deed, [before, after]) == [after]
    assert agents_of(deed, [one("agent", "Orlo", score=3.0), after])[0].span == before.span


def test_a_sentence_without_doers_gives_a_deed_none():
    assert agents_of(one("deed", "shot two millers"), []) == []


def test_what_is_only_a_doer_is_no_deed():
    found = in_sentence([one("deed", "gunmen"), one("agent", "gunmen"), one("deed", "shot two millers")])
    assert shown(found) == [("deed", "shot two millers", ("agent", "gunmen"))]


def test_a_doer_that_is_no_deed_costs_no_argument():
    found = in_sentence([one("time", "On Monday"), one("deed", "gunmen"), one("agent", "gunmen")])
    assert [(a.role, a.span.of(TEXT)) for m in found for a in m.arguments] == [("time", "On Monday")]


def test_arguments_stand_in_the_order_of_their_roles_and_of_the_text():
    runs = [one("agent", "gunmen"), one("place", "Kolva"), one("deed", "gunmen and a guard of Orlo shot two millers"),
            one("time", "On Monday"), one("instrument", "rifles")]  # fmt: skip
    (found,) = in_sentence(runs)
    assert [a.role for a in found.arguments] == ["instrument", "time", "place", "agent"]
    assert in_sentence(reversed(runs)) == [found]


@pytest.mark.parametrize("frame", ["harm", "deed", "happening", "proof", "reason"])
def test_each_frame_is_negated_by_its_own_class(frame):
    own = {f"{frame}_negated": "yes"}
    others = {f"{other}_negated": "yes" for other in ("harm", "deed", "happening", "proof", "reason") if other != frame}
    assert in_sentence([one(frame, "shot", **own)])[0].negated
    assert not in_sentence([one(frame, "shot", **others)])[0].negated


def test_only_an_instrument_is_negated_apart_from_its_mention():
    classes = {"instrument_negated": "yes", "deed_negated": "no"}
    (found,) = in_sentence(
        [one("deed", "shot"), one("instrument", "rifles", **classes), one("place", "Kolva", **classes)]
    )
    assert [(a.role, a.negated) for a in found.arguments] == [("instrument", True), ("place", False)]
    assert not found.negated


@pytest.mark.parametrize(
    ("frame", "read"),
    [("harm", ("injured", "none", None)), ("proof", (None, None, "access")), ("deed", (None, None, None))],
)
def test_only_a_harm_is_measured_and_counted_and_only_proof_has_an_aspect(frame, read):
    (found,) = in_sentence([one(frame, "shot", measure="injured", count="none", aspect="access")])
    assert (found.measure, found.count, found.aspect) == read


def test_a_mention_and_its_argument_may_belong_to_different_events():
    (found,) = in_sentence([one("deed", "shot"), one("place", "Kolva", background="yes")])
    assert not found.background
    assert found.arguments[0].background


REPORT = "Mill burns\n\nGunmen shot a miller. At Kolva nobody came.\n\nAdvertisement\n\nPolice found nothing there."


@pytest.fixture
def report(encoded):
    """A report of two stretches and four sentences, with a mention or an argument in each of three."""
    sentences = ["Mill burns", "Gunmen shot a miller.", "At Kolva nobody came.", "Police found nothing there."]
    spans = [Span(REPORT.index(words), REPORT.index(words) + len(words)) for words in sentences]
    first, second = REPORT[: spans[2].end], REPORT[spans[3].start :]
    read = (
        Stretch(0, encoded(first, {"agent": "OOSOOOOOOO", "deed": "OOOSOOOOOO", "place": "OOOOOOOSOO"})),
        Stretch(spans[3].start, encoded(second, {"proof": "OBEO"}, {"aspect": [None, "lacks", "lacks", None]})),
    )
    made = tuple(Sentence(span=span, first=0, last=0, paragraph=0) for span in spans)
    return Draft(report=Report(id="r", origin="", sha256="", text=REPORT), sentences=made, encoded=read)


def test_mentions_are_numbered_in_the_order_of_the_text_and_stand_where_the_report_has_them(report):
    found = find(report)
    assert [m.id for m in found] == [0, 1, 2]
    assert [(m.frame, m.span.of(REPORT)) for m in found] == [
        ("deed", "shot"), ("setting", "Kolva"), ("proof", "found nothing")
    ]  # fmt: skip
    assert found[2].aspect == "lacks"


def test_an_argument_belongs_to_no_predicate_of_another_sentence(report):
    assert [[a.span.of(REPORT) for a in m.arguments] for m in find(report)] == [["Gunmen"], ["Kolva"], []]
