import pytest

from counterclaim.claims.rules import evidence
from counterclaim.draft import Draft
from counterclaim.language import parse
from counterclaim.ledger import Report, Span, Statement


def find(text: str) -> list[tuple[object, str]]:
    draft = parse.STAGE.run(Draft(report=Report(id="r", origin="r", sha256="", text=text)))
    claims = evidence.find(draft, Statement(id="r/s1", content=(Span(0, len(text)),)))
    return [(claim.get("aspect"), claim.polarity) for claim in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Residents posted videos of the burning mill.", [("has", "+")]),
        ("Satellite images show a new crater.", [("has", "+")]),
        ("We have credible information that it was planned.", [("has", "+")]),
        ("Blood tests confirmed exposure to a nerve agent.", [("has", "+")]),
        ("There is no evidence of an explosion.", [("lacks", "+")]),
        ("Nobody could say where it came from.", [("lacks", "+")]),
        ("We do not have the number of the victims.", [("lacks", "+")]),
        ("It has not been possible for us to visit the quarry.", [("access", "-")]),
        ("The militia does not allow anyone to count the victims.", [("access", "-")]),
        ("The photographs were taken in another country.", [("integrity", "+")]),
        ("The video was doctored.", [("integrity", "+")]),
        ("Soldiers took the shrapnel away.", [("integrity", "+")]),
        ("The bodies were buried at night.", [("integrity", "+")]),
        ("Samples had been flown to Nairobi.", [("has", "+")]),
        ("A laboratory in Nairobi has found pesticide.", [("has", "+")]),
        ("The elders handed over fragments of the rocket.", [("has", "+")]),
        ("The claim could not be independently verified.", [("lacks", "+")]),
        ("The agency was unable to confirm the toll.", [("lacks", "+")]),
        ("It remains unclear who opened fire.", [("lacks", "+")]),
        ("Soldiers tampered with the wreckage.", [("integrity", "+")]),
        ("Inspectors were barred from the harbour.", [("access", "-")]),
        ("Gunmen prevented the monitors from entering.", [("access", "-")]),
        ("The minister demanded an independent investigation.", [("independent", "+")]),
        ("UN investigators found that both had lied.", [("independent", "+")]),
        ("The harbour was calm.", []),
        ("Soldiers cordoned off the area.", [("access", "-")]),
        ("The guards kept reporters and lawyers out.", [("access", "-")]),
        ("By then the site had been bulldozed.", [("integrity", "+")]),
        ("Fragments of metal found there were heavy.", [("has", "+")]),
        ("More tests were needed.", [("lacks", "+")]),
        ("Where the wreck had lain was unclear.", [("lacks", "+")]),
        ("It was not clear whether the army had fired.", []),
        ("No markings could be made out.", [("lacks", "+")]),
        ("The soldiers let the observers in and then sent them away.", [("access", "-")]),
        ("Permission to visit the wounded had not been given.", [("access", "-")]),
        ("The rescuers were held up at a checkpoint.", [("access", "-")]),
        ("Every step was taken to keep the experts safe.", []),
        ("Soldiers loaded the bodies onto lorries and drove off.", [("integrity", "+")]),
        ("The panel is still gathering testimonies.", [("independent", "+")]),
        ("The commission was given the power to name the culprits.", [("independent", "+")]),
        ("The size of the crater was typical of a mortar.", [("has", "+")]),
        ("The ministry has documented 40 violations of the truce.", [("has", "+")]),
    ],
)
def test_aspects_of_proof(text, expected):
    assert find(text) == expected


def test_what_an_independent_body_finds():
    text = "The tribunal concluded that the bridge had been shelled."
    draft = parse.STAGE.run(Draft(report=Report(id="r", origin="r", sha256="", text=text)))
    statement = Statement(id="r/s1", content=(Span(28, len(text)),), cue=Span(13, 22), source=Span(0, 12))
    claims = list(evidence.find(draft, statement))
    assert [(claim.get("aspect"), claim.span.of(text)) for claim in claims] == [
        ("independent", "The tribunal concluded")
    ]


def test_the_triggers_pass_over_nothing(root):
    for path in sorted((root / "examples").rglob("*.txt")):
        for sentence in path.read_text("utf-8").replace("\n", ". ").split(". "):
            for aspect, pattern in evidence._patterns():
                assert not pattern.search(sentence) or evidence._triggers()[aspect].search(sentence), (aspect, sentence)
