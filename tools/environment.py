"""Make .venv hold exactly what a lock file names, and the project itself: ``environment.py run`` or ``dev``.

Nothing is done where the lock file and pyproject.toml are those of the last time. Standard library only, since
this is the first thing that runs in a fresh clone.
"""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
PYTHON = HOME / "bin" / "python"


def digest(*paths: Path) -> str:
    """Return one SHA-256 over the contents of files."""
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in paths)).hexdigest()


def works() -> bool:
    """Tell whether there is a virtual environment whose Python runs (that of a moved folder does not)."""
    try:
        version = subprocess.run(
            [PYTHON, "-c", "import pip"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
    except OSError:
        return False
    return version.returncode == 0


def pip(*arguments: str) -> None:
    """Run pip in the virtual environment; its own message says what is wrong if it fails."""
    # Twice quiet leaves the errors; the warnings are about a machine's own settings.
    options = ["--quiet", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command = [str(PYTHON), "-m", "pip", "install", *options, *arguments]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit("environment.py: the packages could not be installed; pip says above why")


def main() -> None:
    """Bring .venv in line with the lock file named on the command line."""
    if sys.version_info < OLDEST:
        have = ".".join(map(str, sys.version_info[:2]))
        sys.exit(f"Counterclaim needs Python 3.11 or newer; this is {have}. Name another: make PYTHON=python3.12 ...")
    name = sys.argv[1]
    lock, stamp = ROOT / "requirements" / f"{name}.lock", HOME / f".installed-{name}"
    wanted = digest(lock, ROOT / "pyproject.toml")
    if stamp.is_file() and stamp.read_text("utf-8") == wanted and works():
        return
    if not works():
        print("Making .venv", flush=True)
        venv.EnvBuilder(with_pip=True, clear=True).create(HOME)
    print(f"Installing requirements/{name}.lock into .venv (a minute or two, once)", flush=True)
    pip("--require-hashes", "--requirement", str(lock))
    pip("--no-build-isolation", "--editable", str(ROOT))
    stamp.write_text(wanted, "utf-8")


if __name__ == "__main__":
    main()
