import pytest

from counterclaim import pipeline
from counterclaim.ledger import Report


def held(text: str) -> set[tuple[str | None, str]]:
    report = Report(id="r", origin="r", sha256="", text=text, published="2021-06-09", language="en")
    read = pipeline.read_draft(report)
    return {(c.text("party"), c.polarity) for s in read.statements for c in s.claims if c.type == "responsibility"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oslo and Ankara denied any involvement in the raid.", {("Norway", "-"), ("Turkey", "-")}),
        ("None of our aircraft were flying in the area, the Norwegian defence ministry said.", {("Norway", "-")}),
        ("The Houthis said they had nothing to do with the raid.", {("Houthis", "-")}),
        ("No sortie was flown on Sunday, the Saudi-led coalition said.", {("Saudi-led coalition", "-")}),
        ("Georgia denies everything.", {("Georgia", "-")}),
        ('"We continue to urge Norway to hold back an offensive," Georgia said.', set()),
        ("Men of the Black Heron Brigade burned a bus. The Black Heron Brigade denied it.",
         {("Black Heron Brigade", "+"), ("Black Heron Brigade", "-")}),
        ("Tehran said its forces never fired at the tanker.", {("Iran", "-")}),
        ("Ankara rejected the accusation on Monday.", {("Turkey", "-")}),
        # Denmark says it, and Norway denies it.
        ("Oslo dismissed Danish claims that the Taliban shelled the clinic.", {("Taliban", "+"), ("Taliban", "-")}),
        ("It is highly unlikely that the Taliban were responsible, the Norwegian government said.", {("Taliban", "-")}),
        ("It is not believed that sarin was used, according to the Norwegian government.", set()),
        ("The Houthis denied firing rockets at the port.", {("Houthis", "-")}),
        ("Oslo denied that its or Danish jets were involved in the raid.", {("Norway", "-"), ("Denmark", "-")}),
        ("The governor blamed Ansar al-Wahda for the raid.", {("Ansar al-Wahda", "+")}),
        ("Norway rejected any complicity in the raid.", {("Norway", "-")}),
        ("Pakistan's military denied initiating the firing.", {("Pakistani army", "-")}),
        ("Israel's army said a rocket fell. Its spokesman, Dov Harel, said its jets had not been involved in it.",
         {("Israel", "-")}),
        ("The Houthis said they were not behind the blast.", {("Houthis", "-")}),
        ("Oslo said its jets had not been involved in the raid.", {("Norway", "-")}),
        ("The Houthis discredited the reports, denying they fired rockets at the port.", {("Houthis", "-")}),
    ],
)  # fmt: skip
def test_who_denies_for_himself_and_who_does_not(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenyan and Ugandan personnel were involved in the shooting.", {"Kenya", "Uganda"}),
        ("Kenyan and Ugandan personnel were involved in the talks.", set()),
        ("Rebel groups fighting the Sudanese government released toxic gas in the market.", {"rebels"}),
        ("The shelling came from positions of the Taliban, from where rockets were fired at the town.", {"Taliban"}),
        ("Washington and London point to Iran, Houthi forces for the attack.", {"Iran", "Houthis"}),
        ("He pointed to a visit of the Houthis to the port.", set()),
        ("The jets struck Taliban targets in the valley.", set()),
        ("They staged the raid in order to blame it on the Taliban.", set()),
        ("They staged the raid to charge the Taliban with murder.", set()),
        ("A mill burned, and the Taliban had carried it out.", {"Taliban"}),
        ("A drone was probably used by the Taliban in the valley.", {"Taliban"}),
        ("Drones supplied by Iran were found.", set()),
        ("The blast was caused by a rocket misfired by the Houthis.", {"Houthis"}),
        ("The Taliban sabotaged the dam.", {"Taliban"}),
        ("Gunmen on motorbikes attacked three villages.", {"gunmen"}),
        ("Sudanese police opened fire on the crowd.", {"Sudanese police"}),
        ("The envoy charged Norway with shelling the port.", {"Norway"}),
        ("The tapes implicated the Taliban.", {"Taliban"}),
        ("Nobody could deter the Taliban from bombing schools.", {"Taliban"}),
        ("The Houthis can hardly deny their responsibility for the raid.", {"Houthis"}),
    ],
)
def test_roundabout_ways_of_saying_who_did_it(text, expected):
    assert {party for party, _ in held(text)} == expected
