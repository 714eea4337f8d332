"""Versions of the event: positions that hang together, with those who hold them and those who speak against them.

One account for each side that somebody named holds responsible, under all its names, with the means and the motives
that its holders give and the evidence that they claim; one for those who say that it was staged or made up; and one for
those who only say that it was not they, and whose version nobody else holds.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from counterclaim.claims.ontology import canonical, ontology
from counterclaim.events.case_draft import CaseDraft
from counterclaim.events.conflicts import parties
from counterclaim.events.evidence import proofs
from counterclaim.events.leaning import Leaning, leaning
from counterclaim.events.originators import are_allied
from counterclaim.language.parties import find, split
from counterclaim.ledger import Account, Incident, Point, Position
from counterclaim.stages import Stage

# An account's title names at most so many means, those with most originators first.
MEANS_NAMED = 2
NOT_REAL = {"staged", "fabricated"}

Blamed = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Case:
    """One incident with the points that its accounts are made of."""

    draft: CaseDraft
    incident: Incident
    points: dict[str, Point]
    lean: Leaning

    def positions(self, question: str) -> tuple[Position, ...]:
        """Return the positions on a question; none where nobody speaks to it."""
        point = self.points.get(question)
        return point.positions if point else ()

    def stands(self, originator: str, blamed: Blamed, polarity: str) -> bool:
        """Tell whether an originator holds, or denies, that a party did it, who may be said to do both."""
        return self.lean.stands(originator, blamed, "+" if polarity == "+" else "-")


def _stage(draft: CaseDraft) -> CaseDraft:
    by_incident: dict[str, dict[str, Point]] = {}
    for point in draft.points:
        by_incident.setdefault(point.incident, {})[point.question] = point
    accounts: list[Account] = []
    for incident in draft.incidents:
        if not incident.background:
            told = draft.told.get(incident.id, ())
            named = [(t, t[2].text("party") or "") for t in told if t[2].type == "responsibility"]
            case = _Case(draft, incident, by_incident.get(incident.id, {}), leaning(draft, named))
            accounts += (replace(a, id=f"v{len(accounts) + n}") for n, a in enumerate(_accounts(case), start=1))
    return replace(draft, accounts=tuple(accounts))


def _accounts(case: _Case) -> list[Account]:
    blaming = [account for account in _blaming(case) if account.holders]
    unreal = list(_unreal(case))
    others = {holder for account in blaming for holder in account.holders}
    denying = list(_denying(case, others, {holder for account in unreal for holder in account.holders}))
    return [*blaming, *unreal, *denying]


def _blaming(case: _Case) -> Iterator[Account]:
    """Yield one account for each party that somebody named holds responsible, under all names of the party."""
    for blamed, positions in _versions(case).items():
        holders = _unique(o for p in positions for o in p.originators if case.stands(o, _parties(case, p), "+"))
        statements = _unique(s for p in positions for s in p.statements)
        denied = [p for p in case.positions("responsibility") if p.polarity == "-" and _parties(case, p) & blamed]
        speaking = {o for p in case.positions("responsibility") for o in p.originators}
        denying = (o for p in denied for o in p.originators if case.stands(o, blamed, "-"))
        means, used = _means(case, holders, statements)
        title = f"{_title(case, blamed, positions)} did it" + (f", with {' and '.join(means)}" if means else "")
        named = [case.points["responsibility"].id, *used]
        motives = tuple(_motives(case, holders, blamed, set(statements)))
        named += [case.points["motive"].id] if motives else []
        yield Account(
            id="", incident=case.incident.id, title=title, holders=holders,
            opponents=tuple(o for o in _unique([*denying, *sorted(blamed & speaking)]) if o not in holders),
            points=tuple(named), statements=statements, motives=motives,
            conceding=_unique(o for p in positions for o in p.conceding if o in holders),
            evidence=proofs(case.draft, case.incident.id, holders),
        )  # fmt: skip


def _versions(case: _Case) -> dict[Blamed, list[Position]]:
    """Return the positions on who did it by the sides that they blame.

    "Terrorists" and "militants" are whom a speaker means by it: the one party that he, or an ally of his, blames by
    name in this incident. Where that is nobody or several, the words stay an account of their own.
    """
    found: dict[Blamed, list[Position]] = {}
    for position in case.positions("responsibility"):
        if position.polarity == "+" and position.originators:
            found.setdefault(_parties(case, position) or frozenset({position.answer}), []).append(position)
    for blamed in [b for b, positions in found.items() if all(_is_invective(p.answer) for p in positions)]:
        speakers = {o for p in found[blamed] for o in p.originators}
        meant = [b for b, positions in found.items() if b != blamed and not _is_invective(positions[0].answer)
                 and any(_speak_alike(case.draft, o, s) for p in positions for o in p.originators for s in speakers)
                 and not b & speakers]  # fmt: skip
        if len(meant) == 1:
            found[meant[0]] += found.pop(blamed)
    return found


def _parties(case: _Case, position: Position) -> Blamed:
    return parties(case.draft, position)


def _is_invective(answer: str) -> bool:
    """Tell whether a party is only called by a word for enemies, which nobody uses of himself: "terrorists"."""
    words = split(answer)
    found = next(iter(find(words, None)), None)
    return found is not None and not found.party.known and found.last - found.first == len(words)


def _speak_alike(draft: CaseDraft, a: str, b: str) -> bool:
    return a == b or are_allied(draft, a, b)


def _title(case: _Case, blamed: Blamed, positions: list[Position]) -> str:
    """Return the name that all who blame a party use, or else that of the side that it belongs to."""
    if len(positions) == 1 or not all(actor in case.draft.cast for actor in blamed):
        return " and ".join(positions[0].answer.split("; "))
    return " and ".join(sorted(case.draft.actor(actor).name for actor in blamed))


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _means(case: _Case, holders: tuple[str, ...], statements: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the means that those who blame a party name in the same breath, and the point where they do."""
    named = [p for p in case.positions("means") if p.polarity == "+" and set(p.originators) & set(holders)
             and set(p.statements) & set(statements)]  # fmt: skip
    used = [p.answer for p in named if not any(_says_less(p, other, set(holders)) for other in named)]
    return used[:MEANS_NAMED], [case.points["means"].id] if named else []


