import pytest
from mutate import MOST_BYTES, judged, kinds, mutated

from counterclaim.ingest.formats import FORMATS
from counterclaim.ingest.read import read_content
from counterclaim.ledger import Report, Span

KINDS = kinds()


def test_every_format_is_mutated():
    readers = {FORMATS[kind.suffix].module for kind in KINDS.values()}
    assert readers == {form.module for form in FORMATS.values()}


@pytest.mark.parametrize("name", KINDS)
def test_a_seed_gives_the_same_file_and_another_seed_another(name):
    files = [mutated(KINDS[name], f"{name}-{n}") for n in range(20)]
    assert files == [mutated(KINDS[name], f"{name}-{n}") for n in range(20)]
    assert len(set(files)) > 10
    assert max(map(len, files)) <= MOST_BYTES


@pytest.mark.parametrize("name", KINDS)
def test_specimens_are_read_and_some_mutated_files_give_a_report_or_an_error(name):
    kind = KINDS[name]
    for data in (*kind.seeds, *(mutated(kind, f"test-{n}") for n in range(8))):
        outcomes = list(read_content(data, origin="file", report_id="file", suffix=kind.suffix))
        assert judged(outcomes, whole=False) == ""
        assert data not in kind.seeds or isinstance(outcomes[0], Report)


def test_a_bad_answer_is_found():
    sound = Report(id="a", origin="file", sha256="", text="Army denies attack")
    assert judged([sound], whole=False) == ""
    bad = [
        [],
        [sound, sound],
        [Report(id="a", origin="file", sha256="", text="x", furniture=(Span(0, 5),))],
        [Report(id="a", origin="file", sha256="", text="x", pages=(0, 9))],
        [Report(id="a", origin="file", sha256="", text=" ")],
    ]
    assert all(judged(outcomes, whole=False) for outcomes in bad)
