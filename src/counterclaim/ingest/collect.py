"""Paths to the files that are to be read, each once, in an order that does not depend on how they were given."""

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from counterclaim.errors import ReportError
from counterclaim.ingest.extract import DEFAULTS, Options
from counterclaim.ingest.formats import FORMATS, ending_of, stem_of

# The heading of a table or the root of a feed stands in these first bytes of its file.
SNIFFED_BYTES = 65_536

# What browsers call the folder of a saved page, in their languages.
_COMPANION = re.compile(
    r"(?P<page>.+)[_-](?:files|Dateien|fichiers|bestanden|file|archivos|filer|tiedostot|pliki|soubory|elemei|ficheiros"
    r"|arquivos|dosyalar|datoteke|fitxers|failid|fails|bylos|fajlovi|fitxategiak)"
)

_SPACES = re.compile(r"\s+")

ENDINGS = ", ".join(FORMATS)


# The names on the path to a file, its own the last.
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is to be read, and the id that its report gets."""

    path: Path
    report_id: str


def collect(paths: Iterable[Path], options: Options = DEFAULTS) -> tuple[list[Source], list[ReportError]]:
    """Expand files and folders into the files to read, with an error for each path that leads to none.

    Folders are searched with all their subfolders; hidden files, files of other formats, and what a browser saved
    with a page in a folder beside it, are passed over. A file that is reached twice is read once. Ids are the file
    names without ending; where two would be the same, the folder below the common root is added, then the ending.
    """
    found: dict[Path, Path] = {}
    errors: list[ReportError] = []
    for path in paths:
        files, error = _expand(path, options)
        errors += [error] if error else []
        for file in files:
            key = file.resolve()
            found[key] = min(found.get(key, file), file)
    below = dict(zip(found, below_root(found), strict=True))
    order = sorted(found, key=lambda key: below[key])
    named = ids(below[key] for key in order)
    errors.sort(key=lambda error: error.where)
    return [Source(found[key], named[below[key]]) for key in order], errors


def below_root(files: Iterable[Path | str]) -> list[Names]:
    """Return for each file, given with its whole path, the names on its path below the folder that holds them all."""
    paths = [os.fspath(file) for file in files]
    folders = {os.path.dirname(path) for path in paths}  # noqa: PTH120 - of thousands of paths, as text
    depth = len(_names(os.path.commonpath(folders))) if folders else 0
    return [_names(path)[depth:] for path in paths]


def _names(path: str) -> Names:
    """Return the names on a whole path in its plain form; with thousands, ``Path`` is slow."""
    return tuple(filter(None, path.split(os.sep)))  # noqa: PTH206


def _expand(path: Path, options: Options) -> tuple[list[Path], ReportError | None]:
    try:
        return _files_at(path, options)
    except OSError as error:  # a name that is too long, a disk that is gone
        what = f"the path cannot be followed ({error.strerror})"
        return [], ReportError(what, where=str(path), remedy="Check the path and its permissions")


def _files_at(path: Path, options: Options) -> tuple[list[Path], ReportError | None]:
    where = str(path)
    if path.is_dir():
        files = sorted(file for file in _walk(path) if _is_ours(file, options))
        if files:
            return files, None
        return [], ReportError(
            "the folder holds no report", where=where, remedy=f"Put files ending in {ENDINGS} into it"
        )
    if not path.exists():
        return [], ReportError("there is no such file or folder", where=where, remedy="Check the path for a slip")
    if not path.is_file():
        return [], ReportError("this is neither a file nor a folder", where=where, remedy="Give a file or a folder")
    if ending_of(path) is None:
        ending = f"files ending in {path.suffix}" if path.suffix else "files without an ending"
        return [], ReportError(f"{ending} cannot be read", where=where, remedy=f"Save the report as one of {ENDINGS}")
    return [path], None


def _is_ours(path: Path, options: Options) -> bool:
    """Tell whether a file found in a folder holds reports, and not, say, a table of something else."""
    ending = ending_of(path)
    if ending is None:
        return False
    if not FORMATS[ending].sniffed:
        return True
    try:
        with path.open("rb") as file:
            return FORMATS[ending].is_ours(file.read(SNIFFED_BYTES), options)
    except OSError:
        return True  # whoever reads it will say why it cannot be opened


def _is_of_page(folder: str, pages: set[str]) -> bool:
    """Tell whether a folder holds the pictures and frames that a browser saved with the page beside it."""
    match = _COMPANION.fullmatch(folder)
    return match is not None and match["page"] in pages


def _walk(folder: Path) -> Iterable[Path]:
    for base, folders, files in os.walk(folder):  # does not follow links to folders, so it ends
        pages = {stem_of(Path(name)) for name in files if name.lower().endswith((".html", ".htm"))}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_of_page(name, pages))
        for name in files:
            if not name.startswith(".") and (file := Path(base, name)).is_file():
                yield file


def ids(paths: Iterable[Names]) -> dict[Names, str]:
    """Name each path by the shortest of its names that no other path has."""
    paths = list(paths)
    stems = {path: stem_of(path[-1]) for path in paths}
    found: dict[Names, str] = {}
    taken: set[str] = set()
    for name in (_by_stem, _by_folder, _by_ending, _by_digest):
        open_paths = [path for path in paths if path not in found]
        if not open_paths:  # nearly always after the first
            break
        named = {path: name(path, stems[path]) for path in paths}
        count = Counter(named.values())
        found |= {path: named[path] for path in open_paths if count[named[path]] == 1 and named[path] not in taken}
        taken = set(stems.values())
    return found


def _by_stem(_: Names, stem: str) -> str:
    return stem


def _by_folder(path: Names, stem: str) -> str:
    return "-".join([stem, *("_".join(_SPACES.split(part)) for part in path[:-1])])


def _by_ending(path: Names, stem: str) -> str:
    file = Path(path[-1])
    return f"{_by_folder(path, stem)}-{(ending_of(file) or file.suffix).lstrip('.')}"


def _by_digest(path: Names, stem: str) -> str:
    return f"{stem}-{hashlib.sha256(os.fsencode('/'.join(path))).hexdigest()[:12]}"
