"""An evidence bundle: everything of a case in one folder or archive, to be checked without this program.

The same case gives the same bytes. Names in it are made of digests, never of names that came from outside.
"""

import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Connection

from counterclaim import outputs
from counterclaim.case import assessing, audit, decisions, state
from counterclaim.case.anchors import Held
from counterclaim.case.decisions import Decision, Outcome
from counterclaim.case.originals import digest_of
from counterclaim.case.store import Store
from counterclaim.errors import CaseError

SUMS, README, TRAIL, HASHES = "SHA256SUMS", "README.txt", "audit.jsonl", "audit.sha256"
# The oldest time that a zip archive can hold; the real times stand in the records.
NO_TIME = (1980, 1, 1, 0, 0, 0)

_README = """\
EVIDENCE BUNDLE

Everything that a case of Counterclaim holds, to be checked with nothing but a shell.

  originals/       the reports, byte for byte as they were found; each file is named by its SHA-256
  captures.jsonl   where, when, by whom and with which program each was found
  ledger.json      what was read in them, with the decisions of the analysts
  dossier.html     the same for people; it opens offline
  readings.json    what the program read in them, before any decision
  decisions.jsonl  what analysts decided: who, when, why; also what was undone
  audit.jsonl      the audit trail: one line for each entry, in its order, without its hash
  audit.sha256     the hashes of these entries, one a line
  SHA256SUMS       the SHA-256 of every other file here

TO CHECK THAT NO FILE WAS CHANGED

  sha256sum --check SHA256SUMS            (on macOS: shasum -a 256 -c SHA256SUMS)

TO CHECK THAT EACH ORIGINAL IS THE ONE THAT ITS NAME SAYS

  cd originals && for f in *; do echo "$f  $f"; done | sha256sum --check

TO CHECK THAT NOTHING WAS REMOVED FROM THE TRAIL, PUT IN OR REWRITTEN

Each line of audit.jsonl hashes to the line of the same number in audit.sha256, and holds the hash of the line before
as its previous_hash (64 zeros in the first):

  while IFS= read -r line; do printf %s "$line" | sha256sum; done < audit.jsonl | cut -c1-64 | diff - audit.sha256
  (printf '%064d\\n' 0; sed '$d' audit.sha256) > before
  grep -o '"previous_hash":"[0-9a-f]*"' audit.jsonl | cut -d'"' -f4 | diff - before; rm before

Both print nothing if all is well. The payload of an entry "add" holds the SHA-256 of
the original and of its reading. That the end of the trail was not cut off shows only against a hash that was noted
elsewhere. The last hash of this bundle, and the SHA-256 of SHA256SUMS, are what to note:

  last hash of the trail: {head}
"""


def write(store: Store, target: Path) -> Path:
    """Write the bundle of a case into a new folder, or into a new archive if its name ends in .zip.

    Raises:
        CaseError: the target is there already, it cannot be written, or an original is missing or altered.
    """
    if target.exists():
        remedy = "Name another; a bundle is never written over"
        raise CaseError("there is something already", where=str(target), remedy=remedy)
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with store.faults_told(), store.read() as connection:
            target.parent.mkdir(parents=True, exist_ok=True)
            files = _Files(beside)
            if target.suffix.lower() == ".zip":
                files.archive = zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED)
            for name, data in _contents(store, connection):
                files.put(name, data)
            files.put(SUMS, files.sums())
            files.close()
            beside.replace(target)
    finally:
        if beside.is_dir():
            shutil.rmtree(beside, ignore_errors=True)
        else:
            beside.unlink(missing_ok=True)
    return target


class _Files:
    """A folder or an archive that is being written, with the digests of what is in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.archive: zipfile.ZipFile | None = None
        self.digests: dict[str, str] = {}

    def put(self, name: str, data: bytes) -> None:
        self.digests[name] = digest_of(data)
        if self.archive is not None:
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            self.archive.writestr(entry, data)
            return
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def sums(self) -> bytes:
        """Return the digests in the form of sha256sum."""
        return "".join(f"{digest}  {name}\n" for name, digest in sorted(self.digests.items())).encode()

    def close(self) -> None:
        if self.archive is not None:
            self.archive.close()


def _contents(store: Store, connection: Connection) -> Iterator[tuple[str, bytes]]:
    captures = state.captures(connection)
    reports = state.readings(connection, captures)
    held = [Held(report=reports[c.id], sha256=c.sha256, location=c.location, member=c.member) for c in captures]
    decided = decisions.load(connection)
    ledger, outcomes = assessing.assess(held, decided)
    trail = audit.read(connection)
    for sha256 in state.originals(connection):
        yield f"originals/{sha256}", store.originals.read(connection, sha256)
    yield "ledger.json", outputs.encoded(ledger)
    yield "dossier.html", outputs.dossier(ledger)
    yield "readings.json", outputs.encoded(assessing.assess(held, ())[0])
    yield "captures.jsonl", _lines(asdict(c) for c in state.history(connection, captures))
    yield "decisions.jsonl", decisions_file(decided, outcomes)
    yield TRAIL, _lines({k: json.loads(v) if k == "payload" else v for k, v in asdict(e).items() if k != "hash"}
                        for e in trail)  # fmt: skip
    yield HASHES, "".join(f"{entry.hash}\n" for entry in trail).encode()
    yield README, _README.format(head=trail[-1].hash if trail else audit.FIRST).encode()


def decisions_file(decided: list[Decision], outcomes: list[Outcome]) -> bytes:
    """Return the decisions as lines of JSON, each with what became of it."""
    became = {outcome.decision.id: outcome for outcome in outcomes}
    return _lines(
        {**asdict(d), **({"outcome": o.state, "detail": o.detail} if (o := became.get(d.id)) else {})} for d in decided
    )


def _lines(values: Iterator[dict[str, object]]) -> bytes:
    return "".join(audit.canonical(value) + "\n" for value in values).encode("utf-8", "backslashreplace")
