"""Passages that several reports share, with the report that had them first where the dates tell."""

from dataclasses import dataclass

from counterclaim.dossier.index import Index, anchor

# So much of a passage is shown; the reports have it whole.
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Copied:
    """One passage: its words, the report that had it first, and all that have it, as ``(href, id)``."""

    words: str
    source: str
    reason: str
    reports: tuple[tuple[str, str], ...]


def copied(index: Index) -> list[Copied]:
    """Return the passages of a case that stand in several reports, those of most reports first."""
    texts = {report.id: report.text for report in index.ledger.reports}
    found = []
    for copy in index.ledger.copies:
        first = copy.passages[0]
        words = " ".join(first.span.of(texts[first.report]).split())
        short = words if len(words) <= LONGEST else words[:LONGEST].rpartition(" ")[0] + " […]"
        reports = tuple(("#" + anchor(p.report), p.report) for p in copy.passages)
        found.append(Copied(short, copy.source or "", copy.reason, reports))
    return found
