"""Names that no table has change no claim but in its names: the program reads deeds, not its tables."""

from collections import Counter

import pytest

from counterclaim import pipeline
from counterclaim.ledger import Report

# Each report is read twice: with parties, places and weapons that the tables list, and with ones that nobody ever heard
# of. The names keep their forms (an adjective for an adjective, a plural for a plural).
LISTED = {
    "state": "Turkey", "adjective": "Turkish", "other": "Syria", "group": "Taliban", "faction": "Boko Haram",
    "town": "Aleppo", "region": "Idlib", "weapon": "chlorine", "arm": "mortars", "agency": "Reuters",
    "person": "Ahmed Hassan", "surname": "Hassan",
}  # fmt: skip
UNLISTED = {
    "state": "Velania", "adjective": "Velanian", "other": "Toravia", "group": "Karsk Band", "faction": "Grey Herons",
    "town": "Orveth", "region": "Dossin", "weapon": "vasprine", "arm": "thumpers", "agency": "Telwire",
    "person": "Ando Breskel", "surname": "Breskel",
}  # fmt: skip

REPORTS = [
    "{adjective} troops shelled a market in {town} on Monday, killing at least 12 people, residents said.\n\n"
    "{state} denied the charge. Its defence ministry said that fighters of the {group} had fired {arm} at the market.",
    "Gunmen shot dead a judge outside his home in {town}, police said.\n\nThe {faction} claimed responsibility for the "
    "killing. Officer {person} said that two passers-by were wounded.",
    "Doctors in {town} treated 40 people for breathing trouble after an attack with {weapon}, {agency} reported.\n\n"
    "The government of {other} said that no attack had taken place and that the pictures were staged.",
    "A bus was set on fire in {region} and three passengers died, the governor said.\n\n{surname}, a mechanic, told "
    "{agency} that men in masks had stopped the bus and poured petrol over it.",
    "Rebels and soldiers of {state} blamed each other for an explosion that destroyed a mill near {town}.\n\n"
    "No one was hurt. Investigators of {other} were refused entry to the site.",
]
# Of the claims that either reading has, the share that both have. Measured .9 over these reports.
UNCHANGED = 0.8


def claims(text: str) -> Counter[tuple[object, ...]]:
    read = pipeline.read_draft(Report(id="r", origin="r", sha256="", text=text, published="2024-05-08"))
    return Counter(
        (claim.type, claim.polarity, claim.get("measure"), claim.get("low"), claim.get("aspect"))
        for statement in read.statements
        for claim in statement.claims
    )


def test_names_of_no_table_change_few_claims():
    same = every = 0
    for report in REPORTS:
        listed, unlisted = claims(report.format(**LISTED)), claims(report.format(**UNLISTED))
        same += (listed & unlisted).total()
        every += (listed | unlisted).total()
    assert same >= UNCHANGED * every


@pytest.mark.parametrize("names", [LISTED, UNLISTED], ids=["listed", "unlisted"])
def test_who_did_it_is_read_whatever_the_doer_is_called(names):
    read = pipeline.read_draft(
        Report(id="r", origin="r", sha256="", text=REPORTS[0].format(**names), published="2024-05-08")
    )
    held = {claim.text("party") for s in read.statements for claim in s.claims if claim.type == "responsibility"}
    assert any(names["state"] in (party or "") or names["adjective"] in (party or "") for party in held)
