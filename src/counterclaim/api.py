"""What ``import counterclaim`` gives beside the nouns: building a ledger in one call."""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from counterclaim.errors import ReportError, UsageError
from counterclaim.ledger import Ledger

LOG = logging.getLogger("counterclaim")

# So many failures are named in one message; a thousand lines would hide what happened.
MOST_NAMED = 10


def build(
    paths: Iterable[str | Path], *, workers: int = 1, progress: Callable[[int, int], None] | None = None
) -> Ledger:
    """Read reports and return the ledger of what they say.

    A report that cannot be read is logged as a warning (logger ``counterclaim``), and the others are read.
    ``counterclaim.pipeline.build`` returns the failures as well.

    Args:
        paths: files, or folders with files.
        workers: processes to read with.
        progress: called with the number of reports done and of all.

    Raises:
        UsageError: if no report could be read; its message names what failed.
    """
    from counterclaim import pipeline

    if isinstance(paths, str | Path):
        paths = [paths]
    result = pipeline.build(paths, workers=workers, progress=progress)
    if not result.ledger.reports:
        raise nothing_read(result.failures)
    for failure in result.failures:
        LOG.warning("%s", failure)
    return result.ledger


def nothing_read(failures: Iterable[ReportError]) -> UsageError:
    """Return the error for a build without a single report."""
    lines = [str(failure) for failure in failures]
    more = [f"and {len(lines) - MOST_NAMED} more"] if len(lines) > MOST_NAMED else []
    listed = "".join(f"\n  {line}" for line in (*lines[:MOST_NAMED], *more))
    return UsageError("no report could be read" + (f":{listed}\n " if lines else ""), remedy="Give paths of reports")
