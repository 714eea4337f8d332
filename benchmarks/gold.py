"""Read hand-annotated reports (bench/ledger/GUIDELINES.md) as ledger reports, to measure one room on its own.

python benchmarks/gold.py GOLD_DIR... > LEDGER_JSON     the annotations as a ledger
python benchmarks/gold.py --claims GOLD_DIR... > LEDGER_JSON
the annotated statements, with the claims that the program finds in them
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from counterclaim import stages
from counterclaim.draft import Draft
from counterclaim.ledger import CLAIM_FIELDS, Claim, Hedge, Ledger, Report, Revision, Span, Statement
from counterclaim.ledger_json import to_json

# As the annotations write a span: its words, or {"text", "nth"} where the words stand several times.
GoldSpan = str | dict[str, Any]


def locate(text: str, span: GoldSpan) -> Span:
    """Return the offsets of a gold span: a string, or ``{"text", "nth"}`` with nth counted from 1."""
    want, nth = (span, 1) if isinstance(span, str) else (span["text"], span["nth"])
    at = -1
    for _ in range(nth):
        at = text.index(want, at + 1)
    return Span(at, at + len(want))


def locate_near(text: str, span: GoldSpan, contents: Sequence[Span]) -> Span:
    """Like `locate`; words that stand several times are those inside the contents of their statement, or nearest."""
    if not isinstance(span, str) or not contents:
        return locate(text, span)
    hits, at = [], text.find(span)
    while at >= 0:
        hits.append(Span(at, at + len(span)))
        at = text.find(span, at + 1)
    if not hits:
        raise ValueError(f"an annotated span is not in its text: {span!r}")
    return min(hits, key=lambda hit: min(max(c.start - hit.start, hit.end - c.end, 0) for c in contents))


def read_report(path: Path) -> Report:
    """Read one annotation file and the text beside it."""
    gold, text = json.loads(path.read_text("utf-8")), path.with_suffix(".txt").read_bytes().decode("utf-8")

    def claim(c: dict[str, Any], contents: Sequence[Span]) -> Claim:
        values = tuple((k, v) for k, v in c.items() if k not in {*CLAIM_FIELDS, "agent"})
        return Claim(type=c["type"], span=locate_near(text, c["span"], contents), polarity=c.get("polarity") or "+",
                     about=c.get("about"), rule="gold", values=values)  # fmt: skip

    def optional(span: GoldSpan | None) -> Span | None:
        return locate(text, span) if span else None

    statements, figures = [], {}
    for s in gold["statements"]:
        contents = tuple(locate(text, c) for c in s["content"])
        claims = tuple(claim(c, contents) for c in s.get("claims", []))
        figures |= {f"{s['id']}.{i}": (c, s["speaker"]) for i, c in enumerate(claims)}
        hedge = optional(s.get("hedge"))
        statements.append(
            Statement(
                id=f"{gold['id']}/{s['id']}",
                content=contents,
                cue=optional(s["cue"]),
                source=optional(s["source"]),
                speaker=s["speaker"],
                kind=s["kind"],
                side=s["side"],
                mode=s["mode"],
                via=tuple(s["via"]),
                stance=s["stance"],
                said=s["said"],
                hedge=Hedge(span=hedge) if hedge else None,
                claims=claims,
                why="gold",
            )
        )
    revisions = []
    for r in gold.get("revisions", []):
        (a, _), (b, speaker) = figures[r["from"]], figures[r["to"]]
        revisions.append(Revision(before=(a.number("low"), a.number("high")), after=(b.number("low"), b.number("high")),
                                  measure=b.text("measure") or "affected", speaker=speaker))  # fmt: skip
    return Report(id=path.stem, origin=path.name, sha256="", text=text, title=gold["title"],
                  publisher=gold["publisher"], published=gold["published"], language="en",
                  statements=tuple(statements), revisions=tuple(revisions))  # fmt: skip


def annotations(*folders: Path) -> list[Path]:
    """Return the annotation files under the folders that have their text beside them, in the order of their names."""
    paths = sorted(p for folder in folders for p in folder.rglob("*.json"))
    return [p for p in paths if p.with_suffix(".txt").exists()]


def read_reports(*folders: Path) -> list[Report]:
    """Read every annotated report under the folders, in the order of their names."""
    return [read_report(path) for path in annotations(*folders)]


def with_found_claims(report: Report) -> Report:
    """Return the report with the annotated statements, and in each the claims that the program finds."""
    from counterclaim.pipeline import CLAIM_STAGES, ENCODER_STAGES, LANGUAGE_STAGES

    bare = tuple(replace(s, claims=()) for s in report.statements)
    draft = stages.run((*LANGUAGE_STAGES, *ENCODER_STAGES), Draft(report=replace(report, statements=(), revisions=())))
    draft = stages.run(CLAIM_STAGES, replace(draft, statements=bare))
    return replace(report, statements=draft.statements, revisions=draft.revisions)


def main() -> None:
    """Print the ledger."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--claims", action="store_true", help="find the claims anew in the annotated statements")
    arguments = parser.parse_args()
    reports = read_reports(*arguments.folders)
    if arguments.claims:
        reports = [with_found_claims(report) for report in reports]
    sys.stdout.write(to_json(Ledger(reports=tuple(reports))))


if __name__ == "__main__":
    main()
