"""Which event each claim is about: reports of one event are joined, and background events are kept apart.

Two reports tell of one event when their places agree and their dates are at most a day apart (an attack "late on
Saturday" is Sunday's elsewhere). Where a date is missing, the publication dates must be near and the place a town.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from counterclaim.events.case_draft import CaseDraft
from counterclaim.events.profiles import KILOMETRES_A_DEGREE, Profile, folded, profile
from counterclaim.ledger import Claim, Incident, Report, Statement
from counterclaim.stages import Stage

# One event is dated up to a day apart by reports of different time zones, and by "overnight".
DAYS_APART = 1
# Reports without a date for the event are joined when they appeared within so many days of each other.
PUBLISHED_APART = 10
# Two named places this near each other may be one event's town and its district.
NEAR_KILOMETRES = 12.0

ReportAbout = tuple[str, str | None]


@dataclass(slots=True)
class _Group:
    """The profiles that were joined into one incident, while they are being joined."""

    profiles: list[Profile] = field(default_factory=list)

    @property
    def anchor(self) -> Profile:
        return self.profiles[0]

    @property
    def background(self) -> bool:
        return all(p.about is not None for p in self.profiles)


def _stage(draft: CaseDraft) -> CaseDraft:
    profiles = [p for report in draft.reports for p in _profiles(report)]
    groups = _group(profiles)
    ordered = sorted(groups, key=_reading_order)
    incidents, where_told = [], {}
    for number, group in enumerate(ordered, start=1):
        incident = _incident(f"i{number}", group)
        incidents.append(incident)
        where_told.update({(p.report, p.about): incident.id for p in group.profiles})
    reports = tuple(_placed(report, where_told) for report in draft.reports)
    return replace(draft, reports=reports, incidents=tuple(incidents))


def _profiles(report: Report) -> list[Profile]:
    """Return a report's own event first, then the background events that it names."""
    told: dict[str | None, list[tuple[Statement, Claim]]] = defaultdict(list)
    for statement in report.statements:
        for claim in statement.claims:
            told[claim.about].append((statement, claim))
    names = [None] if None in told else []
    return [profile(report, about, told[about]) for about in (*names, *sorted(n for n in told if n is not None))]


def _group(profiles: Iterable[Profile]) -> list[_Group]:
    """Join profiles, the surest first; a bucket by place keeps this near-linear."""
    groups: list[_Group] = []
    buckets: dict[str, list[_Group]] = defaultdict(list)
    for one in sorted(profiles, key=_sureness):
        keys = _keys(one)
        candidates = {id(g): g for key in keys for g in buckets[key]}
        joined = next((g for g in candidates.values() if _same_event(g, one)), None)
        if joined is None:
            joined = _Group()
            groups.append(joined)
        joined.profiles.append(one)
        for key in keys:
            if joined not in buckets[key]:
                buckets[key].append(joined)
    return groups


def _sureness(one: Profile) -> tuple[object, ...]:
    """Order: reports' own events with day and town first, so that they are the anchors that others join."""
    return (one.about is not None, one.day is None, not one.is_local, one.day or date.max, one.report, one.about or "")


def _keys(one: Profile) -> list[str]:
    """Return the buckets in which an event of the same place and time must be found."""
    places = {folded(one.place), folded(one.province)} - {""}
    if one.about is not None:
        places.add(f"about {one.about}")
    if not places:
        return [f"report {one.report}"]
    if one.day is None:
        return [f"{place} " for place in places]
    return [f"{place} {ordinal}" for place in places for ordinal in (one.day.toordinal() + d for d in (-1, 0, 1))] + [
        f"{place} " for place in places
    ]


def _same_event(group: _Group, one: Profile) -> bool:
    anchor = group.anchor
    if any(p.report == one.report for p in group.profiles):
        return False  # what a report itself keeps apart stays apart
    if one.about is not None and one.about == anchor.about:
        return _same_time(anchor, one) or (anchor.day, anchor.month) == (one.day, one.month)
    return _same_place(anchor, one) and _same_time(anchor, one)


def _same_place(a: Profile, b: Profile) -> bool:
    if a.country and b.country and a.country != b.country:
        return False
    if a.is_local and b.is_local:
        return folded(a.place) == folded(b.place) or _kilometres(a, b) <= NEAR_KILOMETRES
    # One of them names only the province: it can be the same event if the day is, too.
    within = folded(a.province) != "" and folded(a.province) == folded(b.province)
    return within and a.day is not None and b.day is not None


def _kilometres(a: Profile, b: Profile) -> float:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return float("inf")
    # At these distances the earth is flat enough, and a degree of longitude as long as one of latitude.
    return float(((a.latitude - b.latitude) ** 2 + (a.longitude - b.longitude) ** 2) ** 0.5 * KILOMETRES_A_DEGREE)


def _same_time(a: Profile, b: Profile) -> bool:
    if a.day and b.day:
        return abs((a.day - b.day).days) <= DAYS_APART
    known, other = (a, b) if a.day else (b, a)
    if known.day and other.month:
        return known.day.isoformat().startswith(other.month)
    if a.month and b.month:
        return a.month == b.month
    if (a.about is not None) or (b.about is not None):
        return False  # a background event without a date is nobody else's event
    near = a.published and b.published and abs((a.published - b.published).days) <= PUBLISHED_APART
    return bool(near) or not (a.published and b.published)


def _reading_order(group: _Group) -> tuple[object, ...]:
    """Order of incidents: told most often first, then by date and place; background events behind."""
    reports = len({p.report for p in group.profiles if p.about is None})
    anchor = group.anchor
    return (group.background, -reports, anchor.day or date.max, folded(anchor.place), anchor.report, anchor.about or "")


def _incident(identity: str, group: _Group) -> Incident:
    days = Counter(p.day for p in group.profiles if p.day)
    months = Counter(p.month for p in group.profiles if p.month)
    day = max(days, key=lambda d: (days[d], d)).isoformat() if days else None
    month = max(months, key=lambda m: (months[m], m)) if months else None
    local = [p for p in group.profiles if p.is_local] or [p for p in group.profiles if p.place]
    counted = Counter(folded(p.place) for p in local)
    best = (
        max(local, key=lambda p: (counted[folded(p.place)], p.latitude is not None, len(p.place or "")))
        if local
        else None
    )
    when = day or month
    return Incident(
        id=identity, name=_name(group, best.place if best else None, when), date=when,
        place=best.place if best else None, country=best.country if best else None,
        latitude=best.latitude if best else None, longitude=best.longitude if best else None,
        background=group.background, reports=tuple(sorted({p.report for p in group.profiles})),
    )  # fmt: skip


def _name(group: _Group, place: str | None, when: str | None) -> str:
    """Name an incident in words that judge nothing: where, and when."""
    if group.background and group.anchor.about:
        return group.anchor.about
    named = f"events in {place}" if place else f"events told of in {group.anchor.report}"
    return f"{named}, {_in_words(when)}" if when else named


def _in_words(when: str) -> str:
    try:
        day = date.fromisoformat(when)
    except ValueError:
        return when
    return f"{day.day} {day:%B %Y}"


def _placed(report: Report, where_told: dict[ReportAbout, str]) -> Report:
    statements = tuple(
        replace(s, claims=tuple(replace(c, incident=where_told[(report.id, c.about)]) for c in s.claims))
        for s in report.statements
    )
    return replace(report, statements=statements)


STAGE: Stage[CaseDraft] = Stage("incidents.v1", requires=("reports",), assigns=("incidents",), run=_stage)