def _says_less(p: Position, other: Position, holders: set[str]) -> bool:
    """Tell whether another means says the same better: "poison gas" for "gas", or "gas" where few are as exact."""
    ours, theirs = len(holders & set(p.originators)), len(holders & set(other.originators))
    if _is_broader(p.answer, other.answer):
        return 2 * theirs >= ours
    return _is_broader(other.answer, p.answer) and 2 * ours < theirs


def _is_broader(wide: str, narrow: str) -> bool:
    found = ontology().get(canonical(narrow))
    return found is not None and canonical(wide) in found.broader


def _motives(case: _Case, holders: tuple[str, ...], blamed: Blamed, statements: set[str]) -> Iterator[str]:
    """Yield why the blamed did it, in the words of those who blame them."""
    for report, statement, claim in case.draft.told.get(case.incident.id, ()):
        if claim.type != "motive" or claim.polarity == "-" or statement.stance != "asserts":
            continue
        party = case.draft.parties.get(claim.text("party") or "")
        of_them = case.draft.represented[party] in blamed if party else statement.id in statements
        speakers = {case.draft.represented[m] for m in case.draft.members.get(statement.actor or "", ())}
        if of_them and speakers & set(holders):
            yield claim.text("what") or claim.span.of(report.text)


def _unreal(case: _Case) -> Iterator[Account]:
    """Yield the accounts that the event was staged, or did not happen, for those that somebody named holds."""
    blaming = [o for p in case.positions("responsibility") if p.polarity == "+" for o in p.originators]
    for position in case.positions("occurrence"):
        unreal = position.answer in NOT_REAL
        if not position.originators or unreal is (position.polarity == "-"):
            continue  # that it was real, or was not staged, is everybody else's account
        title = f"it was {position.answer}" if unreal else "it did not happen as told"
        contrary = [o for p in case.positions("occurrence") for o in p.originators
                    if p.answer == position.answer and p.polarity != position.polarity]  # fmt: skip
        opponents = (o for o in _unique([*contrary, *blaming]) if o not in position.originators)
        holders = position.originators
        yield Account(id="", incident=case.incident.id, title=title, holders=holders, opponents=tuple(opponents),
                      points=(case.points["occurrence"].id,), statements=position.statements,
                      evidence=proofs(case.draft, case.incident.id, holders))  # fmt: skip


def _denying(case: _Case, blaming: set[str], unreal: set[str]) -> Iterator[Account]:
    """Yield the accounts of those who say that a party did not do it, and have no other: it itself, and bystanders."""
    found: dict[Blamed, list[Position]] = {}
    for position in case.positions("responsibility"):
        if position.polarity == "-" and position.originators:
            found.setdefault(_parties(case, position) or frozenset({position.answer}), []).append(position)
    for blamed, positions in found.items():
        denying = _unique(o for p in positions for o in p.originators if case.stands(o, blamed, "-"))
        holders = tuple(o for o in denying if o not in unreal and (o not in blaming or o in blamed))
        if not holders:
            continue
        against = (o for p in case.positions("responsibility") if p.polarity == "+" and _parties(case, p) & blamed
                   for o in p.originators if o not in holders)  # fmt: skip
        yield Account(id="", incident=case.incident.id, title=f"{_title(case, blamed, positions)} did not do it",
                      holders=holders, opponents=_unique(against), points=(case.points["responsibility"].id,),
                      statements=_unique(s for p in positions for s in p.statements),
                      conceding=_unique(o for p in positions for o in p.conceding if o in holders),
                      evidence=proofs(case.draft, case.incident.id, holders))  # fmt: skip


STAGE: Stage[CaseDraft] = Stage(
    "accounts.v1", requires=("points", "actors", "incidents"), assigns=("accounts",), run=_stage
)
