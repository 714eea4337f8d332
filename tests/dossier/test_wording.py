import pytest

from counterclaim.dossier import wording
from counterclaim.ledger import Claim, Span


@pytest.mark.parametrize(
    ("what", "shown"),
    [
        ("airstrikes (air strikes)", "air strikes"),
        ("airstrikes (airstrike)", "airstrike"),
        ("airstrikes (warplanes)", "airstrikes (warplanes)"),
        ("shelling (shells)", "shelling (shells)"),
        ("toxic gas", "toxic gas"),
    ],
)
def test_a_means_is_named_once_where_only_its_spelling_differs(what, shown):
    assert wording.answer(Claim(type="means", span=Span(0, 4), values=(("what", what),)), "words") == shown
