from counterclaim.claims import casualty, revisions
from counterclaim.draft import Draft
from counterclaim.language import figures, parse
from counterclaim.ledger import Report, Revision, Span, Statement


def find(text: str) -> list[Revision]:
    draft = figures.STAGE.run(parse.STAGE.run(Draft(report=Report(id="r", origin="r.txt", sha256="", text=text))))
    bare = Statement(id="r/s1", content=(Span(0, len(text)),), speaker="the ministry")
    claims = tuple(casualty.TYPE.find(draft, bare))
    statement = Statement(id="r/s1", content=bare.content, speaker=bare.speaker, claims=claims)
    return list(revisions.find(Draft(report=draft.report, statements=(statement,))))


def test_a_toll_that_rose_from_another():
    (revision,) = find("The death toll rose to 70 from 58.")
    assert (revision.before, revision.after) == ((58, 58), (70, 70))
    assert (revision.measure, revision.speaker) == ("killed", "the ministry")


def test_a_figure_later_revised():
    (revision,) = find("Officials gave a death toll of 47. This was later updated to 82.")
    assert (revision.before, revision.after) == ((47, 47), (82, 82))


def test_the_previous_toll():
    (revision,) = find("The death toll has risen to 70. The previous death toll was 20.")
    assert (revision.before, revision.after) == ((20, 20), (70, 70))


def test_two_figures_of_two_things_are_no_revision():
    assert find("The raid killed 12 people and wounded 30.") == []
    assert find("The raid killed 12 people. Another raid killed 30 people.") == []


def test_a_revision_in_brackets():
    (revision,) = find("A total of 41 people (later revised to 50) had been admitted.")
    assert (revision.before, revision.after, revision.measure) == ((41, 41), (50, 50), "hospitalised")


def test_a_toll_lowered_to_none():
    (revision,) = find("At first claiming 12 were killed in the raid before lowering the death toll to zero.")
    assert (revision.before, revision.after) == ((12, 12), (0, 0))
