"""The command ``counterclaim explain``: why a statement was read as it was, in plain words or as JSON."""

import json as _json
import shutil
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from counterclaim.explain import Explanation, Words
    from counterclaim.ledger import Ledger

EPILOG = """\b
Examples:
  counterclaim explain case report-02/s7        a statement, by its id
  counterclaim explain case report-02/s7.1      the statement of a claim: its first
  counterclaim explain case report-02:14        whatever is said on a line of a report
  counterclaim explain case report-02/s7 --json
"""
# Lines are wrapped to the terminal, but never wider than is good to read.
WIDEST = 100
INDENT = "  "


def explain(
    ledger: Annotated[Path, typer.Argument(metavar="LEDGER", help="A folder that build wrote to, or its ledger.json.")],
    statement: Annotated[
        str, typer.Argument(metavar="STATEMENT", help="A statement's id, a claim's (ID.N), or REPORT:LINE.")
    ],
    json: Annotated[bool, typer.Option("--json", help="Print the explanation as JSON.")] = False,
) -> None:
    """Say why a statement was read as it was: its words, its speaker, what was weighed, how sure it is."""
    from counterclaim import explain as explaining

    held = _read(ledger)
    told = [explaining.explain(held, report, one) for report, one in explaining.find(held, statement)]
    if json:
        value = [asdict(one) for one in told]
        _print(_json.dumps(value[0] if len(value) == 1 else value, ensure_ascii=False, indent=1))
        return
    width = min(WIDEST, shutil.get_terminal_size((80, 24)).columns)
    _print("\n\n".join("\n".join(lines(one, width)) for one in told))


def _read(path: Path) -> "Ledger":
    from counterclaim import outputs

    return outputs.read(path.parent if path.name == outputs.LEDGER else path)


def _print(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def lines(told: "Explanation", width: int = 80) -> Iterator[str]:
    """Yield the lines of an explanation for a terminal of so many columns."""
    from counterclaim.dossier.wording import printable

    for number, (head, items) in enumerate(_sections(told)):
        if number:
            yield ""
        yield printable(head)
        for item in items:
            first, rest = (INDENT + "- ", INDENT * 2) if len(items) > 1 else (INDENT, INDENT)
            yield from textwrap.wrap(printable(item), max(20, width), initial_indent=first, subsequent_indent=rest,
                                     break_long_words=False, break_on_hyphens=False)  # fmt: skip


def _sections(told: "Explanation") -> Iterator[tuple[str, list[str]]]:
    title = f", “{told.title}”" if told.title else ""
    yield f"Statement {told.id}", [f"in the report {told.report}{title}, read from {told.origin}"]
    yield "What is said", [_quoted(words) for words in told.content]
    inside = "".join(f"[{words.text}]{gap}" for words, gap in zip(told.content, (*told.between, ""), strict=True))
    yield "In its place", [told.before + inside + told.after]
    yield "Who says it", list(_who(told))
    yield "Why", list(told.rules) or ["The ledger does not say."]
    if told.weighed:
        yield "Who else might have been meant", [_weighed(one.name, one.words, one.against) for one in told.weighed]
    if not told.traced:
        yield "Note", ["This program reads the report otherwise than the one that built the ledger; "
                       "what was weighed cannot be told. Build the ledger again."]  # fmt: skip
    yield "How", list(_how(told))
    yield f"Confidence {told.confidence:.2f}", list(told.lowered) or ["Nothing lowers it."]
    yield "What happens in it", list(_events(told)) or ["Nothing that the program has a frame for."]
    yield "What it claims", list(_claims(told)) or ["Nothing that the ledger has a type for."]


def _quoted(words: "Words") -> str:
    page = f"page {words.page}, " if words.page else ""
    return f"“{words.text}” ({page}line {words.line}, characters {words.span.start} to {words.span.end})"


def _who(told: "Explanation") -> Iterator[str]:
    if told.speaker is None:
        yield "Nobody whom the report lets a careful reader identify: the speaker is left open."
    elif told.mode == "narrator":
        yield "The report itself."
    else:
        side = f", speaking for {told.side}" if told.side else ""
        yield f"{told.speaker.replace('; ', ' and ')} ({told.kind}{side})"
    if told.names:
        yield f"also called {'; '.join(told.names)}"
    if told.source:
        yield f"named there by the words {_quoted(told.source)}"
    if told.cue:
        yield f"attributed by the words {_quoted(told.cue)}"
    if told.via:
        yield f"the report has it through {', which has it through '.join(told.via)}"


def _weighed(name: str, words: str, against: str) -> str:
    return f"{name}, in “{words}”: {against or 'taken'}"


def _how(told: "Explanation") -> Iterator[str]:
    from counterclaim.dossier import wording

    manner = {"direct": "in quotation marks", "indirect": "in reported words", "mixed": "partly in quotation marks",
              "narrator": "in the report's own words"}  # fmt: skip
    yield f"said {manner[told.mode]}"
    yield f"stance: {told.stance} ({told.stance_why})"
    if told.hedge:
        yield f"hedged by {_quoted(told.hedge)}: {told.hedge_why}"
    elif told.mode != "narrator":
        yield "not hedged"
    if told.said:
        yield f"said on {wording.date(told.said)}"
    elif told.mode != "narrator":
        yield "date of the saying: not known from the text"


def _events(told: "Explanation") -> Iterator[str]:
    for event in told.events:
        roles = "".join(f"; {role} “{' '.join(words.split())}”" for role, words in event.roles)
        yield f"{event.frame}: {_quoted(event.words)}{roles}; {event.factuality}"


def _claims(told: "Explanation") -> Iterator[str]:
    for claim in told.claims:
        incident = f"; about {claim.incident}" if claim.incident else ""
        other = f"; of another event ({claim.about})" if claim.about else ""
        polarity = "denied" if claim.polarity == "-" else "affirmed"
        yield (
            f"{claim.number}. {claim.type}: {claim.verb}: {claim.answer}; {polarity}; from the words "
            f"{_quoted(claim.words)}; rule “{claim.rule}”{incident}{other}"
        )
