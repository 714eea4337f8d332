"""Evidence: who claims proof, who says that there is none, and who could look."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from counterclaim.claims.rules.polarity import is_negated
from counterclaim.draft import Draft
from counterclaim.ledger import Claim, Polarity, Span, Statement

# "was barred from the site": access is spoken of, and there was none.
BARRED = re.compile(
    r"\b(den|refus|block|prevent|barr|bar\b|bars\b|kept|keep|turn|stop|hamper|obstruct|delay|hold|held|sent|drove|driven|sealed|"
    r"cordoned|"
    r"no one|nobody|no\b|unable|without)",
    re.IGNORECASE,
)
# "Permission to see them had not been given"
NOT_GIVEN = re.compile(
    r"[^.;]{0,90}?\b(?:not|never|n[’']t)\s+(?:yet\s+)?(?:been\s+)?(?:given|granted|allowed|permitted)", re.IGNORECASE
)
# Who finds out for nobody's side, and what it is said to do.
BODIES = re.compile(
    r"\b(?:UN|U\.N\.|United Nations|OHCHR|OPCW|OSCE|ICRC|Red Cross|IAEA|ICC|tribunal|court|inquiry|inquest|commission"
    r"|panel|mission|investigators?|inspectors?|watchdog|Human Rights Watch|Amnesty|Bellingcat|Forensic|experts"
    r"|mechanism|rapporteur)\b"
)
FOUND = re.compile(
    r"\b(?:concluded?|concludes|found|finds|rul(?:ed|es|ing)\s+out|determin(?:ed|es)|establish(?:ed|es)|attribut(?:ed|es)|verified"
    r"|documented|laid|cleared|blamed)\b",
    re.IGNORECASE,
)
# A cue this far before its content is still one phrase with it ("UN inspectors determined that ...").
CUE_GAP = 60


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("counterclaim.claims").joinpath("data", "evidence.toml").read_text("utf-8"))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (aspect, re.compile(r"\b(?:" + "|".join(rules) + ")", re.IGNORECASE))
        for aspect, rules in _table()["aspects"].items()
    )


def find(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Find what one statement says about proof, access and custody."""
    taken: list[Span] = []
    claims: list[Claim] = list(_body(draft, statement))
    for stretch in _stretches(statement):
        for aspect, pattern in _patterns():
            if not _triggers()[aspect].search(draft.text, *stretch):
                continue
            for match in pattern.finditer(draft.text, stretch.start, stretch.end):
                span = Span(match.start() + len(match.group()) - len(match.group().lstrip()), match.end())
                if any(span.overlaps(other) for other in taken) or any(c.get("aspect") == aspect for c in claims):
                    continue
                taken.append(span)
                claims.append(_claim(draft, aspect, span))
    yield from sorted(claims, key=lambda claim: claim.span)


def _body(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Yield the finding of an independent body that speaks ("the OHCHR concluded that")."""
    cue, source = statement.cue, statement.source
    if cue is None or not FOUND.search(cue.of(draft.text)):
        return
    named = f"{statement.speaker or ''} {source.of(draft.text) if source else ''}"
    if BODIES.search(named):
        span = Span(source.start, cue.end) if source and 0 <= cue.start - source.end <= CUE_GAP else cue
        yield _claim(draft, "independent", span)


@cache
def _triggers() -> dict[str, re.Pattern[str]]:
    return {
        aspect: re.compile(r"\b(?:" + "|".join(words) + ")", re.IGNORECASE)
        for aspect, words in _table()["triggers"].items()
    }


def _stretches(statement: Statement) -> tuple[Span, ...]:
    """The contents, and source and cue, where the finder of the evidence often stands."""
    spans = list(statement.content)
    named = [span for span in (statement.source, statement.cue) if span]
    if named and spans:
        first, last = min(span.start for span in named), max(span.end for span in named)
        if 0 <= spans[0].start - last <= CUE_GAP:
            spans[0] = Span(first, spans[0].end)
    return tuple(spans)


def _claim(draft: Draft, aspect: str, span: Span) -> Claim:
    polarity: Polarity = "+"
    barred = BARRED.search(span.of(draft.text)) or NOT_GIVEN.match(draft.text, span.end)
    if aspect == "access" and (barred or is_negated(draft, span)):
        polarity = "-"
    return Claim(type="evidence", span=span, polarity=polarity, rule=f"evidence.{aspect}",
                 values=(("what", " ".join(span.of(draft.text).split())), ("aspect", aspect)))  # fmt: skip
