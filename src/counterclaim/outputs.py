"""The files of a build: a ledger and its dossier, which appear together and whole, or not at all."""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from counterclaim.errors import LedgerError, UsageError
from counterclaim.ledger import Ledger
from counterclaim.ledger_json import from_json, to_json

LEDGER, DOSSIER = "ledger.json", "dossier.html"


def check_folder(folder: Path) -> None:
    """See before long work whether the outputs can be put into a folder, which need not exist yet.

    Raises:
        UsageError: if it is a file, or cannot be written to.
    """
    with _refusal(folder):
        there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        if not there.is_dir():
            what = "this is a file, not a folder" if there == folder else f"{there} is a file, not a folder"
            raise UsageError(what, where=str(folder), remedy="Give --out a folder")
        if not os.access(there, os.W_OK | os.X_OK):
            raise UsageError("the folder cannot be written to", where=str(there), remedy="Give --out another folder")


def encoded(ledger: Ledger) -> bytes:
    """Return the bytes of ``ledger.json``."""
    # File names may hold bytes that are no characters; written as JSON's own escapes they survive.
    return to_json(ledger).encode("utf-8", "backslashreplace")


def dossier(ledger: Ledger) -> bytes:
    """Return the bytes of ``dossier.html``, with suggestions for the speakers that were lost."""
    from counterclaim.dossier.page import render
    from counterclaim.events.suggestions import suggest

    return render(ledger, suggestions=suggest(ledger)).encode("utf-8", "replace")


def write(ledger: Ledger, folder: Path) -> Path:
    """Write ledger and dossier into a folder, which is made if need be, and return the path of the dossier.

    Raises:
        UsageError: if they cannot be written; what was there before is then as it was.
    """
    contents = {folder / LEDGER: encoded(ledger), folder / DOSSIER: dossier(ledger)}
    with _refusal(folder):
        replace_all(contents)
    return folder / DOSSIER


def read(folder: Path) -> Ledger:
    """Read the ledger that a build wrote into a folder.

    Raises:
        UsageError: if there is none.
        LedgerError: if it is damaged.
    """
    path = folder / LEDGER
    try:
        return from_json(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise LedgerError("the ledger is not UTF-8", where=str(path), remedy="Build it again") from error
    except LedgerError as error:
        raise LedgerError(error.what, where=str(path), remedy=error.remedy) from error
    except OSError as error:
        what = f"the folder holds no {LEDGER}" if folder.is_dir() else "there is no such folder"
        if path.exists():
            what = f"its {LEDGER} cannot be read ({_reason(error)})"
        remedy = f"Build one first: counterclaim build PATH... --out {folder}"
        raise UsageError(what, where=str(folder), remedy=remedy) from error


def replace_all(contents: dict[Path, bytes]) -> None:
    """Put files of one folder in place together: all are written whole beside their places, then renamed.

    Raises:
        OSError: if one cannot be written or put in place; the files that stood there before stand there again.
    """
    folder = next(iter(contents)).parent
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    renamed: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in contents.items():
            _write_synced(_beside(path, "new"), content)
        for path in contents:
            _keep(path)
        for path in contents:
            renamed.append(path)
            _put_in_place(path)
    except BaseException:
        for path in renamed:
            _put_back(path)
        _clear(contents)
        for made in missing:
            with suppress(OSError):
                made.rmdir()
        raise
    _clear(contents)


def _beside(path: Path, role: str) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.{role}")


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())  # else a power cut after the renaming could leave an empty file under the name


def _keep(path: Path) -> None:
    """Keep the file that a new one will replace, under another name, until all are in place."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, f"{path.name} is a folder there")
    if not path.exists():
        return
    try:
        _beside(path, "old").hardlink_to(path)
    except OSError:  # a file system without links
        shutil.copy2(path, _beside(path, "old"))


def _put_in_place(path: Path) -> None:
    _beside(path, "new").replace(path)


def _put_back(path: Path) -> None:
    with suppress(OSError):
        if _beside(path, "old").exists():
            _beside(path, "old").replace(path)
        else:
            path.unlink(missing_ok=True)


def _clear(paths: Iterable[Path]) -> None:
    for path in paths:
        for role in ("new", "old"):
            with suppress(OSError):
                _beside(path, role).unlink(missing_ok=True)


@contextmanager
def _refusal(folder: Path) -> Iterator[None]:
    """Turn what the operating system refuses into an error that says what to do."""
    try:
        yield
    except OSError as error:
        remedy = "Free some space, or give --out another folder; what was there before is unchanged"
        raise UsageError(f"nothing was written ({_reason(error)})", where=str(folder), remedy=remedy) from error


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
