"""Counterclaim keeps the ledger of a contested event: who says what, on whose word, and who denies it.

    import counterclaim

    ledger = counterclaim.build(["reports/"])
    for report, statement in ledger.statements():
        print(report.id, statement.speaker, [span.of(report.text) for span in statement.content])

The names below are imported when they are first used, so that ``import counterclaim`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.api import build
    from counterclaim.case.case import Case
    from counterclaim.errors import AssemblyError, CaseError, CounterclaimError, LedgerError, ReportError, UsageError
    from counterclaim.ledger import (
        Account,
        Actor,
        Claim,
        Figure,
        FigureEntry,
        Hedge,
        Incident,
        Ledger,
        Point,
        Position,
        Report,
        Revision,
        Span,
        Statement,
        TimeCandidate,
    )
    from counterclaim.ledger_json import from_json, to_json

__version__ = "0.1.0"

__all__ = [
    "Account",
    "Actor",
    "AssemblyError",
    "Case",
    "CaseError",
    "Claim",
    "CounterclaimError",
    "Figure",
    "FigureEntry",
    "Hedge",
    "Incident",
    "Ledger",
    "LedgerError",
    "Point",
    "Position",
    "Report",
    "ReportError",
    "Revision",
    "Span",
    "Statement",
    "TimeCandidate",
    "UsageError",
    "build",
    "from_json",
    "to_json",
]

_ERRORS = ("AssemblyError", "CaseError", "CounterclaimError", "LedgerError", "ReportError", "UsageError")


def _home(name: str) -> str:
    if name == "build":
        return "counterclaim.api"
    if name == "Case":
        return "counterclaim.case.case"
    if name in {"from_json", "to_json"}:
        return "counterclaim.ledger_json"
    return "counterclaim.errors" if name in _ERRORS else "counterclaim.ledger"


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module(_home(name)), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
