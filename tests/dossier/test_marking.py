import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.dossier.marking import deal, marks, paragraphs, render_marked
from counterclaim.ledger import Report, Span, Statement

TEXTS = st.text(alphabet="ab <&>\"'\n\r\u2028é😀", min_size=1, max_size=40)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(TEXTS)
    edges = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12))
    spans = [Span(a, min(len(text), a + size)) for a, size in draw(st.lists(edges, max_size=6))]
    statements = tuple(Statement(id=f"r/s{n}", content=(span,), cue=span) for n, span in enumerate(spans))
    return Report(id="r", origin="", sha256="", text=text, statements=statements)


@given(reports())
def test_marked_text_is_the_text_and_a_tree(report: Report) -> None:
    spans, opened = paragraphs(report.text), set[int]()
    html = "".join(
        render_marked(report.text, span, here, opened)
        for span, here in zip(spans, deal(marks(report), spans), strict=True)
    )
    parts = lxml.html.fragment_fromstring(f"<div>{html}</div>")
    assert parts.text_content() == report.text
    ids = parts.xpath(".//@id")
    assert sorted(ids) == sorted(statement.id for statement in report.statements)
    assert lxml.html.tostring(parts, encoding="unicode").count("<mark") == html.count("<mark")


@given(TEXTS)
def test_paragraphs_together_are_the_text(text: str) -> None:
    spans = paragraphs(text)
    assert "".join(span.of(text) for span in spans) == text
