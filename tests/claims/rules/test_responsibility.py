import pytest

from counterclaim import stages
from counterclaim.claims import responsibility
from counterclaim.draft import Draft
from counterclaim.language import parse, party_mentions
from counterclaim.ledger import Claim, Report, Span, Statement


def draft_of(text: str) -> Draft:
    return stages.run(
        [parse.STAGE, party_mentions.STAGE], Draft(report=Report(id="r", origin="r", sha256="", text=text))
    )


def find(text: str, content: str = "", **fields: object) -> list[Claim]:
    at = text.index(content) if content else 0
    span = Span(at, at + len(content or text))
    return list(responsibility.TYPE.find(draft_of(text), Statement(id="r/s1", content=(span,), **fields)))


def held(text: str) -> list[tuple[object, str]]:
    return [(claim.get("party"), claim.polarity) for claim in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Israeli jets bombed a bridge in the valley.", [("Israel", "+")]),
        ("Saudi warplanes carried out nine raids on the port.", [("Saudi Arabia", "+")]),
        ("The market was shelled by the Sudanese army.", [("Sudanese army", "+")]),
        ("The raid was carried out by Boko Haram, elders said.", [("Boko Haram", "+")]),
        ("A Turkish air strike killed five farmers.", [("Turkey", "+")]),
        ("Ethiopias air force bombed the town on Monday.", [("Ethiopian government", "+")]),
        ("The Houthis' shelling of the port went on.", [("Houthis", "+")]),
        ("Russian and Iranian drones hit the depot.", [("Russia", "+"), ("Iran", "+")]),
        ("The strike was carried out by either Russian or Turkish jets.", [("Russia or Turkey", "+")]),
        ("Officials accused the Taliban of burning the school.", [("Taliban", "+")]),
        ("They blamed the blast on al-Shabaab.", [("al-Shabaab", "+")]),
        ("The Taliban claimed responsibility for the blast.", [("Taliban", "+")]),
        ("Hamas was behind the rocket fire.", [("Hamas", "+")]),
        ("Russian forces did not fire at the bridge.", [("Russia", "-")]),
        ("It is highly unlikely that Israeli jets bombed the mill.", [("Israel", "-")]),
        ("There is no evidence that Israeli jets bombed the mill.", [("Israel", "+")]),
        ("An al-Shabaab car bomb killed nine people.", [("al-Shabaab", "+")]),
        ("Nine recruits were killed in clashes with the Taliban.", [("Taliban", "+")]),
        ("Two drivers were killed in an ambush on Monday in fighting against Boko Haram.", [("Boko Haram", "+")]),
        ("Taliban militants executed four judges.", [("Taliban", "+")]),
        ("Fighters from the Rapid Support Forces (RSF) have killed a mayor in Sudan.", [("Rapid Support Forces", "+")]),
        ("The Saudi-led coalition launched a counter-offensive on the port.", [("Saudi-led coalition", "+")]),
        ("Kurdish fighters shelled the bridge.", [("Kurdish forces", "+")]),
        ("Two of the drivers were beaten by Taliban guards.", [("Taliban", "+")]),
        ("No shelling was carried out by the Sudanese army.", [("Sudanese army", "-")]),
        ("Not a single shell was fired by Israeli forces.", [("Israel", "-")]),
        ("There was no shelling by the Sudanese army.", [("Sudanese army", "-")]),
        ("No one was hurt in the shelling by Boko Haram.", [("Boko Haram", "+")]),
        ("The claim that Turkey shelled the mill is false.", [("Turkey", "-")]),
        ("Responsibility for the massacre lies with the Taliban.", [("Taliban", "+")]),
        ("Those behind the attack are the Taliban.", [("Taliban", "+")]),
        (
            "Malian soldiers and Wagner fighters killed at least 25 people.",
            [("Malian army", "+"), ("Wagner Group", "+")],
        ),
        ("The war between the Sudanese army and the Taliban has killed thousands of people.", []),
        ("The Sudanese army was accused of shelling a market.", [("Sudanese army", "+")]),
        ("The rockets came from positions held by the Taliban.", [("Taliban", "+")]),
        ("The blast was caused by a failed rocket launch by Islamic Jihad.", [("Islamic Jihad", "+")]),
        ("Officials accused the Sudanese army on Tuesday of shelling a market.", [("Sudanese army", "+")]),
        ("Pakistani armed forces shelled the bridge.", [("Pakistani army", "+")]),
        ("Congolese government troops burned the village.", [("Congolese government", "+")]),
        ("The attack bore all the hallmarks of al-Shabaab.", [("al-Shabaab", "+")]),
        ("The massacre was clearly the work of Boko Haram.", [("Boko Haram", "+")]),
        ("The ministry attributed the raid to Iran.", [("Iran", "+")]),
        ("Experts traced the missile to the Russian army.", [("Russia", "+")]),
        ("Boko Haram bandits torched the school.", [("Boko Haram", "+")]),
        ("Russian howitzers fired at the mill.", [("Russia", "+")]),
        ("Eritrean soldiers went from house to house and shot nine men.", [("Eritrean army", "+")]),
        ("Malian troops rounded up herders and executed them.", [("Malian army", "+")]),
        ("The mine was planted by Taliban terrorists.", [("Taliban", "+")]),
        ("Hamas, which has not commented, shot nine men on Sunday.", [("Hamas", "+")]),
    ],
)
def test_who_is_held_to_have_done_it(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The shells fell on Taliban positions.",
        "An attack on the Sudanese army left five dead.",
        "The Taliban-held district was quiet.",
        "Hamas fighters killed in the raid were buried.",
        "The Yemen war goes on.",
        "A bomb was found by the Red Cross.",
        "The BBC killing of the story was criticised.",
        "Iran denounced the bombing.",
        "At least 30 Taliban fighters killed in the valley.",
        "12 Hamas gunmen killed fighting.",
        "Five Taliban fighters killed.",
        "A blast in the town held by the Taliban killing nine was reported.",
        "The police foiled a Taliban attack.",
        "Sudan car bomb kills nine.",
        "The court traced the rifle to a shop in Bursa.",
        "It was the work of God.",
        "Turkey hosted the talks and criticised the strikes on the camp.",
        "Ethiopian officials visited the town and attacked the press.",
        "The Taliban government, which came to power in August, hangs quite literally by a thread.",
    ],
)
def test_targets_holders_and_onlookers_are_no_agents(text):
    assert held(text) == []


