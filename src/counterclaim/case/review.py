"""Decisions on statements, applied to what the program has read: a pure function, before events are assessed.

A later reading never overwrites a decision. Where the program no longer finds the statement that was decided on, the
statement stays as it was decided; where it reads something else by now, the outcome says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.case import anchors
from counterclaim.case.anchors import Held
from counterclaim.case.decisions import Decision, Outcome, statement_of
from counterclaim.events.identity import description, is_named
from counterclaim.ledger import Claim, Report, Span, Statement, check

ON_STATEMENTS = {"set speaker", "clear speaker", "correct claim", "remove claim", "reject"}
CLEARED: dict[str, Any] = {"speaker": None, "kind": "unresolved", "side": None}

Applied = tuple[Statement | None, Outcome]


@dataclass(slots=True)
class _Desk:
    """A report while decisions are applied to it: as it was read, and as it stands."""

    read: Report
    now: Report


def apply(reports: Iterable[Held], decisions: Iterable[Decision]) -> tuple[list[Report], list[Outcome]]:
    """Return the reports with the decisions on their statements, and what became of each of these decisions.

    Args:
        reports: as the program reads them.
        decisions: those in force, in their order.
    """
    held = list(reports)
    desks = {(h.location, h.member): _Desk(h.report, h.report) for h in held}
    outcomes = []
    for decision in decisions:
        if decision.action in ON_STATEMENTS:
            anchored = anchors.from_value(decision.body["statement"])
            at = anchors.place(anchored, held)
            if at is None:
                outcomes.append(Outcome(decision=decision, state="unplaced", detail="the report is not in the case"))
            else:
                outcomes.append(_apply(desks[at.location, at.member], anchored, decision))
    return [desk.now for desk in desks.values()], outcomes


def _apply(desk: _Desk, anchored: anchors.Anchor, decision: Decision) -> Outcome:
    content = anchors.spans(anchored, desk.read.text)
    if content is None:
        return Outcome(decision=decision, state="unplaced", detail="the words no longer stand in the report")
    read = anchors.statement_at(content, desk.read.statements)
    own = next((s for s in desk.now.statements if s.content == content), None)
    now = own or anchors.statement_at(content, desk.now.statements)
    if now is None and read is not None:
        return Outcome(decision=decision, state="unplaced", detail="the statement was rejected by another decision")
    before = statement_of(decision.body["before"])
    if now is None and decision.action != "reject":
        now = _kept(desk, before, content, decision)
    changed = _changed(now, decision, desk.read.text) if now else None
    desk.now = _with(desk.now, now, changed)
    if read is None:
        return Outcome(decision=decision, state="disagrees", detail="the program no longer finds this statement")
    return _compared(decision, before, read)


def _kept(desk: _Desk, before: Statement, content: tuple[Span, ...], decision: Decision) -> Statement:
    """Put a statement that the program no longer finds back where it stood, with what lies inside its words."""
    move = content[0].start - before.content[0].start
    claims = tuple(replace(c, span=Span(c.span.start + move, c.span.end + move), incident=None) for c in before.claims)
    kept = replace(before, id=f"{desk.read.id}/d{decision.id}", content=content, cue=None, source=None, hedge=None,
                   actor=None, claims=claims)  # fmt: skip
    ordered = sorted((*desk.now.statements, kept), key=lambda s: s.content[0].start)
    desk.now = check(replace(desk.now, statements=tuple(ordered)))
    return kept


def _with(report: Report, old: Statement | None, new: Statement | None) -> Report:
    if old is None:
        return report
    statements = ((new if s is old else s) for s in report.statements)
    return replace(report, statements=tuple(s for s in statements if s is not None))


def _changed(statement: Statement, decision: Decision, text: str) -> Statement | None:
    """Return a statement as it was decided; None where it was rejected."""
    after: Mapping[str, Any] = decision.body["after"]
    if decision.action == "reject":
        return None
    why = f"decided by {decision.who} on {decision.at[:10]} (decision {decision.id})"
    if decision.action in {"set speaker", "clear speaker"}:
        return replace(statement, speaker=after["speaker"], kind=after["kind"], side=after["side"], confidence=1.0,
                       source=_source(statement, after["speaker"], text), why=why)  # fmt: skip
    claim = _claim(statement, decision)
    if decision.action == "remove claim":
        return replace(statement, claims=tuple(c for c in statement.claims if c is not claim))
    values = dict((claim or _claim_then(decision)).values) | after["values"]
    corrected = replace(claim or _claim_then(decision), polarity=after["polarity"], values=tuple(values.items()),
                        incident=None, rule=why)  # fmt: skip
    if claim is None:
        return replace(statement, claims=(*statement.claims, corrected))
    return replace(statement, claims=tuple(corrected if c is claim else c for c in statement.claims))


def _source(statement: Statement, name: str | None, text: str) -> Span | None:
    """Return the words that name the speaker, unless they name somebody else than was decided on."""
    words = statement.source.of(text) if statement.source else ""
    if name and is_named(words) and set(description(words)).isdisjoint(description(name)):
        return None
    return statement.source


def _claim_then(decision: Decision) -> Claim:
    """Return the claim as it was when it was decided on."""
    number: int = decision.body["claim"]
    return statement_of(decision.body["before"]).claims[number]


def _claim(statement: Statement, decision: Decision) -> Claim | None:
    """Return the claim that was decided on: the one of its type on its words, or else that overlaps them."""
    then = _claim_then(decision)
    same = [c for c in statement.claims if c.type == then.type and c.span.overlaps(then.span)]
    likest = sorted(same, key=lambda c: (c.span == then.span, c.values == then.values))
    return likest[-1] if likest else None


def _compared(decision: Decision, before: Statement, read: Statement) -> Outcome:
    """Say how the program reads now what was decided on."""
    if decision.action == "reject":
        changed = _speaks(read) != _speaks(before)
        detail = f"the program now reads {_in_words(read)}" if changed else ""
        return Outcome(decision=decision, state="disagrees" if changed else "applied", detail=detail)
    if decision.action in {"set speaker", "clear speaker"}:
        after = tuple(decision.body["after"][k] for k in ("speaker", "kind", "side"))
        if _speaks(read)[0] == after[0]:
            return Outcome(decision=decision, state="agrees", detail=f"the program now reads {_in_words(read)}")
        state, detail = ("applied", "") if _speaks(read) == _speaks(before) else (
            "disagrees", f"the program now reads {_in_words(read)}; it read {_in_words(before)}")  # fmt: skip
        return Outcome(decision=decision, state=state, detail=detail)  # type: ignore[arg-type]
    return _compared_claims(decision, read)


def _compared_claims(decision: Decision, read: Statement) -> Outcome:
    then, now = _claim_then(decision), _claim(read, decision)
    if now is None:
        agrees = decision.action == "remove claim"
        return Outcome(decision=decision, state="agrees" if agrees else "disagrees",
                       detail="the program no longer finds this claim")  # fmt: skip
    after = decision.body["after"]
    if decision.action == "correct claim" and (now.polarity, dict(now.values)) == (
        after["polarity"], dict(then.values) | after["values"],
    ):  # fmt: skip
        return Outcome(decision=decision, state="agrees", detail="the program now reads the claim as decided")
    if (now.polarity, now.values) == (then.polarity, then.values):
        return Outcome(decision=decision, state="applied")
    told = ", ".join(f"{k} {v}" for k, v in now.values if v not in (None, ""))
    return Outcome(decision=decision, state="disagrees", detail=f"the program now reads {now.polarity} {told}")


def _speaks(statement: Statement) -> tuple[str | None, str, str | None]:
    return statement.speaker, statement.kind, statement.side


def _in_words(statement: Statement) -> str:
    side = f" for {statement.side}" if statement.side else ""
    return f"“{statement.speaker}”{side}" if statement.speaker else "no speaker"
