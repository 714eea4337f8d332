"""Originals, byte for byte, each under the SHA-256 of its bytes: in a folder, or in a table where there is no folder.

An original is safe on the disk before anything in the database speaks of it. So a crash leaves at most an original
that nobody asks for, never a report whose original is missing.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, insert, select

from counterclaim.case.schema import CONTENT
from counterclaim.errors import CaseError

_MEND = "Put it back from a backup, or add the report again"


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class Originals(Protocol):
    """Where the originals of a case are kept."""

    def keep(self, data: bytes) -> str:
        """Put bytes in their place before the transaction, and return their SHA-256."""

    def enter(self, connection: Connection, sha256: str, data: bytes) -> None:
        """Put bytes in their place within the transaction that notes them."""

    def read(self, connection: Connection, sha256: str) -> bytes:
        """Return the bytes; they are what they were, or this raises.

        Raises:
            CaseError: the original is missing, or its bytes have changed.
        """

    def strays(self, connection: Connection, known: frozenset[str]) -> Iterator[tuple[str, bool]]:
        """Yield what lies among the originals and is none, and whether it is only what a crash left behind."""


class FolderOriginals:
    """Originals as files: ``originals/ab/abcdef…``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Return where the original with this digest lies."""
        return self.folder / sha256[:2] / sha256

    def keep(self, data: bytes) -> str:
        """Write the bytes beside their place, see them safe on the disk, and put them there in one step."""
        sha256 = digest_of(data)
        path = self.path(sha256)
        if self._holds(path, data):
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{sha256}.{os.getpid()}.new")
        try:
            with beside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.chmod(0o444)  # kept from slips of the hand; what is done on purpose, verify finds
            beside.replace(path)
        except BaseException:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise
        for folder in (path.parent, self.folder, self.folder.parent):
            _sync(folder)
        return sha256

    @staticmethod
    def _holds(path: Path, data: bytes) -> bool:
        try:
            return path.read_bytes() == data
        except OSError:
            return False

    def enter(self, connection: Connection, sha256: str, data: bytes) -> None:
        """Nothing is left to do: ``keep`` has done it."""

    def read(self, connection: Connection, sha256: str) -> bytes:
        """Return the bytes of an original."""
        path = self.path(sha256)
        try:
            data = path.read_bytes()
        except OSError as error:
            what = "the original is missing" if not path.exists() else f"the original cannot be read ({error.strerror})"
            raise CaseError(
                what, where=str(path), remedy="Put it back from a backup, or add the report again"
            ) from error
        return _unchanged(data, sha256, str(path))

    def strays(self, connection: Connection, known: frozenset[str]) -> Iterator[tuple[str, bool]]:
        """Yield files that are no originals of the case; those that ``keep`` wrote before an end are harmless."""
        for base, _, names in os.walk(self.folder):
            for path in (Path(base, name) for name in sorted(names) if name not in known):
                begun = path.name.startswith(".") and path.suffix == ".new"
                yield str(path), begun or path.name == digest_of(path.read_bytes())


class TableOriginals:
    """Originals as rows of the database."""

    def keep(self, data: bytes) -> str:
        """Return the digest; the transaction that notes the original also keeps its bytes."""
        return digest_of(data)

    def enter(self, connection: Connection, sha256: str, data: bytes) -> None:
        """Write the bytes, unless they are there."""
        if connection.execute(select(CONTENT.c.sha256).where(CONTENT.c.sha256 == sha256)).first() is None:
            connection.execute(insert(CONTENT).values(sha256=sha256, data=data))

    def read(self, connection: Connection, sha256: str) -> bytes:
        """Return the bytes of an original."""
        data = connection.execute(select(CONTENT.c.data).where(CONTENT.c.sha256 == sha256)).scalar()
        if data is None:
            remedy = "Put it back from a backup, or add the report again"
            raise CaseError("the original is missing", where=f"content {sha256}", remedy=remedy)
        return _unchanged(bytes(data), sha256, f"content {sha256}")

    def strays(self, connection: Connection, known: frozenset[str]) -> Iterator[tuple[str, bool]]:
        """Yield rows that are no originals of the case; the database itself sees to it that there are none."""
        found = connection.execute(select(CONTENT.c.sha256).order_by(CONTENT.c.sha256)).scalars()
        yield from ((f"content {sha256}", False) for sha256 in found if sha256 not in known)


def _unchanged(data: bytes, sha256: str, where: str) -> bytes:
    if digest_of(data) != sha256:
        remedy = "Put it back from a backup; nothing is read from bytes that nobody vouches for"
        raise CaseError("the original has been altered: its SHA-256 is another one", where=where, remedy=remedy)
    return data


def _sync(folder: Path) -> None:
    """See the names in a folder safe on the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
