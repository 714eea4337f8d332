"""Unpacking within bounds: what is packed may be made to fill any memory, so everything is read up to a limit."""

import io
import zlib
from collections.abc import Iterable
from typing import Protocol

from fastwarc.stream_io import BrotliReader, ChunkedReader, ZstdReader

# Bytes that an archive may unpack to: this many times its own size (pages give 5 to 10, the most repetitive 30), a
# small one this much in any case, and none more than the last, which is some ten seconds of unpacking.
MAX_RATIO = 50
SMALL = 100_000_000
MAX_UNPACKED = 4_000_000_000


def most_unpacked(packed: int) -> int:
    """Return how many bytes an archive of this size may unpack to."""
    return min(max(SMALL, MAX_RATIO * packed), MAX_UNPACKED)


class TooMuchError(OSError):
    """More comes out of a stream than it may hold."""


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to so many bytes."""


class Bounded:
    """A stream that ends with ``TooMuchError`` once it has given more than its limit."""

    def __init__(self, inner: Readable, limit: int) -> None:
        self._inner, self._limit, self._given = inner, limit, 0

    @property
    def overrun(self) -> bool:
        """True once it has given more than its limit."""
        return self._given > self._limit

    def read(self, size: int = -1, /) -> bytes:
        """Return up to so many bytes.

        Raises:
            TooMuchError: if the limit is passed.
        """
        data = self._inner.read(size if size >= 0 else self._limit - self._given + 1)
        self._given += len(data)
        if self.overrun:
            raise TooMuchError("more is packed in it than it may hold")
        return data

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Refuse: it only goes forward."""
        raise io.UnsupportedOperation("seek")

    def tell(self) -> int:
        """Return how many bytes it has given."""
        return self._given

    def close(self) -> None:
        """Leave the inner stream to whoever opened it."""


def decoded(body: bytes, encodings: Iterable[str], limit: int) -> bytes | None:
    """Undo the encodings in which a server sent a body, the last first; of a damaged body, what there is.

    Args:
        body: the bytes as they were sent.
        encodings: their names, as the server's headers give them.
        limit: the most bytes that may come out.

    Returns:
        the bytes; None where an encoding is not known, or more comes out than the limit.
    """
    for encoding in reversed([name for one in encodings for name in one.lower().replace(" ", "").split(",") if name]):
        if encoding in ("identity", "none"):
            continue
        undo = _DECODERS.get(encoding)
        try:
            undone = undo(body, limit) if undo else None
        except OSError:
            return body or None  # a saver that unpacked the body and left the header
        if undone is None or len(undone) > limit:
            return None
        body = undone
    return body


def _inflated(body: bytes, limit: int) -> bytes | None:
    for window in (47, -15):  # gzip or zlib by their heads, then the bare stream that some servers send
        inflater = zlib.decompressobj(window)
        try:
            return inflater.decompress(body, limit + 1)
        except zlib.error:
            continue
    return body  # a saver that unpacked the body and left the header


def _brotli(body: bytes, limit: int) -> bytes:
    return _all_of(BrotliReader(io.BytesIO(body)), limit)


def _zstd(body: bytes, limit: int) -> bytes:
    return _all_of(ZstdReader(io.BytesIO(body)), limit)


def _chunked(body: bytes, limit: int) -> bytes:
    return _all_of(ChunkedReader(io.BytesIO(body)), limit)


def _all_of(stream: Readable, limit: int) -> bytes:
    parts, left = [], limit + 1
    while left > 0 and (part := stream.read(min(left, 65_536))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


_DECODERS = {
    "gzip": _inflated,
    "x-gzip": _inflated,
    "deflate": _inflated,
    "br": _brotli,
    "zstd": _zstd,
    "chunked": _chunked,
}
