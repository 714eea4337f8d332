"""The database of a case: opened, read, and written to in transactions that are done whole or not at all.

SQLite runs in its write-ahead mode: readers never wait, and writers take turns (``BEGIN IMMEDIATE``). A transaction
that another program kept from being done is done again; nobody is told that a database is locked.
"""

import errno
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from counterclaim.case import migrate
from counterclaim.case.originals import FolderOriginals, Originals, TableOriginals
from counterclaim.case.schema import REVISION
from counterclaim.errors import CaseError

FILE, ORIGINALS = "case.sqlite", "originals"
# A writer waits its turn so long, in milliseconds; adding one report takes a hundredth of a second of it.
PATIENCE_MS = 60_000
# A transaction that lost against another (a deadlock, a snapshot that is too old) is done again so many times.
MOST_TRIES = 8
# What PostgreSQL answers where a transaction should be done again.
AGAIN = {"40001", "40P01"}
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

Result = TypeVar("Result")


class Store:
    """The database and the originals of one case.

    Attributes:
        where: the folder, or the address of the database without its password; for messages.
    """

    def __init__(self, engine: Engine, originals: Originals, where: str, *, read_only: bool = False) -> None:
        self.engine, self.originals, self.where, self.read_only = engine, originals, where, read_only

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection for reading: all that is read through it is of one moment."""
        with self.faults_told(), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    def check_writable(self) -> None:
        """See before long work whether anything can be written.

        Raises:
            CaseError: nothing can.
        """
        if self.read_only:
            raise CaseError("the case cannot be written to", where=self.where, remedy=_ELSEWHERE)

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """Do something in one transaction, again if another program came between; it is safe on the disk afterwards."""
        self.check_writable()
        with self.faults_told():
            for left in reversed(range(MOST_TRIES)):
                try:
                    with self.engine.connect() as connection:
                        connection = connection.execution_options(counterclaim_writes=True)
                        with connection.begin():
                            return work(connection)
                except DBAPIError as error:
                    if not left or not _is_passing(error):
                        raise
                    time.sleep(random.uniform(0.01, 0.1))
        raise AssertionError("the last try returns or raises")

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @contextmanager
    def faults_told(self) -> Iterator[None]:
        """Turn what the database or the disk refuses into an error that says what to do."""
        try:
            yield
        except DBAPIError as error:
            raise fault(error, self.where) from error
        except OSError as error:
            where = str(error.filename or self.where)
            remedy = "Free some space; what the case held is as it was" if error.errno in FULL else _ELSEWHERE
            raise CaseError(f"nothing was written ({error.strerror})", where=where, remedy=remedy) from error


_ELSEWHERE = "Check the permissions of the folder, or work on a copy of it"


def fault(error: DBAPIError, where: str) -> CaseError:
    """Return what the database refused as an error that says what to do."""
    words = str(error.orig)
    if "locked" in words or "busy" in words:
        what, remedy = "another program has been writing to the case for a minute", "Try again when it is done"
    elif "full" in words or "disk I/O" in words or getattr(error.orig, "sqlstate", None) == "53100":
        what, remedy = "nothing was written: the disk is full, or fails", "Free some space; the case is as it was"
    elif "readonly" in words or "unable to open" in words:
        what, remedy = "the case cannot be written to", _ELSEWHERE
    elif "malformed" in words or "not a database" in words:
        what, remedy = f"the database is damaged ({words})", "Restore the folder from a backup"
    else:
        what, remedy = f"the database refuses ({' '.join(words.split())})", "See what the database's own log says"
    return CaseError(what, where=where, remedy=remedy)


def _is_passing(error: DBAPIError) -> bool:
    words = str(error.orig)
    return "locked" in words or "busy" in words or getattr(error.orig, "sqlstate", None) in AGAIN


def is_address(where: str) -> bool:
    """Tell whether this is the address of a database and no path."""
    return where.startswith(("postgresql:", "postgresql+", "postgres:"))


def create(where: str) -> Store:
    """Make the database of a new case.

    Raises:
        CaseError: there is a case already, or it cannot be made.
    """
    if is_address(where):
        store = _on_postgresql(where)
        store.write(lambda connection: _make_once(connection, store.where))
        return store
    folder = Path(where)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _make_file(folder)
    except FileExistsError as error:
        what = "there is a case already" if (folder / FILE).exists() else "this is a file, not a folder"
        raise CaseError(what, where=where, remedy="Name another folder, or add to this case") from error
    except OSError as error:
        raise CaseError(f"the case cannot be made ({error.strerror})", where=where, remedy=_ELSEWHERE) from error
    return open_store(where)


def _make_once(connection: Connection, where: str) -> None:
    connection.execute(text(f"SELECT pg_advisory_xact_lock({migrate.MIGRATING})"))
    if migrate.revision_of(connection) is not None:
        raise CaseError("there is a case already", where=where, remedy="Name another database, or add to this case")
    migrate.migrate(connection)


def _make_file(folder: Path) -> None:
    """Make the database beside its place, and put it there whole; whoever comes second is refused."""
    if (folder / FILE).exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder / FILE))
    beside = folder / f".{FILE}.{os.getpid()}.new"
    try:
        engine = _sqlite(beside)
        connection = engine.raw_connection()  # the mode cannot be changed within a transaction
        connection.cursor().execute("PRAGMA journal_mode = WAL")
        connection.close()
        store = Store(engine, FolderOriginals(folder / ORIGINALS), str(folder))
        store.write(migrate.migrate)
        store.close()
        try:
            (folder / FILE).hardlink_to(beside)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            beside.rename(folder / FILE)
    finally:
        for path in folder.glob(f"{beside.name}*"):
            with suppress(OSError):
                path.unlink()


def holds_case(where: str) -> bool:
    """Tell whether a path is the folder of a case, or an address is that of a database."""
    return is_address(where) or (Path(where) / FILE).is_file()


def open_store(where: str) -> Store:
    """Open the database of a case, and bring it to the tables of this version if need be.

    Raises:
        CaseError: there is no case, it cannot be read, or a newer version of the program wrote it.
    """
    if is_address(where):
        store = _on_postgresql(where)
    elif holds_case(where):
        store = _in_folder(Path(where))
    else:
        what = "the folder holds no case" if Path(where).is_dir() else "there is no such case"
        raise CaseError(what, where=where, remedy=f"Make one first: counterclaim new {where}")
    with store.read() as connection:
        revision = migrate.revision_of(connection)
    if revision is None:
        raise CaseError("the database holds no case", where=store.where, remedy="Make one first: counterclaim new")
    migrate.refuse_newer(revision, store.where)
    if revision != REVISION:
        store.write(migrate.migrate)
    return store


def _on_postgresql(where: str) -> Store:
    address = where.replace("postgres:", "postgresql:", 1) if where.startswith("postgres:") else where
    try:
        engine = create_engine(address, poolclass=NullPool)
        engine.dialect.import_dbapi()
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        missing = isinstance(error, ImportError)
        what = "the driver for PostgreSQL is not installed" if missing else "this is no address of a database"
        remedy = "pip install 'counterclaim[pg]'" if missing else "Write it as postgresql://user@host/database"
        raise CaseError(what, where="postgresql" if missing else where.partition("@")[2], remedy=remedy) from error
    return Store(engine, TableOriginals(), engine.url.render_as_string(hide_password=True))


def _in_folder(folder: Path) -> Store:
    read_only = not os.access(folder, os.W_OK) or not os.access(folder / FILE, os.W_OK)
    originals = FolderOriginals(folder / ORIGINALS)
    return Store(_sqlite(folder / FILE, read_only=read_only), originals, str(folder), read_only=read_only)


def _sqlite(path: Path, *, read_only: bool = False) -> Engine:
    # SQLite reads a database in write-ahead mode from a folder that it cannot write to only if told that nothing
    # changes there; where others still write to it, its log lies beside it, and SQLite itself finds it.
    unchanging = "&immutable=1" if not path.with_name(f"{path.name}-wal").exists() else ""
    options = f"?mode=ro{unchanging}" if read_only else "?mode=rwc"
    address = f"file:{_escaped(path.absolute())}{options}"
    engine = create_engine("sqlite://", poolclass=NullPool, creator=lambda: _connect(address))
    event.listen(engine, "begin", _begin)
    return engine


def _escaped(path: Path) -> str:
    from urllib.parse import quote_from_bytes

    return quote_from_bytes(os.fsencode(path))


def _connect(address: str) -> Any:  # noqa: ANN401 - SQLAlchemy asks for no more
    import sqlite3

    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=PATIENCE_MS / 1000)
    for line in ("foreign_keys = ON", "synchronous = FULL", f"busy_timeout = {PATIENCE_MS}"):
        connection.execute(f"PRAGMA {line}")
    return connection


def _begin(connection: Connection) -> None:
    """Begin as the transaction is meant: one that writes takes its turn at once, and cannot lose it later."""
    writes = connection.get_execution_options().get("counterclaim_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
