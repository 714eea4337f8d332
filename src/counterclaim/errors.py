"""Everything that Counterclaim refuses to do, in one tree.

    CounterclaimError
    ├── UsageError            the command or call itself is wrong (exit status 2)
    ├── ReportError           one report cannot be read; the others go on (exit status 1)
    │   ├── FetchError        a page was not fetched from the web
    │   └── NoArticleError    a file or page was read, and holds no article
    ├── LedgerError           a ledger breaks one of its own invariants, or its JSON is not a ledger
    ├── CaseError             a case cannot be opened, read or written (exit status 2)
    ├── WeightsError          the encoder's weights are missing or altered (exit status 2)
    └── AssemblyError         stages were put together in an order that cannot work

Each error says what happened, where, and what to do about it.
"""


class CounterclaimError(Exception):
    """Root of all errors that the program raises on purpose.

    Args:
        what: what happened, one sentence without a full stop.
        where: the file, report or field concerned; empty if there is none.
        remedy: what the reader can do about it, one sentence without a full stop.
    """

    code = "CC-E000"

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(what, where, remedy)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f". {self.remedy}." if self.remedy else ""
        return f"[{self.code}] {place}{self.what}{remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments do not survive the default pickling, and workers send errors across processes.
        return _rebuild, (type(self), self.what, self.where, self.remedy)


def _rebuild(cls: type[CounterclaimError], what: str, where: str, remedy: str) -> CounterclaimError:
    return cls(what, where=where, remedy=remedy)


class UsageError(CounterclaimError):
    """The command or the call is wrong; nothing was done."""

    code = "CC-E100"


class ReportError(CounterclaimError):
    """One report cannot be read; the other reports are not affected."""

    code = "CC-E200"


class FetchError(ReportError):
    """A page was not fetched: forbidden by its site, not answered in time, too large, or not on the open web."""

    code = "CC-E210"


class NoArticleError(ReportError):
    """The file was read, and holds no article; in an archive of a site that is the rule and no fault."""

    code = "CC-E220"


class LedgerError(CounterclaimError):
    """A ledger, or the JSON that should hold one, breaks an invariant."""

    code = "CC-E300"


class CaseError(CounterclaimError):
    """A case cannot be opened, read or written: locked, damaged, full, or not a case; what it holds is as it was."""

    code = "CC-E500"


class WeightsError(CounterclaimError):
    """The weights of the encoder are missing, or not those that the program was measured with."""

    code = "CC-E600"


class AssemblyError(CounterclaimError):
    """Stages were assembled in an order in which one lacks what it needs."""

    code = "CC-E400"
