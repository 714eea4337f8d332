"""What a case must withstand: an end at any moment, several at once, no room, no permission."""

import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from counterclaim import outputs, pipeline
from counterclaim.case.adding import Added
from counterclaim.case.case import Case
from counterclaim.case.originals import FolderOriginals
from counterclaim.errors import CaseError

Say = Callable[[str], None]
ManyReports = Callable[[str, int], list[Path]]


@pytest.fixture
def many(texts: dict[str, str], tmp_path: Path) -> ManyReports:
    """Give so many short reports in a folder of their own."""

    def make(folder: str, number: int) -> list[Path]:
        (tmp_path / folder).mkdir()
        paths = [tmp_path / folder / f"{folder}{n}.txt" for n in range(number)]
        for n, path in enumerate(paths):
            path.write_text(f"Fire {n} of {folder}\n\nThe Valley Ministry said on Tuesday that {n + 2} people died.\n")
        return paths

    return make


@pytest.fixture(autouse=True)
def warm() -> None:
    """Load the parser before processes are forked, so that each need not do it."""
    from counterclaim.language import parse

    parse.model()


def dies_at(case: Case, number: int) -> None:
    """Let this process be killed outright before its nth step that matters: a statement, a commit, a renaming."""
    left = [number]

    def step(*_: object, **__: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(case.store.engine, "before_cursor_execute", step)
    event.listen(case.store.engine, "commit", step)
    real = Path.replace

    def replace(path: Path, target: Path) -> Path:
        step()
        done = real(path, target)
        step()
        return done

    Path.replace = replace  # type: ignore[method-assign]  # this process ends soon, in one way or another


def test_whoever_is_killed_at_any_step_loses_nothing_that_was_said_to_be_done(new_where, child, many: ManyReports):
    where, paths = new_where(), many("a", 2)
    Case.create(where, who="Ana").close()

    def work(step: int) -> Callable[[Say], None]:
        def run(say: Say) -> None:
            case = Case.open(where, who="Ana")
            dies_at(case, step)
            for added in case.add(paths):
                assert isinstance(added, Added)
                say(f"report {Path(added.origin).stem}")
            say(f"decision {case.note('case', f'step {step}')}")

        return run

    step, said = 0, set[str]()
    status = -signal.SIGKILL
    while status == -signal.SIGKILL:
        step += 1
        status, lines = child(work(step)).end()
        said.update(lines)
        with Case.open(where, who="Ben") as case:
            done = {f"report {c.report}" for c in case.captures()} | {f"decision {d.id}" for d in case.decisions()}
            assert said <= done, (step, said)
            assert len(case.ledger().reports) == len(case.captures())
            assert case.verify().faults == ()
    assert status == 0, lines
    assert step > 20
    with Case.open(where, who="Ben") as case:
        assert outputs.encoded(case.ledger()) == outputs.encoded(pipeline.build(paths).ledger)


def test_several_at_once_lose_nothing_and_wait_their_turn(new_where, child, many: ManyReports):
    where = new_where()
    Case.create(where, who="Ana").close()
    folders = {name: many(name, 6) for name in ("a", "b", "c")}
    shared = many("shared", 4)

    def work(name: str) -> Callable[[Say], None]:
        def run(say: Say) -> None:
            with Case.open(where, who=name) as case:
                for path in (*folders[name], *shared):
                    for added in case.add([path]):
                        assert isinstance(added, Added), added
                        say(f"report {Path(added.origin).stem}")
                    say(f"decision {case.note('case', name)}")

        return run

    children = [child(work(name)) for name in folders]
    ends = [one.end() for one in children]
    assert [status for status, _ in ends] == [0, 0, 0], ends
    said = [line for _, lines in ends for line in lines]
    with Case.open(where, who="Ana") as case:
        captures, decisions = case.captures(), case.decisions()
        assert {line for line in said if line.startswith("report")} == {f"report {c.report}" for c in captures}
        assert sorted(line for line in said if line.startswith("decision")) == sorted(
            f"decision {d.id}" for d in decisions
        )
        assert {c.versions for c in captures} == {1}
        assert case.verify().faults == ()


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder that users without any rights can reach."""
    made = Path(tempfile.mkdtemp(prefix="cccase"))
    made.chmod(0o755)
    yield made
    for path in (made, *made.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(made)


@pytest.mark.parametrize("room", [0, 2_000, 20_000, 60_000])
def test_a_full_disk_is_told_and_nothing_is_half_done(folder: Path, child, many: ManyReports, room: int):
    paths = many("a", 30)
    with Case.create(folder / "case", who="Ana") as case:
        list(case.add(paths[:1]))

    def work(say: Say) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))  # the kernel then refuses what is larger
        with Case.open(folder / "case", who="Ana") as case:
            for added in case.add(paths):
                assert isinstance(added, Added), added
                say(f"report {Path(added.origin).stem}")

    status, lines = child(work).end()
    assert status == 1
    assert lines[-1].startswith("fault: CaseError: [CC-E500]"), lines
    assert "Free some space" in lines[-1]
    with Case.open(folder / "case", who="Ben") as case:
        assert {f"report {c.report}" for c in case.captures()} >= set(lines[:-1])
        assert case.verify().faults == ()
        list(case.add(paths))
        assert len(case.captures()) == 30


def test_a_folder_that_cannot_be_written_to_is_read_and_refuses_the_rest(folder: Path, child, many: ManyReports):
    paths = many("a", 2)
    with Case.create(folder / "case", who="Ana") as case:
        list(case.add(paths[:1]))
    held = [folder / "case", *(folder / "case").rglob("*")]
    for path in held:
        path.chmod(0o555 if path.is_dir() else 0o444)

    def work(say: Say) -> None:
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)  # nobody; the rights of a file mean nothing to root
        with Case.open(folder / "case", who="Ana") as case:
            say(f"{len(case.ledger().reports)} report, {len(case.search('people'))} places")
            say(f"{len(case.verify().faults)} faults")
            for attempt in (lambda: list(case.add(paths)), lambda: case.note("case", "x"), lambda: list(case.rerun())):
                with pytest.raises(CaseError, match="cannot be written to"):
                    attempt()  # type: ignore[no-untyped-call]
        with pytest.raises(CaseError, match="cannot be made"):
            Case.create(folder / "case" / "new", who="Ana")

    assert child(work).end() == (0, ["1 report, 2 places", "0 faults"])


def test_two_that_make_one_case_make_one(new_where, child):
    where = new_where()

    def work(say: Say) -> None:
        try:
            Case.create(where, who="Ana").close()
            say("made")
        except CaseError as error:
            say(error.what)

    ends = [one.end() for one in [child(work) for _ in range(4)]]
    assert sorted(line for _, lines in ends for line in lines) == ["made", *["there is a case already"] * 3]
    with Case.open(where, who="Ana") as case:
        assert case.verify().faults == ()


def test_an_original_is_in_its_place_before_anything_speaks_of_it(tmp_path: Path, monkeypatch: Any):
    originals = FolderOriginals(tmp_path / "originals")
    synced: list[int] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(handle) or real(handle))
    digest = originals.keep(b"as it was")
    assert len(synced) == 4  # the file, then the folders that lead to it
    assert originals.path(digest).read_bytes() == b"as it was"
    assert originals.keep(b"as it was") == digest
    assert len(synced) == 4
