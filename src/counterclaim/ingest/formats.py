"""The formats that can be read: a new one is a file with a reader, and a row here."""

from counterclaim.ingest import html, text
from counterclaim.ingest.extract import Reader

FORMATS: dict[str, Reader] = {
    ".txt": text.read,
    ".html": html.read,
    ".htm": html.read,
}
