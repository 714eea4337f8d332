"""Stages and their assembly: each stage declares what it needs and gives, and a wrong order is refused.

The way of declaring follows spaCy's pipeline analysis: names of fields of the record that flows through.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from counterclaim.errors import AssemblyError

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Stage(Generic[Record]):
    """One step from a record to a richer record of the same type.

    Attributes:
        name: name and version, such as ``"figures.v1"``; written into the ledger.
        requires: fields of the record that must have been assigned before.
        assigns: fields of the record that this stage sets.
        run: the pure function that does it.
    """

    name: str
    requires: tuple[str, ...]
    assigns: tuple[str, ...]
    run: Callable[[Record], Record]


def assemble(stages: Iterable[Stage[Record]], *, given: Iterable[str]) -> tuple[Stage[Record], ...]:
    """Check that every stage finds what it needs, and return the stages as they are to run.

    Args:
        stages: the stages in their order.
        given: fields of the record that are there before the first stage.

    Raises:
        AssemblyError: naming every stage that lacks something, and what.
    """
    ordered = tuple(stages)
    present, faults = set(given), []
    for stage in ordered:
        missing = [field for field in stage.requires if field not in present]
        if missing:
            faults.append(f"{stage.name} needs {', '.join(missing)}")
        present.update(stage.assigns)
    if faults:
        raise AssemblyError("; ".join(faults), where="pipeline", remedy="Put the stages that assign these fields first")
    return ordered


def run(stages: Iterable[Stage[Record]], record: Record) -> Record:
    """Pass a record through stages that ``assemble`` has checked."""
    for stage in stages:
        record = stage.run(record)
    return record
