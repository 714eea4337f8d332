"""The ledger as JSON, format ``counterclaim-ledger/1``: ``to_json`` and ``from_json`` are exact inverses."""

import json
from typing import Any

import cattrs

from counterclaim.errors import LedgerError
from counterclaim.ledger import CLAIM_FIELDS, FORMAT, Claim, Ledger, Revision, Span, Value


def _converter() -> cattrs.Converter:
    """Build the converter between nouns and plain JSON values."""
    converter = cattrs.Converter(forbid_extra_keys=False)
    converter.register_unstructure_hook(Span, lambda span: [span.start, span.end])
    converter.register_structure_hook(Span, lambda value, _: Span(int(value[0]), int(value[1])))
    converter.register_structure_hook(Value, lambda value, _: value)

    def claim_out(claim: Claim) -> dict[str, Any]:
        head = {name: getattr(claim, name) for name in CLAIM_FIELDS}
        return head | {"span": list(claim.span)} | dict(claim.values)

    def claim_in(value: dict[str, Any], _: type) -> Claim:
        head = {name: value[name] for name in CLAIM_FIELDS if name in value}
        head["span"] = converter.structure(value["span"], Span)
        return Claim(**head, values=tuple((k, v) for k, v in value.items() if k not in CLAIM_FIELDS))

    def revision_out(revision: Revision) -> dict[str, Any]:
        return {"from": list(revision.before), "to": list(revision.after), "measure": revision.measure,
                "speaker": revision.speaker}  # fmt: skip

    def revision_in(value: dict[str, Any], _: type) -> Revision:
        return Revision(before=tuple(value["from"]), after=tuple(value["to"]), measure=value["measure"],
                        speaker=value["speaker"])  # fmt: skip

    converter.register_unstructure_hook(Claim, claim_out)
    converter.register_structure_hook(Claim, claim_in)
    converter.register_unstructure_hook(Revision, revision_out)
    converter.register_structure_hook(Revision, revision_in)
    return converter


_CONVERTER = _converter()


def to_json(ledger: Ledger) -> str:
    """Write a ledger as JSON text, the same bytes for the same ledger, ending in a newline."""
    return json.dumps(_CONVERTER.unstructure(ledger), ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Ledger:
    """Read a ledger that ``to_json`` wrote.

    Raises:
        LedgerError: if the text is not JSON, or not a ledger of this format.
    """
    try:
        value = json.loads(text)
        if not isinstance(value, dict) or value.get("format") != FORMAT:
            raise LedgerError(f"this is not a ledger of format {FORMAT}", remedy="Build it again")
        ledger: Ledger = _CONVERTER.structure(value, Ledger)
    except json.JSONDecodeError as error:
        raise LedgerError(f"the ledger is not JSON ({error})", remedy="Build it again") from error
    except (cattrs.BaseValidationError, KeyError, TypeError) as error:
        raise LedgerError("the ledger lacks fields that its format asks for", remedy="Build it again") from error
    return ledger
