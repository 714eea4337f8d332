"""Which event each claim is about: reports of one event are joined, and background events are kept apart.

The surest tellings of an event, those with a day and a town, are its anchors; every other telling joins the anchor that
it fits best, or stands alone. Since tellings are never joined through a third one, events of a long war do not run
together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from counterclaim.events.case_draft import CaseDraft, Told
from counterclaim.events.joining import DAYS_APART, NEWS, likeness
from counterclaim.events.profiles import Profile, folded, key, keys, own, profile
from counterclaim.events.same_event import Event, Usual, likeness_of, usual
from counterclaim.ledger import Claim, Incident, Report, Statement
from counterclaim.stages import Stage

ReportAbout = tuple[str, str | None]


@dataclass(slots=True)
class _Group:
    """The profiles that were joined into one incident, while they are being joined."""

    profiles: list[Profile] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    traits: set[tuple[str, str]] = field(default_factory=set)
    event: Event = field(default_factory=Event)

    @property
    def anchor(self) -> Profile:
        return self.profiles[0]

    @property
    def background(self) -> bool:
        return all(p.about is not None for p in self.profiles)

    def add(self, one: Profile) -> None:
        self.profiles.append(one)
        self.reports.add(one.report)
        self.traits |= one.traits
        if one.about is None:
            self.event.add(one)


def _stage(draft: CaseDraft) -> CaseDraft:
    groups = _group([p for report in draft.reports for p in _profiles(report)])
    incidents, where_told = [], {}
    for number, group in enumerate(sorted(groups, key=_reading_order), start=1):
        incident = _incident(f"i{number}", group)
        incidents.append(incident)
        where_told.update({(p.report, p.about): incident.id for p in group.profiles})
    reports = tuple(_placed(report, where_told) for report in draft.reports)
    return replace(draft, reports=reports, incidents=tuple(incidents), told=_told(reports))


def _told(reports: Iterable[Report]) -> dict[str, tuple[Told, ...]]:
    told: dict[str, list[Told]] = defaultdict(list)
    for report in reports:
        for statement in report.statements:
            for claim in statement.claims:
                told[claim.incident or ""].append((report, statement, claim))
    return {incident: tuple(claims) for incident, claims in told.items()}


def _profiles(report: Report) -> list[Profile]:
    """Return a report's own event first, then the background events that it names."""
    told: dict[str | None, list[tuple[Statement, Claim]]] = defaultdict(list)
    for statement in report.statements:
        for claim in statement.claims:
            told[claim.about].append((statement, claim))
    names = [None] if None in told else []
    others = [profile(report, about, told[about]) for about in sorted(n for n in told if n is not None)]
    return [*(own(report, told[about]) for about in names), *others]


def _group(profiles: Sequence[Profile]) -> list[_Group]:
    """Join profiles, the surest first; looking up anchors by place and day keeps this near-linear."""
    groups: list[_Group] = []
    common = usual(profiles)
    anchors: dict[str, set[int]] = defaultdict(set)
    for one in sorted(profiles, key=_sureness):
        found = sorted(
            {n for k in _looked_up(one, DAYS_APART, common) for n in anchors[k] if one.report not in groups[n].reports}
        )
        fits = [(fit, -n) for n in found if (fit := _fit(groups[n], one, common)) is not None]
        if fits:
            fit = -max(fits)[1]
            groups[fit].add(one)
            for k in _filed_by_toll(one):
                anchors[k].add(fit)
            continue
        for k in _filed_under(one):
            anchors[k].add(len(groups))
        groups.append(_Group())
        groups[-1].add(one)
    return _with_misdated(groups, anchors, common)


def _with_misdated(groups: list[_Group], anchors: Mapping[str, Set[int]], common: Usual) -> list[_Group]:
    """Let reports that stand alone join an event of several others, if only their day is another one."""
    moved: set[int] = set()
    for number, alone in enumerate(groups):
        one = alone.anchor
        if len(alone.profiles) > 1 or one.about is not None or one.day is None:
            continue
        found = sorted({n for k in _looked_up(one, NEWS.days, common) for n in anchors.get(k, ()) if n != number})
        fits = [(fit, -n) for n in found if len(groups[n].event.members) > 1
                and (fit := likeness_of(groups[n].event, one, common, misdated=True)) is not None]  # fmt: skip
        if fits:
            groups[-max(fits)[1]].add(one)
            moved.add(number)
    return [group for number, group in enumerate(groups) if number not in moved]


