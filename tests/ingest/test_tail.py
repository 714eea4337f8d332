import pytest

from counterclaim.ingest.tail import tail

BODY = "Shells hit the port. " * 12 + "The port stays closed."


@pytest.mark.parametrize(
    "foot",
    [
        "Related News Blast kills six in Mocha | Talks on prisoners begin",
        "Related Articles Blast kills six in Mocha",
        "3 Related Army Takes Two Hills Near Mocha Port Reopens After Shelling Tags Yemen",
        "You may also like Blast kills six in Mocha",
    ],
)
def test_links_to_other_articles_are_furniture(foot):
    text = f"{BODY} {foot}"
    start = min(piece.span.start for piece in tail(text))
    assert text[start:].lstrip("3 ").startswith(("Related", "You may"))


@pytest.mark.parametrize("end", ["Related attacks were reported in two other ports.", "Related deaths rose to six."])
def test_a_sentence_that_begins_with_related_is_not(end):
    assert tail(f"{BODY} {end}") == []