def test_a_general_denial_is_of_the_one_who_denies():
    text = "Moscow denied any involvement in the raid."
    claims = find(text, "any involvement in the raid", cue=Span(7, 13), source=Span(0, 6), speaker="Moscow",
                  stance="denies")  # fmt: skip
    assert [(claim.get("party"), claim.polarity) for claim in claims] == [("Russia", "-")]


def test_what_a_denier_says_of_its_own_planes_is_about_the_denier():
    text = "Ankara denied that its jets had bombed the village."
    claims = find(text, "its jets had bombed the village", cue=Span(7, 13), source=Span(0, 6), speaker="Ankara",
                  stance="denies")  # fmt: skip
    assert [(claim.get("party"), claim.polarity) for claim in claims] == [("Turkey", "-")]


def test_an_admission_is_of_the_one_who_speaks():
    text = "The Taliban said they had attacked the barracks."
    claims = find(text, "they had attacked the barracks", cue=Span(12, 16), source=Span(0, 11), speaker="Taliban")
    assert [(claim.get("party"), claim.polarity) for claim in claims] == [("Taliban", "+")]


def test_the_accused_stands_between_cue_and_content():
    text = "Kinshasa accused M23 of shelling the camp."
    claims = find(text, "of shelling the camp", cue=Span(9, 16), source=Span(0, 8), speaker="Kinshasa")
    assert [claim.get("party") for claim in claims] == ["M23"]
    assert claims[0].get("act") == "shelling the camp"


def test_alternatives_are_compatible_with_what_they_name():
    assert responsibility.TYPE.compatible("Russia", "Russia or Turkey")
    assert not responsibility.TYPE.compatible("Russia", "Turkey")


def test_where_each_accuses_the_other_the_other_is_who_does_not_speak():
    text = "Baku and Yerevan accused each other of shelling the border."
    claims = find(text, "shelling the border", cue=Span(17, 24), source=Span(0, 16), speaker="Yerevan")
    assert [claim.get("party") for claim in claims] == ["Azerbaijan"]


def test_those_who_trade_blame_accuse_each_other():
    text = "Baku and Yerevan traded blame for the shelling of the border."
    claims = find(text, "for the shelling of the border", cue=Span(17, 29), source=Span(0, 16),
                  speaker="Azerbaijan; Armenia", kind="group")  # fmt: skip
    assert {claim.get("party") for claim in claims} == {"Azerbaijan", "Armenia"}


def test_calling_the_charge_a_lie_denies_the_deed():
    text = "“It’s a blatant lie,” Moscow said."
    claims = find(text, "“It’s a blatant lie,”", cue=Span(29, 33), source=Span(22, 28), speaker="Moscow")
    assert [(claim.get("party"), claim.polarity) for claim in claims] == [("Russia", "-")]
    text = "“It was a long march,” Moscow said."
    assert not find(text, "“It was a long march,”", cue=Span(30, 34), source=Span(23, 29), speaker="Moscow")


def test_a_group_and_what_it_is_called_are_one_party():
    text = "The Kachin People's Army (KPA) met in Laiza. The KPA will fight. KPA terrorists shelled the school."
    assert held(text) == [("Kachin People's Army", "+")]


def test_owning_up_is_of_the_one_who_speaks():
    text = "Ethiopia's army admitted the bombing of the bridge."
    claims = find(text, "the bombing of the bridge", cue=Span(16, 24), source=Span(0, 15), speaker="Ethiopia's army")
    assert [claim.get("party") for claim in claims] == ["Ethiopian military"]


def test_an_army_can_be_the_other_side():
    text = "M23 and the Congolese army accused each other of shelling the camp."
    claims = find(text, "shelling the camp", cue=Span(27, 34), source=Span(0, 26), speaker="M23", kind="group")
    assert [claim.get("party") for claim in claims] == ["Congolese army"]


def test_a_comma_inside_a_number_ends_no_act():
    assert (
        find("The Taliban killed some 8,000 men in the valley.")[0].get("act") == "killed some 8,000 men in the valley"
    )
