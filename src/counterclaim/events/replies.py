"""Who answers whom: denials, doubts and counter-accusations, linked to the exact claims that they answer.

A denial answers the claims of others that say what it denies, in the same report first, else in whatever report carries
them; what was said on a later day it cannot answer. A statement that denies and does not say what answers the
accusations against its speaker's side. A counter-accusation blames somebody else, by a side that is itself blamed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from counterclaim.claims.table import claim_type
from counterclaim.events.case_draft import CaseDraft, Told
from counterclaim.events.originators import are_allied, originators
from counterclaim.findings import Reply, ReplyKind
from counterclaim.ledger import NARRATOR, Claim, Report, Statement
from counterclaim.stages import Stage

# Claim types that others deny.
DENIABLE = ("responsibility", "means", "occurrence", "casualty")
# So many claims are named that one denial answers.
MOST_ANSWERED = 12


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim with all that a reply to it is matched by.

    Attributes:
        topics: what it says, in words that are equal where the claims are about the same: for responsibility the
            parties on whose behalf the blamed act, for other types the answer.
        by: the originators.
    """

    id: str
    report: str
    day: str
    claim: Claim
    statement: Statement
    topics: frozenset[tuple[str, str]]
    by: frozenset[str]


Index = Mapping[tuple[tuple[str, str], str], tuple[_Said, ...]]
ANYWHERE = ""


@dataclass(frozen=True, slots=True)
class _Accusations:
    """The affirmed claims about an incident, those of the earliest day first.

    Attributes:
        here: by topic and report; under ``ANYWHERE`` those of all reports.
        by: by topic and originator.
    """

    here: Index
    by: Index

    def of(self, reply: _Said) -> list[_Said]:
        """Return the claims of others that say what a reply is about, of its own report first."""
        found: dict[str, _Said] = {}
        for topic in sorted(reply.topics):
            own, all_ = self.here.get((topic, reply.report), ()), self.here.get((topic, ANYWHERE), ())
            _collect(found, chain(own, all_), reply)
        return list(found.values())

    def against(self, reply: _Said, blamed: Iterable[str]) -> list[_Said]:
        """Return the accusations against the speaker of a counter-accusation, those by whom it blames first."""
        found: dict[str, _Said] = {}
        for speaker in sorted(reply.by):
            topic = ("responsibility", speaker)
            theirs = (s for who in sorted(blamed) for s in self.by.get((topic, who), ()))
            own, all_ = self.here.get((topic, reply.report), ()), self.here.get((topic, ANYWHERE), ())
            _collect(found, chain(theirs, own, all_), reply)
        return list(found.values())


def _collect(found: dict[str, _Said], every: Iterable[_Said], reply: _Said) -> None:
    """Add the claims of others that a reply can answer, up to as many as are named."""
    for said in every:
        if len(found) >= MOST_ANSWERED:
            return
        if not said.by & reply.by and not _is_later(said, reply) and _is_met(said, reply):
            found.setdefault(said.id, said)


def _is_met(said: _Said, reply: _Said) -> bool:
    """Tell whether a denial meets a claim: "our planes dropped no bombs" does not answer who speaks of other planes."""
    cleared = _parties(reply.statement, "-")
    blamed = _parties(said.statement, "+")
    return reply.claim.type != "means" or not cleared or not blamed or bool(cleared & blamed)


def _parties(statement: Statement, polarity: str) -> set[str]:
    return {c.text("party") or "" for c in statement.claims if c.type == "responsibility" and c.polarity == polarity}


def _is_later(said: _Said, reply: _Said) -> bool:
    return bool(said.day and reply.day) and said.day > reply.day


def _stage(draft: CaseDraft) -> CaseDraft:
    homes = _homes(draft.reports)
    found = [
        reply
        for incident in draft.incidents
        for reply in _replies(draft, incident.id, draft.told.get(incident.id, ()), homes.get(incident.id, ()))
    ]
    return replace(draft, replies=tuple(found))


def _homes(reports: Iterable[Report]) -> dict[str, list[Report]]:
    """Return for each incident the reports that are mainly about it."""
    homes: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        claims = (c for s in report.statements for c in s.claims if c.about is None and c.incident)
        if first := next(claims, None):
            homes[str(first.incident)].append(report)
    return homes


def _replies(draft: CaseDraft, incident: str, told: Sequence[Told], reports: Iterable[Report]) -> Iterator[Reply]:
    every = [said for one in told if (said := _said(draft, incident, *one))]
    affirmed = [s for s in every if s.claim.polarity == "+" and s.statement.stance == "asserts"]
    accusations = _accusations(affirmed)
    accused = {b for _, b in draft.accusers.get(incident, frozenset())}
    for said in every:
        kind = _kind(draft, said, accused)
        if kind == "counter-accuses":
            yield _counter(incident, said, accusations)
        elif kind:
            yield _reply(kind, incident, said, accusations.of(said))
    yield from _silent(draft, incident, reports, accusations, accused)


