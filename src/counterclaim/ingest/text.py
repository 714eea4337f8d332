"""Plain text to an extract: the text is the decoded file, exactly as it stands."""

from counterclaim.ingest.decode import decode
from counterclaim.ingest.extract import Extract


def read(data: bytes, origin: str) -> Extract:
    """Read a plain text file.

    Raises:
        ReportError: if it is empty or no text.
    """
    text, notes = decode(data, origin)
    return Extract(text=text, notes=notes)
