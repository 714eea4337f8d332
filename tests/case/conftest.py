"""Cases for tests: on SQLite, and on a PostgreSQL that is started here where there is one."""

import os
import pwd
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from counterclaim.case.case import Case

# Invented: a dam, a ministry, a monitor.
TEXTS = {
    "one": "Dam fire kills seven\n\nBy Valley Post, 2 March 2021\n\nThe Valley Ministry of Water said on Tuesday that "
    "seven people were killed in a fire at the dam in Kariba. Governor Ana Kovac blamed the River Front for the fire. "
    "The River Front denied that it set the fire.\n",
    "two": "Front rejects blame\n\n3 March 2021\n\nThe River Front denied on Wednesday that it was responsible for the "
    "fire at the dam in Kariba on Tuesday. “We had nobody there,” its spokesman Ben Adeyemi said. A monitor said that "
    "nine people had been killed.\n",
    "three": "Toll rises at dam\n\n4 March 2021\n\nThe Valley Ministry of Water said on Thursday that nine people were "
    "killed in Tuesday’s fire at the dam in Kariba, up from seven. Ana Kovac said the River Front had used petrol "
    "bombs.\n",
}
START = datetime(2021, 3, 5, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that is a minute further each time somebody looks at it."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    on_path = shutil.which("initdb")
    return found[-1] if found else Path(on_path).parent if on_path else None


def _as_server() -> list[str]:
    """Return what starts a command as a user that PostgreSQL accepts: it refuses to run as root."""
    if os.getuid() != 0:
        return []
    pwd.getpwnam("postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Start a PostgreSQL that is reached through a socket file alone, and give its folder; skip where there is none."""
    pytest.importorskip("psycopg")
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed")
    folder = tempfile.mkdtemp(prefix="ccpg")
    try:
        user = _as_server()
        if user:
            shutil.chown(folder, "postgres")
        data = f"{folder}/data"
        make = [*user, binaries / "initdb", "-D", data, "-U", "tester", "--no-sync", "-E", "UTF8"]
        subprocess.run(make, check=True, capture_output=True, cwd=folder)
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        start = [*user, binaries / "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start"]
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    except (OSError, KeyError, subprocess.CalledProcessError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL cannot be started here ({error})")
    yield folder
    stop = [*user, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"]
    subprocess.run(stop, check=False, capture_output=True, cwd=folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_database(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Give addresses of empty databases."""
    folder = request.getfixturevalue("server")

    def make() -> str:
        engine = create_engine(f"postgresql://tester@/postgres?host={folder}", isolation_level="AUTOCOMMIT")
        name = f"case{len(made)}_{os.getpid()}_{abs(hash(request.node.nodeid)) % 10**8}"
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
        engine.dispose()
        made.append(name)
        return f"postgresql://tester@/{name}?host={folder}"

    made: list[str] = []
    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def new_where(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Give places where no case is yet, on both kinds of database."""
    if request.param == "postgresql":
        return request.getfixturevalue("new_database")  # type: ignore[no-any-return]
    made: list[Path] = []

    def make() -> str:
        made.append(tmp_path / f"case{len(made)}")
        return str(made[-1])

    return make


@pytest.fixture
def new_case(new_where: Callable[[], str]) -> Iterator[Callable[[], Case]]:
    """Give new, empty cases."""
    opened: list[Case] = []

    def make() -> Case:
        opened.append(Case.create(new_where(), who="Ana", clock=Clock()))
        return opened[-1]

    yield make
    for case in opened:
        case.close()


@pytest.fixture
def texts() -> dict[str, str]:
    """Give the texts of the three reports."""
    return TEXTS


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Give a folder with three reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, words in TEXTS.items():
        (folder / f"{name}.txt").write_text(words, "utf-8")
    return folder


@pytest.fixture
def filled(new_case: Callable[[], Case], reports: Path) -> Case:
    """Give a case with the three reports."""
    case = new_case()
    list(case.add([reports]))
    return case


def _in_child(work: Callable[[Callable[[str], None]], None]) -> "Child":
    """Do something in a process of its own, which says by a pipe what it has done, and what went wrong."""
    read_end, write_end = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn where libraries have threads
        process = os.fork()
    if process == 0:
        os.close(read_end)
        status = 1
        try:
            work(lambda words: os.write(write_end, f"{words}\n".encode()) and None)
            status = 0
        except BaseException as error:
            os.write(write_end, f"fault: {type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(status)
    os.close(write_end)
    return Child(process, read_end)


class Child:
    """A process that was started for a test."""

    def __init__(self, process: int, pipe: int) -> None:
        self.process, self.pipe = process, pipe

    def end(self) -> tuple[int, list[str]]:
        """Wait for its end; return its exit status (negative: the signal that ended it) and what it said."""
        with os.fdopen(self.pipe, "rb") as said:
            lines = said.read().decode().splitlines()
        _, status = os.waitpid(self.process, 0)
        return os.waitstatus_to_exitcode(status), lines


@pytest.fixture
def child() -> Callable[[Callable[[Callable[[str], None]], None]], Child]:
    """Give what starts a process for a test."""
    if not hasattr(os, "fork"):
        pytest.skip("this system has no fork")
    return _in_child
