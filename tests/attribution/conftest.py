"""Readings of short texts: what a report says, in whose name."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from counterclaim import stages
from counterclaim.draft import Draft
from counterclaim.ledger import Report, Statement
from counterclaim.pipeline import ATTRIBUTION_STAGES, ENCODER_STAGES, LANGUAGE_STAGES

AROUND = re.compile(r"^[\s\"'“”‘’«»]*(?:that\s+)?[\s\"'“”‘’«»]*|[\s\"'“”‘’«».,!?]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """The statements of a short report; ``attributed`` leaves the report's own voice out."""

    text: str
    statements: tuple[Statement, ...]

    @property
    def attributed(self) -> list[Statement]:
        return [s for s in self.statements if s.mode != "narrator"]

    @property
    def said(self) -> list[tuple[str | None, str]]:
        """Speaker and content of each attributed statement; parts of a broken content are joined by " … "."""
        return [(s.speaker, self.content(s)) for s in self.attributed]

    @property
    def narrated(self) -> list[str]:
        return [self.content(s) for s in self.statements if s.mode == "narrator"]

    def content(self, statement: Statement) -> str:
        """The words of a statement's content, without the marks and the "that" around them."""
        return " … ".join(AROUND.sub("", span.of(self.text)) for span in statement.content)

    def words(self, name: str) -> list[str | None]:
        """The words of the cue, source or hedge of each attributed statement."""
        found = [getattr(s, name) for s in self.attributed]
        return [None if f is None else (f.span if name == "hedge" else f).of(self.text) for f in found]


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """Return a function that reads a text through the stages of language and attribution."""

    def reading(text: str, *, title: str | None = None, published: str | None = "2021-06-10") -> Reading:
        report = Report(id="r", origin="", sha256="", text=text, title=title, published=published)
        draft = stages.run((*LANGUAGE_STAGES, *ENCODER_STAGES, *ATTRIBUTION_STAGES), Draft(report=report))
        return Reading(text, draft.statements)

    return reading
