import pytest

from counterclaim.claims.rules.unnamed import unnamed
from counterclaim.ledger import Span


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Two rockets hit the gate of the hospital.", ["the gate of the hospital"]),
        ("Jets bombed a crowded fish market at noon.", ["a crowded fish market"]),
        ("The bakery was deliberately shelled.", ["The bakery"]),
        ("There were three strikes near a bus station.", ["a bus station"]),
        ("Shells landed in two villages.", ["two villages"]),
        ("A blast ripped through a hotel and the mosque was hit.", ["a hotel", "the mosque"]),
        ("The minister visited the hospital.", []),
        ("The attack of the rebels on Monday was condemned by the city.", []),
        ("Strikes hit the market's owners hard.", []),
    ],
)
def test_unnamed_places(text, places):
    assert [span.of(text) for span in unnamed(text, Span(0, len(text)))] == places
