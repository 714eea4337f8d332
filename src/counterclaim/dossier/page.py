"""The dossier: one self-contained HTML file, which opens offline and asks for nothing from anywhere."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from counterclaim.dossier import wording
from counterclaim.dossier.chart import Panel, panels
from counterclaim.dossier.copied import copied
from counterclaim.dossier.glance import Glance, glance
from counterclaim.dossier.index import NO_INCIDENT, Index, Said, anchor, index
from counterclaim.dossier.loose_ends import Suggestions, loose_ends, report_line
from counterclaim.dossier.matrix import Matrix, matrix
from counterclaim.dossier.origins import origins
from counterclaim.dossier.points import Heading, Version, headings, versions
from counterclaim.dossier.replies import Answered, replies
from counterclaim.dossier.texts import texts
from counterclaim.dossier.timeline import Day, timeline
from counterclaim.ledger import Incident, Ledger

# Up to so many incidents and reports stand open; more would make the page a wall of text.
OPEN_INCIDENTS = 3
OPEN_REPORTS = 12


@dataclass(frozen=True, slots=True)
class Chapter:
    """All about one incident; ``incident`` is None for claims that are tied to none."""

    incident: Incident | None
    name: str
    anchor: str
    date: str
    place: str
    glance: Glance
    matrix: Matrix
    headings: tuple[Heading, ...]
    panels: tuple[Panel, ...]
    versions: tuple[Version, ...]
    replies: tuple[Answered, ...]
    days: tuple[Day, ...]


def render(ledger: Ledger, *, suggestions: Suggestions | None = None) -> str:
    """Return the dossier of a ledger as the text of one HTML file.

    Args:
        ledger: a whole ledger; one without incidents, or without reports, gives a dossier that says so.
        suggestions: for orphans, lines on who might have spoken, by the id of the statement.
    """
    found = index(ledger)
    main = [chapter(found, incident) for incident in found.incidents]
    if not ledger.incidents and found.claims:
        main.append(untied(found))
    style, script = asset("dossier.css"), asset("dossier.js")
    template = environment().get_template("dossier.html.j2")
    return template.render(
        ledger=ledger, chapters=main, background=background(found), origins=origins(found), copied=copied(found),
        loose=loose_ends(found, suggestions), texts=texts(found), style=style, script=script,
        policy=policy(style, script), title=title(ledger, main), open_incidents=len(main) <= OPEN_INCIDENTS,
        open_reports=len(ledger.reports) <= OPEN_REPORTS,
    )  # fmt: skip


def title(ledger: Ledger, main: Sequence[Chapter]) -> str:
    """Name the case: by its incident if it has one, else by what is in it."""
    if len(main) == 1 and main[0].incident:
        return main[0].name
    reports = wording.count(len(ledger.reports), "report")
    incidents = [chapter for chapter in main if chapter.incident]
    return f"{wording.count(len(incidents), 'incident')} in {reports}" if incidents else reports


def chapter(found: Index, incident: Incident) -> Chapter:
    """Return all about one incident."""
    return _chapter(found, incident, incident.id, found.claims.get(incident.id, ()))


def untied(found: Index) -> Chapter:
    """Return the claims of a ledger that has no incidents."""
    return _chapter(found, None, NO_INCIDENT, found.claims.get(NO_INCIDENT, ()))


def background(found: Index) -> list[Chapter]:
    """Return the other events that the reports mention."""
    known = [chapter(found, incident) for incident in found.ledger.incidents if incident.background]
    named = [_chapter(found, None, f"about {name}", claims, name) for name, claims in found.background.items()]
    return [*known, *named]


def _chapter(
    found: Index, incident: Incident | None, identity: str, claims: Sequence[Said], name: str = "No incident"
) -> Chapter:
    telling = set(incident.reports if incident else ()) | {said.report.id for said in claims}
    background = incident.background if incident else identity != NO_INCIDENT
    # A report on another event was not published because of this one.
    reports = [] if background else [report for report in found.ledger.reports if report.id in telling]
    place = ", ".join(part for part in (incident.place, incident.country) if part) if incident else ""
    return Chapter(
        incident=incident,
        name=incident.name if incident else name,
        anchor=anchor(identity, "incident"),
        date=wording.date(incident.date) if incident else "",
        place=place,
        glance=glance(found, identity, claims),
        matrix=matrix(found, claims),
        headings=tuple(headings(found, identity)),
        panels=tuple(panels(found, identity)),
        versions=tuple(versions(found, identity)),
        replies=tuple(replies(found, identity)),
        days=tuple(timeline(found, claims, reports)),
    )


@cache
def asset(name: str) -> str:
    """Return the text of a style sheet or script of the package."""
    return resources.files("counterclaim.dossier").joinpath("assets", name).read_text("utf-8")


def policy(style: str, script: str) -> str:
    """Return a content security policy that lets through the page's own style and script, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@cache
def environment() -> Environment:
    """Return the templates of the package, with everything escaped that comes from a ledger."""
    templates = Environment(
        loader=PackageLoader("counterclaim.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals |= {
        "count": wording.count,
        "listing": wording.listing,
        "report_line": report_line,
        "graded": wording.grade,
    }
    templates.filters |= {"date": wording.date, "anchor": anchor}
    return templates
