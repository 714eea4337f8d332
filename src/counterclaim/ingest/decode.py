"""Bytes to text: every byte that can be decoded is, and what could not be is said."""

import re

from counterclaim.errors import ReportError

BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

# Share of control characters (line breaks and tabs apart) above which a file is no text. Of 1,893 programs,
# libraries, archives and pictures of a Linux system none had less than 0.08; text has none (2026-11).
MAX_CONTROL = 0.02

# Share of NUL characters from which the same holds: a damaged text has one or two, a container has many.
MAX_NUL = 0.002

# What files that are no text begin with, and what to call them.
MAGIC = {
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"SQLite format": "a database",
    b"{\\rtf": "a rich text document",
}
RENAME = {"a PDF": ".pdf"}
REMEDY = "Save the report as plain text or HTML"

# Below this share of bytes outside ASCII there is too little to guess an alphabet from, and a guess turns curly
# quotation marks into letters of another alphabet. An English text in an 8-bit encoding is Windows-1252.
MOSTLY_ASCII = 0.05

# Up to this share of faulty sequences, a text with correct UTF-8 sequences is damaged UTF-8, and nothing else.
MAX_FAULTY = 0.01

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PROBE = 65_536
_BLANK = " \t\r\n\x0b\x0c\x00\ufeff\u00a0\u200b"


def decode(data: bytes, origin: str, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Decode the bytes, byte order mark and line breaks kept, and tell what a reader must know of it.

    Args:
        data: the bytes of the file.
        origin: names the file in an error.
        declared: an encoding that the file itself names; tried after UTF-8.

    Raises:
        ReportError: if the file is empty, blank, or no text at all.
    """
    for magic, name in MAGIC.items():
        if data.startswith(magic):
            remedy = f"Give it the ending {RENAME[name]}" if name in RENAME else REMEDY
            raise ReportError(f"this is {name}, not text", where=origin, remedy=remedy)
    text, notes = _text(data, declared)
    if not text.strip(_BLANK):
        raise ReportError(
            "the file is empty", where=origin, remedy="Save the report's text into it, or leave the file out"
        )
    probe = text[:_PROBE]
    nul = text.count("\x00")
    if len(_CONTROL.findall(probe)) > MAX_CONTROL * len(probe) or nul > MAX_NUL * len(text):
        raise ReportError("this is a binary file, not text", where=origin, remedy=REMEDY)
    return text, (*notes, f"NUL characters in the text: {nul}") if nul else notes


def _text(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _lenient(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return (text, ()) if "\x00" not in text[:_PROBE] else (_wide(data) or (text, ()))
    if declared:
        try:
            return data.decode(declared), (f"decoded as {declared}, as the page declares",)
        except (UnicodeDecodeError, LookupError):
            pass
    return _wide(data) or _damaged_utf8(data) or _guess(data)


def _wide(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Decode UTF-16 that lacks its byte order mark: in English text every other byte is NUL."""
    probe = data[:_PROBE]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if probe[offset::2].count(0) > 0.8 * len(probe) / 2 and probe[1 - offset :: 2].count(0) < 0.1 * len(probe) / 2:
            text, notes = _lenient(data, encoding)
            return text, (f"decoded as {encoding}, without a byte order mark", *notes)
    return None


def _damaged_utf8(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    text = data.decode("utf-8", errors="replace")
    sound = sum(1 for char in text if char > "\x7f" and char != "\ufffd")
    faulty = text.count("\ufffd")
    return _lenient(data, "utf-8") if faulty <= MAX_FAULTY * len(text) and sound > faulty else None


def _guess(data: bytes) -> tuple[str, tuple[str, ...]]:
    high = sum(1 for byte in data[:_PROBE] if byte > 0x7F)
    encoding = "cp1252"
    if high > MOSTLY_ASCII * len(data[:_PROBE]):
        import charset_normalizer  # heavy, and seldom needed

        best = charset_normalizer.from_bytes(data[:_PROBE]).best()
        encoding = best.encoding if best else encoding
    text, notes = _lenient(data, encoding)
    return text, (f"not UTF-8: decoded as {encoding}, the likeliest encoding", *notes)


def _lenient(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    """Decode what can be decoded; each faulty sequence becomes U+FFFD and is counted in a note."""
    text = data.decode(encoding, errors="replace")
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        count = text.count("\ufffd")
        return text, (f"{count} places could not be decoded as {encoding}, the first at byte {error.start}",)
    return text, ()
