from dataclasses import replace
from io import StringIO

from rich.console import Console

from counterclaim.dossier.summary import summarise
from counterclaim.ledger import Ledger


def printed(ledger: Ledger, width: int = 80) -> str:
    console = Console(file=StringIO(), width=width, color_system=None, force_terminal=False)
    console.print(summarise(ledger))
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_sections_come_in_their_order(ledger: Ledger) -> None:
    lines = printed(ledger).splitlines()
    heads = ["DAM FIRE", "Common ground", "In dispute", "One side only", "Figures and how they moved", "Loose ends"]
    assert [line for line in lines if line in heads] == heads


def test_every_line_fits(ledger: Ledger) -> None:
    for width in (40, 80):
        assert max(len(line) for line in printed(ledger, width).splitlines()) <= width


def test_figures_show_how_they_moved(ledger: Ledger) -> None:
    assert "injured: 12, then 19\n    the clinic" in "\n".join(line.rstrip() for line in printed(ledger).splitlines())


def test_originators_are_named_and_counted(ledger: Ledger) -> None:
    assert "1 originator (Valley Ministry); relayed by Valley Wire" in " ".join(printed(ledger).split())


def test_loose_ends_name_orphans_and_unread_reports(ledger: Ledger) -> None:
    words = " ".join(printed(ledger).split())
    assert "speaker not identified: “It was probably a lightning strike”" in words
    assert "not read: three it is in German" in words


def test_nothing_from_a_report_steers_the_terminal(ledger: Ledger) -> None:
    incident = replace(ledger.incidents[0], name="Dam \x1b[31mfire [bold]x[/bold] \u202egnol")
    text = printed(replace(ledger, incidents=(incident,)))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[BOLD]" in text


def test_empty_ledger_says_so() -> None:
    assert "NO INCIDENT WAS FOUND" in printed(Ledger())