def _said(draft: CaseDraft, incident: str, report: Report, statement: Statement, claim: Claim) -> _Said | None:
    if claim.type not in DENIABLE or statement.speaker == NARRATOR:
        return None
    number = next(n for n, other in enumerate(statement.claims, start=1) if other is claim)
    day = (statement.said or report.published or "")[:10]
    return _Said(id=f"{statement.id}.{number}", report=report.id, day=day, claim=claim, statement=statement,
                 topics=_topics(draft, claim), by=frozenset(originators(draft, statement, incident)))  # fmt: skip


def _topics(draft: CaseDraft, claim: Claim) -> frozenset[tuple[str, str]]:
    if claim.type == "responsibility":
        named = (name for name in (claim.text("party") or "").split("; ") if name in draft.parties)
        return frozenset((claim.type, draft.represented[draft.parties[name]]) for name in named)
    answer = claim_type(claim.type).answer(claim)
    return frozenset({(claim.type, answer)}) if answer else frozenset()


def _accusations(affirmed: Iterable[_Said]) -> _Accusations:
    here: dict[tuple[tuple[str, str], str], list[_Said]] = defaultdict(list)
    by: dict[tuple[tuple[str, str], str], list[_Said]] = defaultdict(list)
    for said in sorted(affirmed, key=lambda s: (s.day or "9", s.id)):
        for topic in said.topics:
            here[topic, said.report].append(said)
            here[topic, ANYWHERE].append(said)
            for originator in said.by:
                by[topic, originator].append(said)
    return _Accusations({k: tuple(v) for k, v in here.items()}, {k: tuple(v) for k, v in by.items()})


def _kind(draft: CaseDraft, said: _Said, accused: set[str]) -> ReplyKind | None:
    """Tell in which way a claim answers others, if it does."""
    if said.statement.stance == "doubts":
        return "doubts"
    if said.claim.polarity == "-" and said.statement.stance in {"asserts", "denies"}:
        return "denies"
    if said.claim.type == "responsibility" and said.statement.stance == "asserts" and said.by & accused:
        blamed = {party for _, party in said.topics}
        allied = any(a == b or are_allied(draft, a, b) for a in said.by for b in blamed)
        return None if allied else "counter-accuses"
    return None


def _reply(kind: ReplyKind, incident: str, said: _Said, answered: Sequence[_Said]) -> Reply:
    number = int(said.id.rpartition(".")[2])
    return Reply(kind=kind, incident=incident, statement=said.statement.id, claim=number,
                 answers=tuple(a.id for a in answered), reason=_reason(said, answered))  # fmt: skip


def _reason(said: _Said, answered: Sequence[_Said]) -> str:
    if not answered:
        return "nobody in these reports claims what it denies"
    here = sum(a.report == said.report for a in answered)
    if here:
        return f"the same report carries {here} of them"
    return "other reports carry what it answers, its own does not"


def _counter(incident: str, said: _Said, accusations: _Accusations) -> Reply:
    """Link a counter-accusation to the accusations against its speaker."""
    against = accusations.against(said, {party for _, party in said.topics})
    reply = _reply("counter-accuses", incident, said, against)
    if any(s.day and said.day and s.day < said.day for s in against):
        return reply
    return replace(reply, reason=f"{reply.reason}; the dates do not tell which came first")


def _silent(draft: CaseDraft, incident: str, reports: Iterable[Report], accusations: _Accusations,
            accused: set[str]) -> Iterator[Reply]:  # fmt: skip
    """Yield the denials that do not say what they deny, by those whose side is accused."""
    for report in reports:
        for statement in report.statements:
            if statement.stance != "denies" or any(c.type in DENIABLE for c in statement.claims):
                continue
            by = frozenset(originators(draft, statement, incident))
            if not by & accused:
                continue
            day = (statement.said or report.published or "")[:10]
            silent = _Said(id=statement.id, report=report.id, day=day, claim=Claim(type="", span=statement.content[0]),
                           statement=statement, topics=frozenset(("responsibility", party) for party in by),
                           by=by)  # fmt: skip
            answered = accusations.of(silent)
            yield Reply(kind="denies", incident=incident, statement=statement.id,
                        answers=tuple(a.id for a in answered),
                        reason="it does not say what it denies; these blame its speaker’s side")  # fmt: skip


STAGE: Stage[CaseDraft] = Stage(
    "replies.v1", requires=("actors", "incidents", "told", "alike", "accusers"), assigns=("replies",), run=_stage
)
