"""Which statement tells what: the innermost one that holds the words, the report's own voice last."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.claims.telling import OTHER_EVENT, Placing, about, tellings
from counterclaim.draft import Argument, Draft, EventMention, Sentence
from counterclaim.language import parse
from counterclaim.ledger import NARRATOR, Report, Span, Statement

TEXT = (
    "Ana Ruiz said the mayor told her that shells hit the mill at dusk. "
    "The mill burned, the crew of the ferry insisted, until noon. Nobody slept."
)
SENTENCES = ("Ana Ruiz said the mayor told her that shells hit the mill at dusk.",
             "The mill burned, the crew of the ferry insisted, until noon.", "Nobody slept.")  # fmt: skip


def span(words):
    assert TEXT.count(words) == 1, words
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def statement(name, *content, cue=None, source=None, speaker="Ana Ruiz"):
    return Statement(
        id=name,
        content=tuple(span(words) for words in content),
        cue=span(cue) if cue else None,
        source=span(source) if source else None,
        speaker=speaker,
    )


def mention(words, *arguments, frame="happening"):
    return EventMention(
        id=0, frame=frame, span=span(words), arguments=tuple(Argument(role, span(w), 1.0) for role, w in arguments)
    )


def draft(*mentions):
    made = tuple(Sentence(span=span(words), first=0, last=0, paragraph=0) for words in SENTENCES)
    return Draft(report=Report(id="r", origin="", sha256="", text=TEXT), sentences=made, events=mentions)


RUIZ = statement("ruiz", "the mayor told her that shells hit the mill at dusk", cue="said", source="Ana Ruiz")
MAYOR = statement("mayor", "shells hit the mill at dusk", cue="told", source="the mayor", speaker="the mayor")
CREW = statement(
    "crew", "The mill burned", "until noon", cue="insisted", source="the crew of the ferry", speaker="crew"
)
OWN = statement("own", TEXT, speaker=NARRATOR)
REST = statement("rest", "Nobody slept", speaker=NARRATOR)


def holder(words, *statements):
    """The statement that some words belong to."""
    at = Placing(draft(), statements).of(span(words))
    return None if at is None else statements[at].id


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("shells hit the mill", "mayor"),
        ("the mayor told her", "ruiz"),
        ("her that shells hit the mill", "mayor"),  # most of it
        ("The mill burned", "crew"),
        ("until noon", "crew"),
        ("Nobody slept", "rest"),
    ],
)
def test_words_belong_to_the_innermost_statement_that_holds_most_of_them(words, name):
    for order in ([RUIZ, MAYOR, CREW, REST], [REST, CREW, MAYOR, RUIZ]):
        assert holder(words, *order) == name


@pytest.mark.parametrize(("words", "name"), [("insisted", "crew"), ("the crew of the ferry", "crew"), ("said", "ruiz")])
def test_words_in_a_cue_or_a_source_belong_to_their_statement(words, name):
    assert holder(words, REST, RUIZ, MAYOR, CREW) == name


def test_words_in_a_cue_belong_to_its_statement_though_another_stands_nearer():
    near = statement("near", "The mill burned")
    far = statement("far", "until noon", cue="insisted", source="the crew of the ferry")
    assert holder("the crew", near, far) == holder("insisted", near, far) == "far"


def test_the_voice_of_the_report_comes_last_however_little_it_says():
    inner = statement("inner", "shells hit", speaker=NARRATOR)
    assert holder("shells hit", inner, RUIZ) == "ruiz"
    assert holder("Nobody slept", OWN, RUIZ) == "own"


def test_words_that_no_statement_holds_belong_to_the_nearest_of_their_sentence():
    late = statement("late", "at dusk")
    early = statement("early", "the mayor told her")
    assert holder("the mill at", statement("mill", "shells"), late) == "late"
    assert holder("that", late, early) == "early"


def test_a_sentence_without_a_statement_tells_nothing():
    assert holder("Nobody slept", RUIZ, CREW) is None
    assert [t.mentions for t in tellings(draft(mention("Nobody slept")), [RUIZ, CREW])] == [(), ()]


def test_of_equal_statements_the_first_one_tells():
    again = statement("again", "Nobody slept", speaker=NARRATOR)
    assert holder("Nobody slept", REST, again) == "rest"


def test_an_argument_is_told_by_the_statement_that_holds_it_wherever_its_mention_stands():
    moved = mention("shells hit", ("place", "the mayor"), ("time", "at dusk"))
    ruiz, mayor = tellings(draft(moved), [RUIZ, MAYOR])
    assert [a.span.of(TEXT) for a in mayor.of_role("time")] == ["at dusk"]
    assert mayor.mentions == (moved,)
    assert ruiz.arguments == ((moved, moved.arguments[0]),)
    assert list(mayor.of_role("place")) == []


def test_doers_stay_with_their_deed():
    ruiz, mayor = tellings(draft(mention("shells hit", ("agent", "the mayor"), frame="deed")), [RUIZ, MAYOR])
    assert ruiz.arguments == mayor.arguments == ()
    assert [m.argument("agent").span.of(TEXT) for m in mayor.of_frame("deed")] == ["the mayor"]


def test_a_setting_is_no_mention_but_its_arguments_are_told():
    (own,) = tellings(draft(mention("until noon", ("time", "until noon"), frame="setting")), [OWN])
    assert own.mentions == ()
    assert [a.span.of(TEXT) for a in own.of_role("time")] == ["until noon"]


def test_an_argument_of_two_mentions_is_told_once():
    shared = ("time", "at dusk")
    (own,) = tellings(draft(mention("shells hit", shared), mention("told her", shared)), [OWN])
    assert len(own.arguments) == 2
    assert len(list(own.of_role("time"))) == 1


def test_words_come_on_one_line():
    text = "The mill\n  burned."
    made = (Sentence(span=Span(0, len(text)), first=0, last=0, paragraph=0),)
    read = Draft(report=Report(id="r", origin="", sha256="", text=text), sentences=made)
    (telling,) = tellings(read, [Statement(id="s", content=(Span(0, len(text)),))])
    assert telling.words(Span(0, 17)) == "The mill burned"


@pytest.mark.parametrize("item", [mention("told her"), Argument("time", span("at dusk"), 1.0)])
def test_what_belongs_to_the_main_event_is_about_nothing_else(item):
    assert about(item) is None
    assert about(replace(item, background=True)) == OTHER_EVENT


stretches = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 60)).map(
    lambda ab: Span(ab[0], min(len(TEXT), ab[0] + ab[1]))
)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.lists(stretches, min_size=1, max_size=2), st.booleans()), max_size=5),
    st.lists(stretches, max_size=5),
)
def test_every_mention_is_told_at_most_once_and_always_where_a_statement_holds_it(contents, told):
    statements = [
        Statement(id=str(n), content=tuple(content), speaker=NARRATOR if own else "Ana Ruiz")
        for n, (content, own) in enumerate(contents)
    ]
    mentions = tuple(EventMention(id=n, frame="harm", span=span) for n, span in enumerate(told))
    found = [m.id for telling in tellings(draft(*mentions), statements) for m in telling.mentions]
    assert len(found) == len(set(found))
    held = {m.id for m in mentions if any(m.span.within(c) for s in statements for c in s.content)}
    assert held <= set(found)


def told_in(text: str, deed: str, stance: str = "asserts", contents: tuple[str, ...] = ()) -> str:
    """The polarity of a deed in a statement over these contents of a text."""
    spans = tuple(Span(text.index(c), text.index(c) + len(c)) for c in contents or (text,))
    event = EventMention(id=0, frame="deed", span=Span(text.index(deed), text.index(deed) + len(deed)))
    draft = parse.STAGE.run(Draft(report=Report(id="r", origin="r", sha256="", text=text)))
    statement = Statement(id="r/s1", content=spans, speaker="Ana Brol", stance=stance)
    (telling,) = tellings(replace(draft, events=(event,)), [statement])
    return telling.polarity(event)


def test_what_a_denial_goes_on_to_say_is_affirmed():
    text = "Brol rejected claims that rebels shelled the mill, saying that the army burned it."
    contents = ("claims that rebels shelled the mill", "the army burned it")
    assert told_in(text, "rebels shelled", "denies", contents) == "-"
    assert told_in(text, "the army burned", "denies", contents) == "+"


def test_what_is_called_a_false_charge_is_denied():
    assert told_in("The regime falsely accused the rebels of a gas attack.", "the rebels of a gas attack") == "-"
    assert told_in("The regime accused the rebels of a gas attack.", "the rebels of a gas attack") == "+"
