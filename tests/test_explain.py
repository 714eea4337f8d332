"""Why a statement was read as it was: found by id, claim or line, told in words and as JSON."""

import json

import pytest
from specimens import column, pdf
from typer.testing import CliRunner

from counterclaim import cli, explain, outputs, pipeline
from counterclaim.cli_explain import lines
from counterclaim.errors import UsageError

FIRST = """Blast in Port Amer kills nine

Nine people were killed in a blast in Port Amer, the Valley Ministry said on Monday.
The mayor, Ana Ruiz, met relatives at the hospital on Tuesday.
"Two of the dead," she told Radio Amer, "were children."
The UK Foreign Office said it was highly unlikely that the rebels fired the shell.
The army and the tribal council met on Friday.
"It was staged," he said.
"""
SECOND = "Port Amer counts its dead\n\nThe Valley Ministry denied on Monday that its jets bombed Port Amer.\n"


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("case")
    for name, text in (("one.txt", FIRST), ("two.txt", SECOND)):
        (folder / name).write_text(text, "utf-8")
    ledger = pipeline.build([folder / "one.txt", folder / "two.txt"]).ledger
    outputs.write(ledger, folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def ledger(case):
    return outputs.read(case)


@pytest.fixture
def told(ledger):
    """Return a function that explains the first statement with these words in its content."""

    def explained(words):
        report, statement = next(
            (r, s) for r, s in ledger.statements() if any(words in c.of(r.text) for c in s.content)
        )
        return explain.explain(ledger, report, statement)

    return explained


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *arguments: runner.invoke(cli.app, ["explain", *[str(argument) for argument in arguments]])


def test_the_exact_words_are_told_with_their_place(told):
    found = told("Nine people were killed")
    assert found.content[0].text == "Nine people were killed in a blast in Port Amer"
    assert found.content[0].line == 3
    assert FIRST[slice(*found.content[0].span)] == found.content[0].text
    assert (found.before, found.after.split("\n")[0]) == (
        "Blast in Port Amer kills nine\n\n",
        ", the Valley Ministry said on Monday.",
    )
    assert found.cue is not None
    assert found.source is not None
    assert (found.cue.text, found.source.text) == ("said", "the Valley Ministry")
    assert found.rules[0] == "The verb “say” attributes it."


def test_words_of_a_paged_document_are_told_with_their_page(told, tmp_path):
    second = ["The army of the Valley denied on Monday that it had", "shelled the market."]
    pages = [column(["Blast in Port Amer", "", "Nine people died, the mayor said on Monday."]), column(second)]
    (tmp_path / "paper.pdf").write_bytes(pdf(pages))
    ledger = pipeline.build([tmp_path / "paper.pdf"]).ledger
    report, statement = next(
        (r, s) for r, s in ledger.statements() if any("shelled" in c.of(r.text) for c in s.content)
    )
    (words, *_) = explain.explain(ledger, report, statement).content
    assert words.page == 2
    assert "(page 2, line" in "\n".join(lines(explain.explain(ledger, report, statement)))
    assert told("Nine people were killed").content[0].page is None


def test_who_else_might_have_been_meant_is_told_with_what_speaks_against_it(told):
    found = told("were children")
    assert found.speaker == "Ana Ruiz"
    assert found.via == ("Radio Amer",)
    assert [part.text for part in found.content] == ['"Two of the dead,"', '"were children."']
    assert "she told Radio Amer" in found.between[0]
    against = {one.name: one.against for one in found.weighed}
    assert against["Ana Ruiz"] == ""
    assert against["Valley Ministry"] == "“she” is one person, and this is not"
    assert any("pronoun" in reason for reason in found.lowered)


def test_an_orphan_says_why_nobody_was_taken(told):
    found = told("It was staged")
    assert found.speaker is None
    assert found.lowered == ("The speaker is not known.",)
    assert all(one.against for one in found.weighed)


def test_a_hedge_is_told_with_the_yardstick_of_the_speakers_government(told):
    found = told("highly unlikely")
    assert found.hedge is not None
    assert found.hedge.text == "highly unlikely"
    assert found.hedge_why.startswith("10–20 % on the PHIA scale")
    assert (found.stance, found.stance_why) == ("denies", "what is called “highly unlikely” is denied")


def test_each_claim_is_told_with_its_rule_and_polarity(told):
    claims = told("Nine people were killed").claims
    toll = next(claim for claim in claims if claim.type == "casualty")
    assert (toll.number, toll.verb, toll.answer.split(" (")[0], toll.polarity) == (
        claims.index(toll) + 1,
        "says",
        "9 killed",
        "+",
    )
    assert toll.rule


@pytest.mark.parametrize("reference", ["one/s{n}", "one/s{n}.1", "one:3"])
def test_a_statement_is_found_by_its_id_by_a_claim_and_by_its_line(ledger, reference):
    _, wanted = next((r, s) for r, s in ledger.statements() if r.id == "one" and len(s.claims) and s.cue)
    number = wanted.id.rpartition("s")[2]
    assert wanted in [s for _, s in explain.find(ledger, reference.format(n=number))]


def test_an_unknown_id_names_those_near_it(ledger):
    with pytest.raises(UsageError, match="one/s9"):
        explain.find(ledger, "one/s99")
    with pytest.raises(UsageError, match=r"several reports have a statement s2.*one/s2, two/s2"):
        explain.find(ledger, "s2")
    for reference in ("one/s1.77", "one:4000", "", "nonsense"):
        with pytest.raises(UsageError):
            explain.find(ledger, reference)


def test_the_command_tells_in_words(run, case):
    result = run(case, "one:5")
    assert result.exit_code == 0
    assert "Who else might have been meant" in result.stdout
    assert '["Two of the dead,"] she told Radio Amer, ["were children."]' in " ".join(result.stdout.split())
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_the_command_prints_json_and_nothing_else(run, case):
    value = json.loads(run(case / "ledger.json", "one:3", "--json").stdout)
    assert value["speaker"] == "Valley Ministry"
    assert FIRST[slice(*value["content"][0]["span"])] == value["content"][0]["text"]


def test_the_command_names_what_it_cannot_find(run, case, tmp_path):
    assert run(case, "one/s99").exit_code == cli.WRONG_USE
    assert "Near it are" in run(case, "one/s99").stderr
    assert run(tmp_path, "one/s1").exit_code == cli.WRONG_USE
