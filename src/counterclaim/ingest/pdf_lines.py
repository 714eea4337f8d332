"""The lines of a PDF with their places on the page, read by PDFium; runs in a process of its own (``isolated.py``)."""

import ctypes
import statistics
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

# More than any report; a book of 400 pages has about 1 million characters.
MAX_PAGES = 1000
MAX_CHARACTERS = 1_000_000

# Characters of a line whose height is measured: words in another font may stand in it.
SAMPLES = 7

# PDFium puts this in the place of a hyphen at the end of a line.
HYPHEN = "\x02"


def extract(data: bytes) -> dict[str, Any]:
    """Return pages of lines and the document's own metadata, or the fault for which there are none.

    A line is ``[text, left, right, baseline, size, hyphenated]``, in points from the lower left corner.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"fault": "locked" if "password" in str(error).lower() else "broken"}
    if len(document) > MAX_PAGES:
        return {"fault": "pages", "count": len(document)}
    pages, skipped, left = [], [], MAX_CHARACTERS
    for number in range(len(document)):
        try:
            page = document[number]
            width, height = page.get_size()
            lines = _lines(page, left)
        except pypdfium2.PdfiumError:
            skipped.append(number + 1)
            pages.append({"width": 0.0, "height": 0.0, "lines": []})
            continue
        left -= sum(len(line[0]) for line in lines)
        if left <= 0:
            return {"fault": "length"}
        pages.append({"width": width, "height": height, "lines": lines})
        page.close()
    return {"pages": pages, "skipped": skipped, "metadata": document.get_metadata_dict()}


def _lines(page: pypdfium2.PdfPage, most: int) -> list[list[Any]]:
    text = page.get_textpage()
    lines: list[list[Any]] = []
    characters: list[tuple[int, str]] = []
    for index in range(min(text.count_chars(), most)):
        character = _character(pdfium.FPDFText_GetUnicode(text.raw, index))
        if character in ("\r", "\n", HYPHEN):
            _finish(lines, characters, text, character == HYPHEN)
            characters = []
        elif character:
            characters.append((index, character))
    _finish(lines, characters, text, False)
    text.close()
    return lines


def _character(code: int) -> str:
    """Return a character as text; nothing for control characters, half pairs and codes that are none."""
    if code in (0x0D, 0x0A, 0x02):
        return chr(code)
    if code in (0xFFFE, 0xFFFF) or code < 0x20 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return " " if code == 0x09 else ""
    return chr(code)


def _finish(
    lines: list[list[Any]], characters: list[tuple[int, str]], text: pypdfium2.PdfTextPage, hyphen: bool
) -> None:
    inked = [index for index, character in characters if not character.isspace()]
    if not inked:
        return
    first, last = text.get_charbox(inked[0]), text.get_charbox(inked[-1])
    words = "".join(character for _, character in characters)
    lines.append([words, first[0], last[2], _baseline(text, inked[0]), _size(text, inked), hyphen])


def _size(text: pypdfium2.PdfTextPage, inked: list[int]) -> float:
    """Return the usual height of the type of a line; the font's own size says nothing where the page is scaled."""
    boxes = [text.get_charbox(index, loose=True) for index in inked[:: max(1, len(inked) // SAMPLES)]]
    return float(statistics.median_low([top - bottom for _, bottom, _, top in boxes]))


def _baseline(text: pypdfium2.PdfTextPage, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
    return y.value
