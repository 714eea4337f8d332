"""Which of the times that were found a report goes by: the first that can be true, with all of them kept."""

import datetime
import re
from dataclasses import replace

from counterclaim.ingest.stamps import calendar_day
from counterclaim.ledger import Report, TimeCandidate

# The calendar in the east of the world is so far ahead of UTC: a day without its zone may be one that has begun there.
AHEAD = datetime.timedelta(hours=14)

_DAY_IN_ADDRESS = re.compile(r"(?<=[/_-])((?:19|20)\d\d)([/_-]?)(\d\d)\2(\d\d)(?=[/_.?-]|$)")

# A stamp may be a little later than the capture, where the clock of one of the two machines is wrong.
CLOCKS_APART = datetime.timedelta(minutes=5)


def with_times(report: Report, times: tuple[TimeCandidate, ...]) -> Report:
    """Return the report with the first candidate for each role as its time, and all of them kept.

    A time after that of the capture cannot be true, and is passed over with a note. A page that gives only the time
    of its update counts as published then.
    """
    possible = [time for time in times if not is_after(time.value, report.captured)]
    late = [time for time in times if time not in possible]
    first = {time.role: time.value for time in reversed(possible)}
    published, updated = first.get("published"), first.get("updated")
    days = sorted({datetime.date.fromisoformat(time.value[:10]) for time in possible if time.role == "published"})
    # A dateline is often the day before the page: that is no contradiction.
    apart = len(days) > 1 and (days[-1] - days[0]).days > 1
    notes = [f"publication is dated differently: {', '.join(map(str, days))}"] if apart else []
    if published and updated and updated[:10] < published[:10]:
        notes.append(f"it was updated on {updated[:10]}, before it was published on {published[:10]}")
    notes += [f"the time {time.value} ({time.origin}) lies after the capture and was passed over" for time in late]
    return replace(report, times=times, published=published or updated, updated=updated, notes=(*report.notes, *notes))


def of_address(url: str | None) -> tuple[TimeCandidate, ...]:
    """Return the day that an address carries ("/2017/04/04/", "-2017-04-04"), which publishers set on publication."""
    match = _DAY_IN_ADDRESS.search(url) if url else None
    day = calendar_day(*(int(match[n]) for n in (1, 3, 4))) if match else None
    return (TimeCandidate(role="published", value=day.isoformat(), origin="address"),) if day else ()


def is_after(value: str, captured: str | None) -> bool:
    """Tell whether an ISO day or time is surely later than the capture; never so where no capture is known."""
    if captured is None:
        return False
    limit = _moment(captured)
    if limit is None:
        return False
    moment = _moment(value)
    if moment is None:
        return False
    has_zone = "T" in value and datetime.datetime.fromisoformat(value).tzinfo is not None
    return moment > limit + (CLOCKS_APART if has_zone else AHEAD)


def _moment(value: str) -> datetime.datetime | None:
    """Return an ISO day (its start) or time; UTC where it has no zone."""
    try:
        moment = datetime.datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
