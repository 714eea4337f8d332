import os
from pathlib import Path

import pytest

from counterclaim import outputs
from counterclaim.errors import UsageError
from counterclaim.ledger import Ledger, Report
from counterclaim.ledger_json import from_json

OLD = {"ledger.json": b"old ledger", "dossier.html": b"old dossier", "notes.md": b"mine"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in OLD.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_an_older_pair_is_replaced_and_nothing_else(folder: Path):
    outputs.write(Ledger(), folder)
    now = contents(folder)
    assert set(now) == set(OLD)
    assert from_json(now["ledger.json"].decode()) == Ledger()
    assert now["dossier.html"].startswith(b"<!")
    assert now["notes.md"] == b"mine"


def test_files_are_readable_as_the_user_has_it(tmp_path: Path):
    before = os.umask(0o027)
    try:
        outputs.write(Ledger(), tmp_path / "new")
    finally:
        os.umask(before)
    assert (tmp_path / "new" / "ledger.json").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("failing", range(1, 5))
@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_at_any_step_leaves_the_older_pair(folder, monkeypatch, failing, fault):
    """Each writing and each renaming fails in its turn."""
    steps = 0

    def failing_at(step):
        def work(*arguments):
            nonlocal steps
            steps += 1
            if steps == failing:
                raise fault
            return step(*arguments)

        return work

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing_at(os.fsync))
        patch.setattr(outputs, "_put_in_place", failing_at(outputs._put_in_place))
        with pytest.raises((UsageError, KeyboardInterrupt)):
            outputs.write(Ledger(), folder)
    assert contents(folder) == OLD


def test_a_failure_in_a_new_folder_leaves_no_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(outputs, "_put_in_place", lambda path: (_ for _ in ()).throw(PermissionError(13, "no")))
    with pytest.raises(UsageError, match="nothing was written"):
        outputs.write(Ledger(), tmp_path / "a" / "b")
    assert contents(tmp_path) == {}


def test_links_are_not_needed(folder, monkeypatch):
    def refused(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    monkeypatch.setattr(outputs, "_put_in_place", refused)
    with pytest.raises(UsageError):
        outputs.write(Ledger(), folder)
    assert contents(folder) == OLD


def test_a_file_name_that_is_no_text_survives(tmp_path):
    name = os.fsdecode(b"r\xe9port.txt")
    ledger = Ledger(reports=(Report(id=name, origin=name, sha256="0", text="x"),))
    outputs.write(ledger, tmp_path)
    assert outputs.read(tmp_path) == ledger
