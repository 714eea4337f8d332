from dataclasses import replace

from counterclaim.claims import casualty, revisions
from counterclaim.claims.telling import tellings
from counterclaim.draft import Draft, EventMention
from counterclaim.language import figures, parse
from counterclaim.ledger import Report, Revision, Span, Statement


def find(text: str, *harms: tuple[str, str]) -> list[Revision]:
    """The revisions of a text in which these words tell of these harms."""
    draft = figures.STAGE.run(parse.STAGE.run(Draft(report=Report(id="r", origin="r.txt", sha256="", text=text))))
    events = tuple(
        EventMention(id=n, frame="harm", span=Span(text.index(words), text.index(words) + len(words)), count="figure",
                     measure=measure)
        for n, (words, measure) in enumerate(harms)
    )  # fmt: skip
    bare = Statement(id="r/s1", content=(Span(0, len(text)),), speaker="the ministry")
    (telling,) = tellings(replace(draft, events=events), [bare])
    statement = replace(bare, claims=tuple(casualty.read(telling)))
    return list(revisions.find(replace(draft, statements=(statement,))))


def test_a_toll_that_rose_from_another():
    (revision,) = find("The death toll rose to 70 from 58.", ("death toll rose to 70", "killed"))
    assert (revision.before, revision.after) == ((58, 58), (70, 70))
    assert (revision.measure, revision.speaker) == ("killed", "the ministry")


def test_a_figure_later_revised():
    (revision,) = find(
        "Officials gave a death toll of 47. This was later updated to 82.", ("a death toll of 47", "killed")
    )
    assert (revision.before, revision.after) == ((47, 47), (82, 82))


def test_the_previous_toll():
    (revision,) = find(
        "The death toll has risen to 70. The previous death toll was 20.",
        ("death toll has risen to 70", "killed"),
        ("previous death toll was 20", "killed"),
    )
    assert (revision.before, revision.after) == ((20, 20), (70, 70))


def test_two_figures_of_two_things_are_no_revision():
    assert find("The raid killed 12 people and wounded 30.", ("killed 12", "killed"), ("wounded 30", "injured")) == []
    assert (
        find(
            "The raid killed 12 people. Another raid killed 30 people.",
            ("killed 12 people", "killed"),
            ("killed 30", "killed"),
        )
        == []
    )


def test_a_revision_in_brackets():
    (revision,) = find(
        "A total of 41 people (later revised to 50) had been admitted.",
        ("41 people (later revised to 50) had been admitted", "hospitalised"),
    )
    assert (revision.before, revision.after, revision.measure) == ((41, 41), (50, 50), "hospitalised")


def test_a_toll_lowered_to_none():
    (revision,) = find(
        "At first claiming 12 were killed in the raid before lowering the death toll to zero.",
        ("12 were killed", "killed"),
    )
    assert (revision.before, revision.after) == ((12, 12), (0, 0))
