"""Rebuild the texts of third parties' corpora over which `standoff/` is annotated; the texts themselves stay outside.

`standoff/NAME.json` holds offsets and labels alone. The texts come from WikiEvents (Li, Ji and Han 2021), MUC-3/4 and
PolNeAR (Newell et al. 2018), as they lie in a folder that is given.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

NO_SPACE_BEFORE = frozenset([*".,;:!?)]}%", "’", "n’t", "'s", "’s", "''", "…"])
NO_SPACE_BEHIND = frozenset(["“", "``", "(", "[", "$", "£", "€", "#"])
SHORTENED = frozenset(["s", "t", "re", "ve", "ll", "d", "m", "S"])
ENDS = frozenset([".", "!", "?"])
CLOSES = frozenset(['"', "”", "''"])
TITLES = frozenset(
    re.findall(
        r"\S+",
        "Mr Mrs Ms Dr Lt Gen Col Sgt Maj Capt St Sen Rep Gov Jr Brig U.S Feb Jan Aug Sept Oct Nov Dec No Inc Co",
    )
)
MUC = re.compile(r"(DEV-MUC3-\d+) \(.*?\)\n(.*?)(?=\nDEV-MUC3|\Z)", re.DOTALL)


def from_tokens(tokens: Sequence[str]) -> str:
    """Write tokens as a text again, a sentence a paragraph."""
    out: list[str] = []
    in_quotes, glued, before = False, True, ""
    for i, token in enumerate(tokens):
        space, glued = not glued, False
        behind = tokens[i + 1] if i + 1 < len(tokens) else ""
        if token in NO_SPACE_BEFORE or token in {"”", "''"}:
            space = False
        if token in NO_SPACE_BEHIND:
            glued = True
        if token == '"':
            space, glued = (False, glued) if in_quotes else (space, True)
            in_quotes = not in_quotes
        if token in {"-", "–", "/"} and i and behind:
            space, glued = False, True
        if token == "—":
            space = True
        if token in {"’", "'"} and behind in SHORTENED:
            space, glued = False, True
        elif token == "'":
            space = True
        if before in {"’", "'"} and token in SHORTENED:
            space = False
        out.append((" " if space and out else "") + token)
        if behind and _ends(tokens, i, in_quotes=in_quotes):
            out.append("\n\n")
            glued = True
        before = token
    return re.sub(r"\n\n +", "\n\n", "".join(out)).strip() + "\n"


def _ends(tokens: Sequence[str], i: int, *, in_quotes: bool) -> bool:
    """Tell whether a sentence ends with a token."""
    token, behind, before = tokens[i], tokens[i + 1], tokens[i - 1] if i else ""
    if token in ENDS:
        if behind in CLOSES and (behind != '"' or in_quotes):
            return False
        return (behind[:1].isupper() or behind in {"“", '"', "‘"}) and len(before) > 1 and before not in TITLES
    opens = token == '"' and in_quotes
    return token in {'"', "”"} and before in ENDS and not opens and (behind[:1].isupper() or behind in {"“", '"'})


def from_capitals(text: str) -> str:
    """Write a text of capitals in small letters, each sentence with a capital, a paragraph a line; lengths stay."""
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", text) if p.strip()]
    lower = "\n\n".join(paragraphs).lower() + "\n"
    return re.sub(r"(?:^|[.!?\]]\s+|\n\n)[a-z]", lambda m: m[0][:-1] + m[0][-1].upper(), lower)


def texts_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the names and the texts of a folder that holds `roles/` and `polnear/train/text/`."""
    for path in sorted((folder / "polnear" / "train" / "text").glob("*.txt")):
        yield path.stem, path.read_bytes().decode()
    for path in sorted((folder / "roles" / "wikievents").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            document = json.loads(line)
            name = document.get("docid") or document["doc_id"]
            yield "wiki-" + re.sub(r"[._]", "-", name), from_tokens(document["tokens"])
    for path in sorted((folder / "roles" / "muc34" / "dev").iterdir()):
        if not path.name.startswith("key"):
            for name, body in MUC.findall(path.read_text("utf-8", errors="ignore")):
                yield f"muc-{name[-4:]}", from_capitals(body)