def _fit(group: _Group, one: Profile, common: Usual) -> int | None:
    if one.about is None and group.anchor.about is None:
        return likeness_of(group.event, one, common)
    return likeness(group.anchor, group.event.named, group.traits, one)


def _sureness(one: Profile) -> tuple[object, ...]:
    """Order: reports' own events with day and town first, so that they are the anchors that others join."""
    return (
        one.about is not None,
        one.day is None,
        one.level != "town",
        one.day or date.max,
        one.report,
        one.about or "",
    )


def _places(one: Profile) -> frozenset[str]:
    if one.about is not None and one.day is None and one.month is None:
        return frozenset()  # a background event without a date is known again by its name alone
    return keys(one.place) | keys(one.province) | (one.named if one.about is None else frozenset())


def _filed_under(one: Profile) -> list[str]:
    """Return the words under which an anchor is found: its name, its places with its time, and with its large tolls."""
    name = [f"about {one.about}"] if one.about else []
    when = one.day.isoformat() if one.day else f"news {one.published}" if _is_news(one) else "undated"
    return [*name, *(f"{place} {w}" for place in _places(one) for w in (when, "any day")), *_filed_by_toll(one)]


def _filed_by_toll(one: Profile) -> list[str]:
    return [f"{place} {toll}" for place in _places(one) for toll in _large_tolls(one)]


def _is_news(one: Profile) -> bool:
    """Tell whether an event without a date is dated by the publication of the report that is about it."""
    return one.about is None and one.day is None and one.month is None and one.published is not None


def _large_tolls(one: Profile) -> list[str]:
    return [f"toll {toll}" for kind, toll in sorted(one.tolls) if kind == "toll"]


def _looked_up(one: Profile, apart: int, common: Usual) -> list[str]:
    """Return the words under which every anchor is filed that a profile may belong to, up to so many days apart.

    In a busy place, what has no date at all is known again by a large toll, so that it is not compared with everything.
    """
    name = [f"about {one.about}"] if one.about else []
    return [*name, *(f"{place} {w}" for place in _places(one) for w in _times(one, apart, busy=place in common.places))]


def _times(one: Profile, apart: int, *, busy: bool) -> list[str]:
    if one.day:
        days, news = _days(one.day, apart, apart), _days(one.day, DAYS_APART, NEWS.days)
    elif _is_news(one) and one.published:
        days, news = _days(one.published, NEWS.days, DAYS_APART), _days(one.published, NEWS.days, NEWS.days)
    else:
        return _large_tolls(one) if busy and one.about is None and one.month is None else ["any day"]
    return [*days, *(f"news {day}" for day in news), *_large_tolls(one), *([] if busy else ["undated"])]


def _days(day: date, before: int, after: int) -> list[str]:
    return [(day + timedelta(days=d)).isoformat() for d in range(-before, after + 1)]


def _reading_order(group: _Group) -> tuple[object, ...]:
    """Order of incidents: told most often first, then by date and place; background events behind."""
    reports = len({p.report for p in group.profiles if p.about is None})
    anchor = group.anchor
    return (group.background, -reports, anchor.day or date.max, folded(anchor.place), anchor.report, anchor.about or "")


def _incident(identity: str, group: _Group) -> Incident:
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


def _best_placed(group: _Group) -> Profile | None:
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


def _name(group: _Group, place: str | None, when: str | None) -> str:
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


def _placed(report: Report, where_told: dict[ReportAbout, str]) -> Report:
    statements = tuple(
        replace(s, claims=tuple(replace(c, incident=where_told[(report.id, c.about)]) for c in s.claims))
        for s in report.statements
    )
    return replace(report, statements=statements)


STAGE: Stage[CaseDraft] = Stage("incidents.v1", requires=("reports",), assigns=("incidents", "told"), run=_stage)
