"""Which event each claim is about: reports of one event are joined, and background events are kept apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from counterclaim.events.case_draft import CaseDraft, Told
from counterclaim.events.grouping import join
from counterclaim.events.profiles import Profile, folded, key, own, profile
from counterclaim.events.shelf import Group
from counterclaim.ledger import Claim, Incident, Report, Statement
from counterclaim.stages import Stage

ReportAbout = tuple[str, str | None]


def _stage(draft: CaseDraft) -> CaseDraft:
    groups = join(p for report in draft.reports for p in profiles_of(report))
    incidents, where_told = [], {}
    for number, group in enumerate(sorted(groups, key=reading_order), start=1):
        incident = incident_of(f"i{number}", group)
        incidents.append(incident)
        where_told.update({(p.report, p.about): incident.id for p in group.profiles})
    return place_claims(draft, incidents, where_told)


def place_claims(draft: CaseDraft, incidents: Iterable[Incident], where_told: Mapping[ReportAbout, str]) -> CaseDraft:
    """Return a draft with some incidents, and with its claims placed in them.

    Args:
        draft: with its reports.
        incidents: those that it is to have.
        where_told: the id of the incident for each report and its own event (None), or another one by its name.
    """
    reports = tuple(_placed(report, where_told) for report in draft.reports)
    return replace(draft, reports=reports, incidents=tuple(incidents), told=_told(reports))


def _told(reports: Iterable[Report]) -> dict[str, tuple[Told, ...]]:
    told: dict[str, list[Told]] = defaultdict(list)
    for report in reports:
        for statement in report.statements:
            for claim in statement.claims:
                told[claim.incident or ""].append((report, statement, claim))
    return {incident: tuple(claims) for incident, claims in told.items() if incident}


def profiles_of(report: Report) -> list[Profile]:
    """Return a report's own event first, then the background events that it names."""
    told: dict[str | None, list[tuple[Statement, Claim]]] = defaultdict(list)
    for statement in report.statements:
        for claim in statement.claims:
            told[claim.about].append((statement, claim))
    names = [None] if None in told else []
    others = [profile(report, about, told[about]) for about in sorted(n for n in told if n is not None)]
    return [*(own(report, told[about]) for about in names), *others]


def reading_order(group: Group) -> tuple[object, ...]:
    """Order of incidents: told most often first, then by date and place; background events behind."""
    reports = len({p.report for p in group.profiles if p.about is None})
    anchor = group.anchor
    return (group.background, -reports, anchor.day or date.max, folded(anchor.place), anchor.report, anchor.about or "")


def incident_of(identity: str, group: Group) -> Incident:
    """Return the incident that some profiles tell of, under an id."""
    days = Counter(p.day for p in group.profiles if p.day)
    months = Counter(p.month for p in group.profiles if p.month)
    day = max(days, key=lambda d: (days[d], d)).isoformat() if days else None
    when = day or (max(months, key=lambda m: (months[m], m)) if months else None)
    best = _best_placed(group)
    return Incident(
        id=identity, name=_name(group, best.place if best else None, when), date=when,
        place=best.place if best else None, country=best.country if best else None,
        latitude=best.latitude if best else None, longitude=best.longitude if best else None,
        background=group.background, reports=tuple(sorted(group.reports)),
    )  # fmt: skip


def _best_placed(group: Group) -> Profile | None:
    """Return the profile with the finest place; of these the one that most give, or else that most reports name."""
    placed = [p for p in group.profiles if p.about is None and p.place] or [p for p in group.profiles if p.place]
    by_level = ([p for p in placed if p.level == level] for level in ("town", "province", "country"))
    finest = next((fine for fine in by_level if fine), placed)
    given = Counter(key(p.place) for p in finest)
    named = Counter(name for p in group.profiles for name in p.named)
    spelt = Counter(p.place for p in finest)

    def support(one: Profile) -> tuple[object, ...]:
        name = key(one.place)
        return (given[name], named[name], spelt[one.place], one.latitude is not None, one.place or "")

    return max(finest, key=support, default=None)


def _name(group: Group, place: str | None, when: str | None) -> str:
    """Name an incident in words that judge nothing: where, and when."""
    if group.background and group.anchor.about:
        return group.anchor.about
    named = f"Events in {place}" if place else f"Events told of in {group.anchor.report}"
    return f"{named}, {_in_words(when)}" if when else named


def _in_words(when: str) -> str:
    try:
        day = date.fromisoformat(when)
    except ValueError:
        return when
    return f"{day.day} {day:%B %Y}"


def _placed(report: Report, where_told: Mapping[ReportAbout, str]) -> Report:
    statements = tuple(
        replace(s, claims=tuple(replace(c, incident=where_told.get((report.id, c.about))) for c in s.claims))
        for s in report.statements
    )
    return replace(report, statements=statements)


STAGE: Stage[CaseDraft] = Stage("incidents.v1", requires=("reports",), assigns=("incidents", "told"), run=_stage)
