"""Asking a process of its own to read what may be made to crash a library, to hang it, or to fill the memory."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

# Seconds after which the process is ended in any case. It bounds its own processor time far below that; on a busy
# machine it waits longer than it works, and what it reads must not depend on that.
TIMEOUT = 60

WORKER = Path(__file__).with_name("isolated_worker.py")

# What a process that came to no answer is told by, with what to do.
FAULTS = {
    "memory": "takes too much memory, as only damaged or hostile ones do",
    "time": "takes too much time, as only damaged or hostile ones do",
    "crash": "made its reader fail, as only damaged or hostile ones do",
}


def ask(task: str, data: bytes) -> dict[str, Any]:
    """Let a process read bytes.

    Args:
        task: the module beside this one whose ``extract`` does it.
        data: the bytes.

    Returns:
        what ``extract`` returned; ``{"fault": ...}`` with a key of ``FAULTS`` where it came to no answer.
    """
    command = [sys.executable, "-I", str(WORKER), task]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        return {"fault": "time"}
    if done.returncode:
        is_late = done.returncode == -getattr(signal, "SIGXCPU", 0)
        return {"fault": "time" if is_late else "memory" if b"MemoryError" in done.stderr else "crash"}
    try:
        found = json.loads(done.stdout)
    except ValueError:
        return {"fault": "crash"}
    return found if isinstance(found, dict) else {"fault": "crash"}
