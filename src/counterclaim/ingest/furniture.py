"""Page furniture."""

from dataclasses import dataclass

from counterclaim.ledger import Report, Span, TimeCandidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    title: str | None = None
    publisher: str | None = None
    furniture: tuple[Span, ...] = ()
    times: tuple[TimeCandidate, ...] = ()
    notes: tuple[str, ...] = ()


def find(report: Report) -> Head:
    title = report.title
    if title is None:
        for line in report.text.splitlines():
            if line.strip("\ufeff \t"):
                title = line.strip("\ufeff \t")
                break
    return Head(title=title)
