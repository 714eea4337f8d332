"""Adding to a case: what a build gives, in any order, and nothing twice."""

import json
import os
import shutil
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from counterclaim import outputs, pipeline
from counterclaim.case import audit
from counterclaim.case.adding import Added
from counterclaim.case.case import Case
from counterclaim.case.originals import digest_of
from counterclaim.errors import CaseError, ReportError, UsageError
from counterclaim.ingest.extract import Options

NewCase = Callable[[], Case]


def built(*paths: Path) -> bytes:
    return outputs.encoded(pipeline.build(paths).ledger)


def test_one_by_one_in_any_order_gives_what_a_build_gives(new_case: NewCase, reports: Path):
    wanted = built(reports)
    for order in permutations(sorted(reports.iterdir())):
        case = new_case()
        for path in order:
            (added,) = case.add([path])
            assert isinstance(added, Added)
            assert added.how == "added"
        assert outputs.encoded(case.ledger()) == wanted


def test_the_examples_one_by_one_give_what_a_build_gives(new_case: NewCase, root: Path):
    paths = sorted((root / "examples").rglob("*.txt"))
    case = new_case()
    for path in [*paths[1::2], *paths[::2]]:
        list(case.add([path]))
    assert outputs.encoded(case.ledger()) == built(*paths)


def test_files_of_one_name_get_the_ids_that_a_build_gives_them(new_case: NewCase, reports: Path):
    below = reports / "later"
    below.mkdir()
    shutil.copy(reports / "two.txt", below / "one.txt")
    case = new_case()
    list(case.add([reports / "one.txt"]))
    assert [one.report for one in case.captures()] == ["one"]
    list(case.add([below / "one.txt"]))
    paths = (reports / "one.txt", below / "one.txt")
    assert outputs.encoded(case.ledger()) == built(*paths)
    list(case.add([reports]))
    assert outputs.encoded(case.ledger()) == built(reports)


def test_a_name_that_is_no_text_is_kept(new_case: NewCase, reports: Path):
    name = os.fsdecode(b"caf\xe9.txt")
    (reports / "one.txt").rename(reports / name)
    case = new_case()
    list(case.add([reports]))
    assert outputs.encoded(case.ledger()) == built(reports)


def test_several_reports_of_one_file_are_kept_apart(new_case: NewCase, texts: dict[str, str], tmp_path: Path):
    table = tmp_path / "reports.jsonl"
    table.write_text("".join(json.dumps({"id": k, "text": v}) + "\n" for k, v in texts.items()), "utf-8")
    case = new_case()
    assert [added.how for added in case.add([table]) if isinstance(added, Added)] == ["added"] * 3
    assert [added.how for added in case.add([table]) if isinstance(added, Added)] == ["unchanged"] * 3
    assert outputs.encoded(case.ledger()) == built(table)


def test_a_table_keeps_its_columns_for_a_rerun(new_case: NewCase, texts: dict[str, str], tmp_path: Path):
    path = tmp_path / "table.csv"
    words = texts["one"].replace("\n", " ")
    path.write_text(f'Body,Nr\n"{words}",7\n', "utf-8")
    case = new_case()
    options = Options(columns=(("text", "Body"),))
    (added,) = case.add([path], options=options)
    assert isinstance(added, Added)
    assert list(case.rerun()) == []
    assert outputs.encoded(case.ledger()) == outputs.encoded(pipeline.build([path], options=options).ledger)


def test_what_is_there_already_is_left_alone(filled: Case, reports: Path):
    with filled.store.read() as connection:
        head = audit.head(connection)
    assert [added.how for added in filled.add([reports]) if isinstance(added, Added)] == ["unchanged"] * 3
    with filled.store.read() as connection:
        assert audit.head(connection) == head


def test_a_page_that_changed_is_a_new_version_and_the_old_one_is_kept(filled: Case, reports: Path):
    old = (reports / "one.txt").read_bytes()
    (reports / "one.txt").write_bytes(old.replace(b"seven", b"eight"))
    (added,) = filled.add([reports / "one.txt"])
    assert isinstance(added, Added)
    assert added.how == "new version"
    assert outputs.encoded(filled.ledger()) == built(reports)
    one = next(c for c in filled.captures() if c.report == "one")
    assert one.versions == 2
    assert not [hit for hit in filled.search("seven killed") if hit.report == "one"]
    with filled.store.read() as connection:
        assert filled.store.originals.read(connection, digest_of(old)) == old


def test_what_cannot_be_read_is_told_and_the_rest_is_added(new_case: NewCase, reports: Path):
    (reports / "empty.txt").touch()
    case = new_case()
    outcomes = list(case.add([reports, reports / "nowhere.txt"]))
    assert len([o for o in outcomes if isinstance(o, ReportError)]) == 2
    assert [c.report for c in case.captures()] == ["one", "three", "two"]


def test_a_case_is_made_once(new_where: Callable[[], str], reports: Path):
    where = new_where()
    with Case.create(where, who="Ana") as case:
        list(case.add([reports]))
    with pytest.raises(CaseError, match="there is a case already"):
        Case.create(where, who="Ben")
    with Case.open(where, who="Ben") as case:
        assert len(case.captures()) == 3


def test_where_there_is_no_case_it_says_so(tmp_path: Path):
    for where in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(CaseError, match="counterclaim new"):
            Case.open(where, who="Ana")


def test_somebody_does_it(new_where: Callable[[], str]):
    with pytest.raises(UsageError, match="nobody is named"):
        Case.create(new_where(), who=" ")
