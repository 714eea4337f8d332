"""What all commands print with: lines that no text from outside can garble."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType


def tell(line: str) -> None:
    """Print one line on standard error."""
    from counterclaim.dossier.wording import printable

    sys.stderr.write(printable(line) + "\n")


def say(line: str) -> None:
    """Print one line on standard output, at once: whoever reads it may rely on what it says."""
    from counterclaim.dossier.wording import printable

    indent = line[: len(line) - len(line.lstrip(" "))]  # printable joins blanks
    write(f"{indent}{printable(line)}\n")


def write(words: str) -> None:
    """Write text on standard output, with substitutes for letters that it cannot hold."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(words.encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()


def render(what: "RenderableType") -> None:
    """Print something that ``rich`` lays out."""
    from rich.console import Console

    console = Console(highlight=False)
    with console.capture() as captured:  # rich would end the program with status 1 on a closed pipe
        console.print(what)
    write(captured.get())
