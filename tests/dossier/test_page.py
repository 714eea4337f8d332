import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import lxml.html

from counterclaim.dossier.page import render
from counterclaim.ledger import Ledger, Report, Span, Statement

VOID = {"meta", "br", "input", "link", "img", "hr", "col"}


def page(ledger: Ledger) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render(ledger).encode())


def by_id(tree: lxml.html.HtmlElement, identity: str) -> lxml.html.HtmlElement:
    (found,) = tree.xpath("//*[@id=$identity]", identity=identity)
    return found


def pieces(tree: lxml.html.HtmlElement, report: str) -> str:
    body = by_id(tree, report)
    return "".join(p.text_content() for p in body.xpath(".//div[contains(concat(' ', @class, ' '), ' p ')]"))


def balanced(html: str) -> bool:
    """Tell whether every element is closed by its own end tag, in the right order."""
    stack = []
    html = re.sub(r"<(style|script)>.*?</\1>", "", html, flags=re.S)
    for end, name, own in re.findall(r"<(/?)([a-z][a-z0-9]*)[^<>]*?(/?)>", html):
        if end:
            if not stack or stack.pop() != name:
                return False
        elif not own and name not in VOID:
            stack.append(name)
    return not stack


def test_text_of_reports_is_data_and_never_markup(ledger: Ledger) -> None:
    tree = page(ledger)
    assert len(tree.xpath("//script")) == 1
    assert "alert(1)" not in tree.xpath("//script")[0].text
    assert "&lt;script&gt;alert(1)" in render(ledger)


def test_nothing_is_asked_for_from_anywhere(ledger: Ledger) -> None:
    tree = page(ledger)
    assert not tree.xpath("//*[@src] | //link | //iframe | //object | //embed | //img | //form")
    assert all(a.get("href").startswith("#") for a in tree.xpath("//*[@href]"))
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|https?://", render(ledger))
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert not tree.xpath("//*[@style]"), "the policy refuses style attributes"


def test_every_statement_has_an_anchor_on_its_exact_words(ledger: Ledger) -> None:
    tree = page(ledger)
    for report, statement in ledger.statements():
        first = min(statement.content).of(report.text)
        mark = by_id(tree, statement.id.replace(" ", "%20"))
        text = mark.text_content().replace("\r", "")
        assert text
        assert first.startswith(text) or text in first


def test_text_of_a_report_is_whole_and_unchanged(ledger: Ledger) -> None:
    tree = page(ledger)
    for report in ledger.reports:
        assert pieces(tree, report.id.replace(" ", "%20")) == report.text


def test_every_link_leads_somewhere_on_the_page(ledger: Ledger) -> None:
    tree = page(ledger)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//@href")} <= set(ids)


def test_overlapping_and_nested_statements_stay_a_tree(ledger: Ledger) -> None:
    assert balanced(render(ledger))


def test_page_says_the_speaker_of_every_quotation(ledger: Ledger) -> None:
    for quote in page(ledger).xpath("//div[@class='q']"):
        assert quote.xpath("./p[@class='by']/b")[0].text_content().strip()


def test_originators_are_counted_and_relays_are_not(ledger: Ledger) -> None:
    point = by_id(page(ledger), "point:p2").text_content()
    assert "1 originator: Valley Ministry; relayed by Valley Wire; in 2 reports" in " ".join(point.split())


def test_background_event_stands_apart_and_its_toll_is_not_counted(ledger: Ledger) -> None:
    tree = page(ledger)
    assert "400" in by_id(tree, "section:background").text_content()
    (chapter,) = tree.xpath("//section[@data-chapter='Dam fire']")
    assert "400" not in chapter.text_content()


def test_denial_and_hedge_are_words_and_not_colours(ledger: Ledger) -> None:
    rows = {row.text_content() for row in page(ledger).xpath("//table[@class='matrix']//tr")}
    assert any("Ana Ruiz" in row and "denies" in row for row in rows)
    assert any("hedged “probably” (55–75 % on the PHIA scale)" in row for row in rows)


def test_revision_is_drawn_and_open_end_has_an_arrow(ledger: Ledger) -> None:
    tree = page(ledger)
    assert len(tree.xpath("//*[@class='revision']")) == 1
    assert len(tree.xpath("//*[@class='tip']")) == 2


def test_unread_report_is_shown_with_the_reason(ledger: Ledger) -> None:
    loose = by_id(page(ledger), "section:loose").text_content()
    assert "it is in German, and only English is read" in loose
    assert "decoded as Windows-1252" in loose


def test_orphan_is_shown_with_what_could_be_looked_into(ledger: Ledger) -> None:
    html = render(ledger, suggestions={"one/s5": ["Ana Ruiz <speaks> just before"]})
    assert "Not identified (“he”)" in html
    assert "Ana Ruiz &lt;speaks&gt; just before" in html


def test_same_ledger_gives_the_same_page(ledger: Ledger) -> None:
    assert render(ledger) == render(ledger)


def test_empty_ledger_gives_a_page_that_says_so() -> None:
    html = render(Ledger())
    assert "the ledger holds no reports" in html
    assert balanced(html)


def test_ledger_without_incidents_still_shows_who_says_what(ledger: Ledger) -> None:
    bare = replace(ledger, incidents=(), points=(), figures=(), accounts=())
    tree = page(bare)
    assert tree.xpath("//table[@class='matrix']")
    assert {h[1:] for h in tree.xpath("//@href")} <= set(tree.xpath("//@id"))


def test_many_incidents_are_listed_first_and_folded(ledger: Ledger) -> None:
    (incident, other) = ledger.incidents
    many = replace(ledger, incidents=(other, *(replace(incident, id=f"i{n}", name=f"Fire {n}") for n in range(10, 20))))
    tree = page(many)
    assert len(by_id(tree, "section:incidents").xpath(".//tbody/tr")) == 10
    assert not tree.xpath("//section[@data-chapter]/details[@open]")


def test_large_case_renders_in_time_and_folds_its_reports() -> None:
    text = "He said it. " * 400
    spans = [Span(12 * n, 12 * n + 11) for n in range(400)]
    reports = tuple(
        Report(id=f"r{n}", origin="", sha256="", text=text,
               statements=tuple(Statement(id=f"r{n}/s{k}", content=(s,)) for k, s in enumerate(spans[:20])))
        for n in range(40)
    )  # fmt: skip
    tree = page(Ledger(reports=reports))
    assert not tree.xpath("//details[contains(@class, 'report')][@open]")


def test_anchor_is_found_as_it_is_written(ledger: Ledger) -> None:
    tree = page(ledger)
    (mark,) = tree.xpath("//mark[@id='two%20words/s1']")
    assert unquote(mark.get("id")) == "two words/s1"


def test_annotated_example_renders_whole(example_folder: Path) -> None:
    texts = [path.read_bytes().decode() for path in sorted(example_folder.glob("*.txt"))]
    reports = tuple(Report(id=f"r{n}", origin="", sha256="", text=text) for n, text in enumerate(texts))
    tree = page(Ledger(reports=reports))
    assert [pieces(tree, f"r{n}") for n in range(len(texts))] == texts
