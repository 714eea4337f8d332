"""What all tests share: no network, and the sets beside the checkout where there are any."""

from collections.abc import Callable
from pathlib import Path

import pytest
import pytest_socket

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup() -> None:
    # Sockets of the machine itself stay: processes of one program, and a browser, talk through them.
    pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """Return a path under ../shared; a test that asks for one that is not there is skipped, and says which."""

    def path(name: str) -> Path:
        found = SHARED / name
        if not found.exists():
            pytest.skip(f"../shared/{name} is not there")
        return found

    return path
