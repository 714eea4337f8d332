"""Two messy reports, lent for work on this program and no part of it: who speaks, and who cannot be known."""

from pathlib import Path

import pytest

from counterclaim.ingest.read import read_report
from counterclaim.pipeline import read_draft

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.fixture(scope="module")
def seeds():
    paths = [SEEDS / "seed-01.txt", SEEDS / "seed-02.txt"]
    if not all(path.exists() for path in paths):
        pytest.skip("../shared/seeds is not here")
    return [read_draft(read_report(path, report_id=path.stem)) for path in paths]


def test_lost_speakers_stay_lost(seeds):
    attributed = [s for s in seeds[1].statements if s.mode != "narrator"]
    lost = {s.content[0].of(seeds[1].text) for s in attributed if s.is_orphan}
    for words in ("that a total of 41 people", "repeated warnings", '"This is purely a lie"', "they came after"):
        assert any(content.startswith(words) for content in lost)
    assert all(s.source is not None and s.source.of(seeds[1].text).lower() == "he" for s in attributed if s.is_orphan)


def test_a_denial_is_not_laid_into_the_mouth_of_the_agency_before_it(seeds):
    denials = [s for s in seeds[1].statements if s.stance == "denies" and s.mode == "direct"]
    assert [s.speaker for s in denials] == ["National Liberation Front"]
    agency = [s for s in seeds[1].statements if s.kind == "media" and s.speaker]
    assert agency
    assert all(s.stance == "asserts" for s in agency)


def test_the_day_of_saying_is_not_the_day_of_the_event(seeds):
    figure = next(s for s in seeds[1].statements if any(c.get("low") == 107 for c in s.claims))
    assert figure.said == "2018-11-25"


def test_an_office_is_known_by_a_part_of_its_name(seeds):
    british = [s for s in seeds[0].statements if s.side == "United Kingdom" and s.hedge is not None]
    assert any(s.hedge.scale == "PHIA" and s.stance == "denies" for s in british if s.hedge)


def test_one_office_holder_has_one_name(seeds):
    people = {s.speaker for s in seeds[0].statements if s.kind == "person"}
    assert people == {"Robert Palladino", "Sean Robertson"}
