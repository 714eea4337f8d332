"""A reading as it is stored: the ledger of one report, as text."""

from counterclaim import outputs
from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger, Report
from counterclaim.ledger_json import from_json
from counterclaim.program import PROGRAM


def to_text(report: Report) -> str:
    """Write a reading as it is stored."""
    return outputs.encoded(Ledger(program=PROGRAM, reports=(report,))).decode("utf-8")


def from_text(text: str) -> Report:
    """Read a reading that ``to_text`` wrote.

    Raises:
        LedgerError: it is damaged.
    """
    reports = from_json(text).reports
    if len(reports) != 1:
        raise LedgerError("a reading holds one report", remedy="See what is damaged: counterclaim verify CASE")
    return reports[0]
