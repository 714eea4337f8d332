"""Who a lost speaker may be: a statement in another report that says the same, and whose speaker is named there.

A suggestion is something to look into and no identification; the ledger keeps the orphan.
"""

from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import fuzz

from counterclaim.ledger import NARRATOR, Claim, Ledger, Report, Statement

# Points for what two statements share; a suggestion needs a figure or the wording, and something besides.
SAME_FIGURE, SAME_PARTY, SAME_CHANNEL, SAME_MEANS, SAME_WORDS = 3, 2, 1, 1, 2
ENOUGH = 4
# Share of common words (token set ratio, 0 to 100) from which two contents are worded alike; set on the examples.
ALIKE = 70


def suggest(ledger: Ledger) -> Mapping[str, tuple[str, ...]]:
    """Return, for ids of orphan statements, lines that say whose they may be and why; best first."""
    by_incident: dict[str, list[tuple[Report, Statement]]] = defaultdict(list)
    orphans = []
    for report, statement in ledger.statements():
        incidents = {c.incident for c in statement.claims if c.incident}
        if statement.is_orphan and incidents:
            orphans.append((report, statement, incidents))
        elif statement.speaker not in (None, NARRATOR):
            for incident in incidents:
                by_incident[incident].append((report, statement))
    found = {}
    for report, orphan, incidents in orphans:
        candidates = {s.id: (r, s) for i in sorted(incidents) for r, s in by_incident[i] if r.id != report.id}
        scored = [(_shared(report, orphan, r, s), r, s) for r, s in candidates.values()]
        good = sorted((x for x in scored if x[0][0] >= ENOUGH), key=lambda x: (-x[0][0], x[2].id))
        if good:
            found[orphan.id] = tuple(f"{s.speaker}, in {r.id}: {why}" for (_, why), r, s in good)
    return found


def _shared(report: Report, orphan: Statement, other_report: Report, other: Statement) -> tuple[int, str]:
    score, why = 0, []
    figures = {(c.number("low"), c.number("high")) for c in orphan.claims if c.type == "casualty"}
    theirs = {(c.number("low"), c.number("high")) for c in other.claims if c.type == "casualty"}
    if same := figures & theirs:
        low, high = min(same, key=str)
        score += SAME_FIGURE
        why.append(f"the same figure ({low if low is not None else high})")
    if _values(orphan.claims, "party") & _values(other.claims, "party"):
        score += SAME_PARTY
        why.append("the same accusation")
    if set(orphan.via) & set(other.via):
        score += SAME_CHANNEL
        why.append(f"through {', '.join(sorted(set(orphan.via) & set(other.via)))}")
    if _values(orphan.claims, "what") & _values(other.claims, "what"):
        score += SAME_MEANS
        why.append("the same means")
    if score + SAME_WORDS < ENOUGH:
        return score, ""  # the wording is the dear part, and cannot help any more
    words = [" ".join(span.of(r.text) for span in s.content) for r, s in ((report, orphan), (other_report, other))]
    if fuzz.token_set_ratio(*words) >= ALIKE:
        score += SAME_WORDS
        why.append("much the same words")
    return score, ", ".join(why)


def _values(claims: tuple[Claim, ...], name: str) -> set[str]:
    return {value for c in claims if c.type in {"responsibility", "means"} and (value := c.text(name))}
