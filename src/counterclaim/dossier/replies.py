"""Who answers whom: denials, doubts and counter-accusations beside the claims that they answer."""

from dataclasses import dataclass

from counterclaim.dossier import wording
from counterclaim.dossier.index import Index, Quote, anchor
from counterclaim.ledger import Claim

# So many answered claims are named; all are linked in the ledger.
MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: who, how, on what, and to whom, with links to the words."""

    quote: Quote
    how: str
    what: str
    to: tuple[tuple[str, str, str], ...]
    more: int
    reason: str


def replies(index: Index, incident: str) -> list[Answered]:
    """Return the answers that were given about one incident."""
    found = []
    for reply in index.ledger.replies:
        statement, report = index.statements.get(reply.statement), index.reports.get(reply.statement)
        if reply.incident != incident or statement is None or report is None:
            continue
        claim = statement.claims[reply.claim - 1] if reply.claim else None
        to = [(_speaker(index, a), a.rpartition(".")[0], "#" + anchor(a.rpartition(".")[0])) for a in reply.answers]
        found.append(
            Answered(
                quote=index.quote(report, statement),
                how=wording.REPLIES[reply.kind],
                what=_what(claim, claim.span.of(report.text)) if claim else "",
                to=tuple(to[:MOST_NAMED]),
                more=max(0, len(to) - MOST_NAMED),
                reason=reply.reason,
            )
        )
    return found


def _what(claim: Claim, words: str) -> str:
    return wording.position(claim, words)


def _speaker(index: Index, claim: str) -> str:
    statement = claim.rpartition(".")[0]
    return index.speaker(index.reports[statement], index.statements[statement])
