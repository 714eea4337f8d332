"""The audit trail: a whole chain is whole, and no change to it passes."""

from dataclasses import asdict, replace

import pytest
from sqlalchemy import Connection, create_engine, text

from counterclaim.case import audit
from counterclaim.case.audit import Entry

COLUMNS = ("seq", "at", "who", "action", "subject", "payload", "previous_hash", "hash")


def trail(count: int = 4) -> list[Entry]:
    entries: list[Entry] = []
    for number in range(count):
        last = (entries[-1].seq, entries[-1].hash) if entries else None
        entries.append(
            audit.chained(
                last,
                at="2024-05-01T10:00:00Z",
                who="Ana Kovač",
                action="add",
                subject=f"report {number}",
                payload={"tool": "counterclaim", "size": 10**17 + 0.5, "name": "Лист\n"},
            )
        )
    return entries


def test_a_whole_trail_has_no_breaks() -> None:
    assert audit.check(trail()) == []
    assert audit.check([]) == []


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_changed_byte_in_any_column_is_found(column: str, place: int) -> None:
    entries = trail()
    value = getattr(entries[place], column)
    for position in range(len(str(value))):
        old = str(value)
        flipped = old[:position] + chr(ord(old[position]) ^ 1) + old[position + 1 :]
        changed: object = flipped if column != "seq" else value + 7
        altered = [*entries[:place], replace(entries[place], **{column: changed}), *entries[place + 1 :]]
        assert audit.check(altered), (column, place, position)


def test_the_same_number_written_otherwise_is_found() -> None:
    entries = trail()
    assert "e+17" in entries[1].payload
    entries[1] = replace(entries[1], payload=entries[1].payload.replace("e+17", "E+17"))
    assert [b.seq for b in audit.check(entries)] == [2]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_missing_entry_is_found(place: int) -> None:
    entries = trail()
    assert audit.check(entries[:place] + entries[place + 1 :])


def test_swapped_and_doubled_entries_are_found() -> None:
    one, two, three, four = trail()
    assert audit.check([one, three, two, four])
    assert audit.check([one, two, two, three, four])


def connection() -> Connection:
    opened = create_engine("sqlite://").connect()
    columns = ", ".join(f"{c} {'INTEGER PRIMARY KEY' if c == 'seq' else 'TEXT NOT NULL'}" for c in COLUMNS)
    opened.execute(text(f"CREATE TABLE audit ({columns}) STRICT"))
    return opened


def test_what_is_appended_is_read_back_and_whole() -> None:
    with connection() as opened:
        for number in range(3):
            audit.append(opened, at="2024-05-01T10:00:00Z", who="Ben", action="note", subject=str(number), payload={})
        entries = audit.read(opened)
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert entries[0].previous_hash == audit.FIRST
    assert audit.check(entries) == []
    assert set(asdict(entries[0])) == set(COLUMNS)
