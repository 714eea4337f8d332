"""Measures on the real reports that lie beside the checkout, where they do."""

import csv
import datetime
from pathlib import Path

import pytest

from counterclaim.ingest.read import read_report

OPEN = Path(__file__).parents[3] / "shared" / "bench" / "fakes" / "open"


@pytest.mark.skipif(not OPEN.is_dir(), reason="../shared/bench/fakes is missing")
def test_publication_dates_of_real_reports():
    lines = (OPEN / "facts.csv").read_text(encoding="utf-8").splitlines()
    rows = [row for row in csv.DictReader(lines) if row["date_stated"] == "1"]
    reports = {unit: read_report(OPEN / f"{unit}.txt") for unit in {row["unit_id"] for row in rows}}

    def near(row):
        published = reports[row["unit_id"]].published
        day = datetime.date.fromisoformat(row["date"])
        return published is not None and abs((datetime.date.fromisoformat(published[:10]) - day).days) <= 3

    assert sum(map(near, rows)) / len(rows) >= 0.97
