import pytest
from specimens import BODY, URL, atom, rss

from counterclaim.errors import ReportError
from counterclaim.ingest.collect import collect
from counterclaim.ingest.fragment import line, plain
from counterclaim.ingest.read import read_content
from counterclaim.ledger import Report


def _all(data: bytes) -> tuple[list[Report], list[ReportError]]:
    outcomes = list(read_content(data, origin="news.rss", report_id="news", suffix=".rss"))
    reports = [outcome for outcome in outcomes if isinstance(outcome, Report)]
    return reports, [outcome for outcome in outcomes if isinstance(outcome, ReportError)]


def test_every_entry_is_a_report_with_its_outlet_address_and_time():
    (first, second), errors = _all(rss())
    assert errors == []
    assert first.text == f"Army denies attack\n\n{BODY[0]}\n\n{BODY[1]}\n"
    assert (first.title, first.publisher, first.url) == ("Army denies attack", "Daily Lantern", URL)
    assert first.published == "2019-03-08T09:12:00+02:00"
    assert first.times[0].origin == "feed published"
    assert first.notes == ()
    assert second.notes == ("the feed gives a summary; the article itself may say more",)


def test_an_entry_that_names_its_outlet_is_by_that_outlet():
    (report,), _ = _all(atom())
    assert (report.title, report.publisher) == ("Army denies attack", "Daily Lantern")
    assert (report.published, report.updated) == ("2019-03-08T09:12:00+02:00", "2019-03-09T10:00:00+00:00")


def test_ids_stay_when_newer_entries_stand_above():
    before = {report.origin: report.id for report in _all(rss())[0]}
    more = rss().replace(b"<item>", b"<item><title>Shelling goes on in the north</title><guid>n</guid></item><item>", 1)
    after = {report.origin: report.id for report in _all(more)[0]}
    assert after.items() > before.items()


def test_scripts_in_titles_and_names_are_words_or_nothing():
    item = "<item><title>&lt;script&gt;alert(1)&lt;/script&gt;Army denies attack</title><description>" + BODY[0]
    (report,), _ = _all(rss(items=f"{item}</description></item>", title="&lt;b onclick='x'&gt;Lantern&lt;/b&gt;"))
    assert (report.title, report.publisher) == ("Army denies attack", "Lantern")


def test_a_damaged_feed_is_read_as_well_as_it_can_be_and_its_damage_told():
    reports, errors = _all(rss().replace(b"<guid>", b"<guid & >")[:-20])
    assert (len(reports), errors) == (2, [])
    assert "damaged" in reports[0].notes[0]


ENTITIES = b'<!DOCTYPE rss [<!ENTITY a "%s">]>' % (b"x" * 1000)
REFUSED = {
    b"": "empty",
    b"\x00\x01 garbage": "no feed",
    b"<html><body><p>Hello</p></body></html>": "no feed|no entry",
    rss(items=""): "no entry",
    rss(items="<item><title>Live</title></item>"): "none of the 1 entries",
    rss().replace(b"?>", b"?>" + ENTITIES, 1): "entities of its own",
    rss().replace(b"?>", b'?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>', 1): "entities of its own",
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.items(), ids=range(len(REFUSED)))
def test_what_is_no_feed_is_refused_with_its_name_and_a_remedy(data, reason):
    reports, errors = _all(data)
    assert (reports, len(errors)) == ([], 1)
    assert errors[0].where == "news.rss"
    assert errors[0].remedy
    assert any(one in errors[0].what for one in reason.split("|"))


def test_a_number_of_no_letter_costs_only_the_feed():
    reports, errors = _all(rss().replace(b"</title>", b"&#x110000;</title><b & >", 1)[:-10])
    assert reports or "damaged" in errors[0].what


def test_an_address_instead_of_a_feed_is_not_fetched():
    assert "no feed" in _all(b"http://lantern.example/feed.xml")[1][0].what


def test_in_a_folder_only_feeds_are_taken_from_the_files_that_end_in_xml(tmp_path):
    (tmp_path / "news.xml").write_bytes(rss())
    (tmp_path / "settings.xml").write_text("<settings><x/></settings>")
    sources, errors = collect([tmp_path])
    assert [source.report_id for source in sources] == ["news"]
    assert errors == []
    assert [source.report_id for source in collect([tmp_path / "settings.xml"])[0]] == ["settings"]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>One</p><p>Two<br>three</p>", "One\n\nTwo\n\nthree"),
        ("One <b>bold</b> word<script>x()</script> stays", "One bold word stays"),
        ("a &amp; b", "a & b"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("<div>" * 5000 + "deep", "deep"),
        ("<script>x()</script>", ""),
        ("<!-- x --><p>seen</p>", "seen"),
        ("plain\n\ntext", "plain\n\ntext"),
    ],
)
def test_pieces_of_markup_become_plain_text(markup, words):
    assert plain(markup) == words


def test_a_title_is_one_line():
    assert line("<b>Army</b>\n denies") == "Army denies"
