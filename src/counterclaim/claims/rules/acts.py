"""The words of acts of violence: verbs in their forms, nouns, weapons and all other lists of ``acts.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

DOUBLED = frozenset({"hit", "stab", "ram", "gun", "drop", "commit", "set", "put", "lob", "gas", "kidnap", "begin"})
# "down" and "level" are rarely verbs in their base form.
NO_BASE = frozenset(
    {
        "gun",
        "ram",
        "torch",
        "down",
        "level",
        "rain",
        "stone",
        "gas",
        "wound",
        "behave",
        "shell",
        "hammer",
        "do",
        "set",
        "put",
    }
)
HARMED = frozenset({"kill", "injure", "wound", "execute", "behead", "shoot", "abduct", "torture", "murder", "slaughter",
                    "massacre", "kidnap", "assassinate", "crucify", "burn", "poison", "hack", "stab",
                    "lynch", "gun", "maim"})  # fmt: skip


class Form(NamedTuple):
    """An inflected form of a verb of the list."""

    lemma: str
    kind: str
    strong: bool


EXCEPTIONS: dict[str, Form] = {
    "invaded": Form("invade", "past", strong=True),
    "mined": Form("mine", "past", strong=True),
    "beaten": Form("beat", "past", strong=True),
    "stepped": Form("step", "past", strong=False),
    "stepping": Form("step", "ing", strong=False),
    "unleashes": Form("unleash", "s", strong=False),
}
"""Forms that do not follow from the verb by the rules of ``forms``, or whose verb is in no list."""


@cache
def lexicon(name: str) -> frozenset[str]:
    """Return one list of ``acts.toml``."""
    return frozenset(_lists()[name])


@cache
def _lists() -> Mapping[str, Any]:
    return tomllib.loads(files("counterclaim.claims").joinpath("data", "acts.toml").read_text("utf-8"))


@cache
def forms() -> Mapping[str, Form]:
    """Return the inflected forms of the verbs of acts."""
    table: dict[str, Form] = {}
    irregular: dict[str, list[str]] = _lists()["irregular"]
    for name, strong in (("strong", True), ("weak", False)):  # "execute" is both, and the strong counts
        for verb in sorted(lexicon(name)):
            stem = verb[:-1] if verb.endswith("e") else verb + verb[-1] if verb in DOUBLED else verb
            past = irregular.get(verb) or [stem + "ed"]
            third = verb[:-1] + "ies" if verb.endswith("ry") else verb + ("es" if verb[-1] in "sh" else "s")
            entries = [(form, "past") for form in past] + [(third, "s"), (stem + "ing", "ing")]
            entries += [] if verb in NO_BASE else [(verb, "base")]
            for form, kind in entries:
                table.setdefault(form, Form(verb, kind, strong))
    return table | EXCEPTIONS
