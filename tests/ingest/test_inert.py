"""What a hostile report carries in its title and names stays words, from the file to the ledger and the dossier."""

import json
import re
from pathlib import Path

import pytest
from specimens import BODY, mhtml, page, rss, wacz, warc_record

from counterclaim import outputs, pipeline

EVIL = "<script>alert(document.domain)</script><img src=x onerror=alert(1)>"
TITLE = f"Army denies attack {EVIL}"
ESCAPED = TITLE.replace("<", "&lt;").replace(">", "&gt;")
CELL = "=cmd|' /C calc'!A0"
TWICE = ESCAPED.replace("&", "&amp;")


def _files(folder: Path) -> None:
    (folder / "page.html").write_text(page(title=ESCAPED), "utf-8")
    (folder / "page.mhtml").write_bytes(mhtml(page(title=ESCAPED)))
    (folder / "plain.txt").write_text(f"{TITLE}\n\n{BODY[0]} {BODY[1]}\n", "utf-8")
    item = f"<item><title>{TWICE}</title><description>{BODY[0]}</description></item>"
    (folder / "news.rss").write_bytes(rss(items=item, title=TWICE))
    row = {"title": CELL, "text": f"{BODY[0]} {EVIL}", "publisher": f"{CELL}{EVIL}", "url": "javascript:alert(1)"}
    (folder / "rows.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    record = warc_record("http://a.example/%3Cscript%3E?x=<script>", page(title=ESCAPED).encode())
    (folder / "crawl.wacz").write_bytes(wacz({"archive/<script>.warc": record + warc_record("http://a.example/", b"")}))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reports, out = tmp_path_factory.mktemp("reports"), tmp_path_factory.mktemp("case")
    _files(reports)
    outputs.write(pipeline.build([reports]).ledger, out)
    return out


def test_every_report_is_in_the_ledger_with_its_words(out: Path):
    titles = {
        report["id"]: report["title"] for report in json.loads((out / "ledger.json").read_text("utf-8"))["reports"]
    }
    assert titles["page-html"] == titles["page-mhtml"] == titles["plain"] == TITLE
    assert CELL in titles.values()


def test_the_dossier_runs_and_fetches_nothing_of_it(out: Path):
    dossier = (out / "dossier.html").read_text("utf-8")
    assert "alert(document.domain)" in dossier
    assert "<script>alert" not in dossier
    assert not re.search(r"<img[^>]*onerror", dossier)
    assert not re.search(r"""(?:href|src)\s*=\s*["']?\s*javascript:""", dossier, re.I)
