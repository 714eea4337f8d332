"""The process in which a library reads what may be made to crash it: ``python isolated_worker.py TASK < in > out``.

It sets its own limits, runs the ``extract`` of the file beside it that the task names, and writes what that returns as
JSON. It and the tasks run without the rest of the program (``python -I``), and import nothing of it.
"""

import contextlib
import json
import runpy
import sys
from pathlib import Path

# Bytes of address space, of which the interpreter and a library take 200 MB. What needs more is a bomb.
MAX_MEMORY = 1_000_000_000

# Seconds of processor time; 1,000 pages of PDF take 4, a feed of 3 MB takes 6 at the most (2026-11).
MAX_SECONDS = 8


def limit() -> None:
    """Bound memory and time of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the asking side still ends this process in time
        return
    limits = (
        (resource.RLIMIT_AS, MAX_MEMORY, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_SECONDS, MAX_SECONDS + 1),  # the softer one tells the asking side why it ended
        (resource.RLIMIT_CORE, 0, 0),
    )
    for what, soft, hard in limits:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (soft, hard))


def main() -> None:
    """Do the task that the first argument names."""
    limit()
    try:
        task = runpy.run_path(str(Path(__file__).with_name(f"{sys.argv[1]}.py")))
        result = task["extract"](sys.stdin.buffer.read())
    except MemoryError:
        result = {"fault": "memory"}
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
