"""Mutated files of every input format: what crashes, hangs, fills the memory, asks a network, or gives a bad answer.

python benchmarks/mutate.py                        2,000 files of each format
python benchmarks/mutate.py --format pdf --files 200 --keep offenders

Every file is made from the specimens by a seed of its own, so that a fault is found again; it is read in a process of
its own kind, which is ended when it takes too long. The limits are those that the project promises.
"""

import argparse
import contextlib
import gzip
import io
import json
import multiprocessing
import random
import re
import resource
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import specimens

MOST_SECONDS = 10.0
MOST_MEMORY = 1_000_000_000
# Files after which the reading process is started anew, so that one file's memory is not counted for another.
MOST_READ = 100
# No mutated file is larger: what size alone does is decided before a file is opened.
MOST_BYTES = 3_000_000

NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483647", b"2147483648", b"4294967296", b"99999999999999999999", b"1e999")
TOKENS: dict[str, tuple[bytes, ...]] = {
    "html": (
        b"<table><tr><td>",
        b"<div>",
        b"</div>",
        b"<script>",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"&#x110000;",
        b"&amp",
        b"<svg><math>",
        b"<base href=//a.example>",
        b"<meta charset=utf-16>",
        b"<meta charset=utf-7>",
        b"<p>a</p>",
        b'<script type="application/ld+json">{"@type":"NewsArticle","datePublished":',
        b"<iframe src=file:///x>",
        b"<template>",
        b"<plaintext>",
        b"<select><option>",
        b"<a href='",
        b"<b><i><u>",
        b"\x00",
        b"\xff\xfe",
    ),
    "feed": (
        b"<item>",
        b"</item>",
        b"<![CDATA[",
        b"]]>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
        b"&a;",
        b"<content:encoded>",
        b"<title type='xhtml'><div>",
        b"&#0;",
        b"<?xml version='1.0' encoding='utf-32'?>",
        b"<pubDate>Mon, 99 Foo",
        b"<link href='file:///etc/passwd'/>",
        b"xmlns:x='",
        b"<entry>",
        b"<media:content url='x'>",
        b"<georss:point>",
    ),
    "pdf": (
        b"/Count 999999999",
        b"/Kids [2 0 R]",
        b"/Parent 2 0 R",
        b"stream\n",
        b"endstream",
        b"endobj",
        b"obj",
        b"<<",
        b">>",
        b"[",
        b"/Length 99999999",
        b"/Filter /FlateDecode",
        b"/Filter /LZWDecode",
        b"/Filter /ASCIIHexDecode",
        b"/Encrypt 4 0 R",
        b"/Prev 9",
        b"xref\n0 99999999\n",
        b"trailer",
        b"/MediaBox [0 0 1e30 1e30]",
        b"Tj",
        b" Tm ",
        b"/Type /ObjStm",
        b"/Type /XRef",
        b"/W [9 9 9]",
        b"/Contents [5 0 R 6 0 R]",
        b"q " * 50,
        b"1 0 0 1 9e9 9e9 cm",
    ),
    "warc": (
        b"WARC/1.1\r\n",
        b"Content-Length: 99999999999\r\n",
        b"Content-Length: -1\r\n",
        b"WARC-Type: response\r\n",
        b"HTTP/1.1 200 OK\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Content-Encoding: gzip\r\n",
        b"Content-Encoding: br\r\n",
        b"Content-Encoding: zstd, gzip, deflate\r\n",
        b"\r\n\r\n",
        b"ffffffffff\r\n",
        b"WARC-Date: 99999-99-99T99:99:99Z\r\n",
        b"WARC-Target-URI: file:///etc/passwd\r\n",
        b"\x1f\x8b\x08\x00",
    ),
    "mail": (
        b"Content-Type: multipart/mixed; boundary=x\r\n",
        b"--x\r\n",
        b"------Part\r\n",
        b"------Part--\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Transfer-Encoding: uuencode\r\n",
        b"=\r\n",
        b"=FF=00",
        b"charset=utf-7",
        b"charset==?x?=",
        b"Content-Type: message/rfc822\r\n\r\n",
        b"start=<x>",
        b"\r\n\r\n",
    ),
    "rows": (
        b'"',
        b'""',
        b",",
        b"\n",
        b"\\ud800",
        b"\\u0000",
        b"[" * 500,
        b"{" * 500,
        b'{"text":',
        b"null",
        b"NaN",
        b"1e999",
        b"9" * 5000,
        b"\t",
        b";",
        b"=1+1",
        b"\xef\xbb\xbf",
        b"\x00",
        b"'",
    ),
    "text": (
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\r",
        b"(" * 100,
        b'"' * 100,
        b"Posted at ",
        b"By ",
        b"12:",
        b"2017-04-",
        b"(Reuters) - ",
        b"\xe2\x80\x9c",
        b"\xed\xa0\x80",
    ),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A format: what its mutated files are made from, their ending, and the tokens that mean something in it."""

    suffix: str
    seeds: tuple[bytes, ...]
    tokens: tuple[bytes, ...]
    inner: Callable[[bytes, Callable[[bytes], bytes]], bytes] | None = None


def page(**options: Any) -> bytes:  # noqa: ANN401
    """Return a page as bytes."""
    return specimens.page(**options).encode()


def kinds() -> dict[str, Kind]:
    """Return all formats."""
    html = TOKENS["html"]
    row = {
        "id": "a7",
        "title": specimens.TITLE,
        "text": specimens.BODY[0],
        "source": "Daily Lantern",
        "date": "2019-03-08",
    }
    long_row = {**row, "text": [*specimens.BODY] * 20, "meta": {"date": 1552036320}, "url": specimens.URL}
    cells = [",".join(row), ",".join(f'"{cell}"' for cell in row.values())]
    head = (
        '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"x","publisher":{"name":"L"},'
        '"datePublished":"2019-03-08T11:00:00+02:00"}]}</script><meta property="og:title" content="Army denies attack">'
    )
    long_page = page(head=head, body=specimens.BODY * 40)
    warcs = (specimens.warc(), specimens.warc_record(specimens.URL, gzip.compress(page(), mtime=0),
             headers="Content-Encoding: gzip\r\n") + specimens.warc())  # fmt: skip
    mails = (
        specimens.mhtml(specimens.page()),
        specimens.mhtml(long_page.decode(), headers="Date: Fri, 8 Mar 2019 10:15:00 GMT\r\n"),
    )
    members = {
        "archive/a.warc.gz": specimens.warc(packed=True),
        "pages/pages.jsonl": b'{"url": "%s"}\n' % specimens.URL.encode(),
    }
    return {
        "text": Kind(
            ".txt",
            (
                "\n\n".join([specimens.TITLE, *specimens.BODY]).encode(),
                "\n\n".join(specimens.BODY * 20).encode("utf-16"),
            ),
            TOKENS["text"],
        ),
        "html": Kind(".html", (page(), long_page), html),
        "mhtml": Kind(".mhtml", mails, (*html, *TOKENS["mail"])),
        "pdf": Kind(".pdf", (specimens.article_pdf(), packed_pdf()), TOKENS["pdf"], inside_pdf),
        "warc": Kind(".warc", warcs, (*TOKENS["warc"], *html)),
        "warc.gz": Kind(".warc.gz", tuple(gzip.compress(one, mtime=0) for one in warcs), TOKENS["warc"], inside_gzip),
        "wacz": Kind(
            ".wacz", (specimens.wacz(members), specimens.wacz({"archive/b.warc": warcs[0]})), TOKENS["warc"], inside_zip
        ),
        "rss": Kind(
            ".rss",
            (specimens.rss(), specimens.rss().replace(b"<item>", b"<item><title>x</title></item><item>" * 20)),
            (*TOKENS["feed"], *html),
        ),
        "atom": Kind(".atom", (specimens.atom(),), (*TOKENS["feed"], *html)),
        "csv": Kind(
            ".csv",
            ("\n".join([*cells, *cells[1:] * 50]).encode(), "\n".join(cells).replace(",", ";").encode()),
            TOKENS["rows"],
        ),
        "jsonl": Kind(
            ".jsonl",
            (f"{json.dumps(row)}\n{json.dumps(long_row)}\n".encode(), (json.dumps(row) + "\n").encode() * 50),
            TOKENS["rows"],
        ),
    }


def packed_pdf() -> bytes:
    """Return the PDF of the article with its streams packed."""

    def pack(match: re.Match[bytes]) -> bytes:
        packed = zlib.compress(match[1])
        return b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"

    return re.sub(rb"<< /Length \d+ >>\nstream\n(.*?)\nendstream", pack, specimens.article_pdf(), flags=re.S)


def inside_gzip(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Change what is packed."""
    return gzip.compress(change(gzip.decompress(data)), mtime=0)


def inside_zip(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Change each member of a ZIP file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {name: archive.read(name) for name in archive.namelist()}
    return specimens.wacz(
        {name: inside_gzip(one, change) if one[:2] == b"\x1f\x8b" else change(one) for name, one in names.items()}
    )


def inside_pdf(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Change what the streams of a PDF hold, packed or not."""

    def stream(match: re.Match[bytes]) -> bytes:
        try:
            body = zlib.compress(change(zlib.decompress(match[1])))
        except zlib.error:
            body = change(match[1])
        return b"stream\n" + body + b"\nendstream"

    return re.sub(rb"stream\n(.*?)\nendstream", stream, data, flags=re.S)


def mutated(kind: Kind, seed: str) -> bytes:
    """Return the mutated file of a seed, always the same."""
    chance = random.Random(seed)
    data = chance.choice(kind.seeds)

    def change(part: bytes) -> bytes:
        for _ in range(chance.choice((1, 1, 2, 4, 8, 30))):
            part = one_change(part, kind, chance)[:MOST_BYTES]
        return part

    if kind.inner and chance.random() < 0.5:
        return kind.inner(data, change)[:MOST_BYTES]
    return change(data)


def one_change(data: bytes, kind: Kind, chance: random.Random) -> bytes:
    """Return bytes with one change."""
    at = chance.randrange(len(data) + 1)
    to = min(len(data), at + chance.choice((1, 2, 8, 64, 512, 4096)))
    which = chance.randrange(10)
    if which == 0:
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    if which == 1:
        return data[:at] + data[to:]
    if which == 2:
        return data[:at]
    if which == 3:
        return data[:at] + data[at:to] * chance.choice((2, 3, 50, 1000)) + data[to:]
    if which == 4:
        other = chance.choice(kind.seeds)
        start = chance.randrange(len(other))
        return data[:at] + other[start : start + chance.choice((10, 100, 1000))] + data[to:]
    if which == 5:
        numbers = list(re.finditer(rb"\d+", data))
        if numbers:
            found = chance.choice(numbers)
            return data[: found.start()] + chance.choice(NUMBERS) + data[found.end() :]
    if which == 6:
        return data[:at] + chance.choice(kind.tokens) * chance.choice((1, 1, 1, 10, 1000, 20_000)) + data[at:]
    if which == 7:
        return data[:at] + data[at:to][::-1] + data[to:]
    if which == 8:
        return data[:at] + bytes(chance.randrange(256) for _ in range(chance.choice((1, 4, 100)))) + data[to:]
    return data[:at] + chance.choice(kind.tokens) + data[at:]


# --- the process that reads


def work(pipe: Connection, whole: bool) -> None:
    """Read the files that are asked for, one after the other, and answer what became of each."""
    network: list[str] = []
    close_network(network)
    from counterclaim.ingest.read import read_content

    found = kinds()
    while True:
        order = pipe.recv()
        if order is None:
            return
        name, seed = order
        data = mutated(found[name], seed)
        with contextlib.suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")  # the peak of memory is counted anew
        started = worked()
        try:
            outcomes = list(read_content(data, origin="file", report_id="file", suffix=found[name].suffix))
            fault = judged(outcomes, whole)
        except Exception as error:  # whatever it is, it is a fault
            outcomes, fault = [], f"{type(error).__name__}: {error}"[:300]
        if network:
            fault, network[:] = f"asked the network: {network[0]}", []
        pipe.send(
            (
                len(outcomes),
                sum(hasattr(one, "text") for one in outcomes),
                fault,
                worked() - started,
                memory(),
            )
        )


def close_network(asked: list[str]) -> None:
    """Let every attempt at a network be noted and refused."""

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        if event in (
            "socket.connect",
            "socket.getaddrinfo",
            "socket.gethostbyname",
            "urllib.Request",
            "http.client.connect",
        ):
            asked.append(f"{event} {arguments[-1]!r}")
            raise OSError("there is no network here")

    sys.addaudithook(audit)


def worked() -> float:
    """Return the seconds of processor time of this process and of those that it started: others make it wait."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def memory() -> int:
    """Return the most memory in bytes that this process held since it was asked, or that a process it started held."""
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("utf-8").splitlines())
    own = int(lines["VmHWM"].split()[0])
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) * 1024


def judged(outcomes: list[Any], whole: bool) -> str:
    """Say what is wrong with the answer; nothing if it is as promised."""
    from counterclaim import ledger_json, pipeline
    from counterclaim.errors import ReportError
    from counterclaim.ledger import Ledger, Report

    if not outcomes:
        return "neither a report nor an error"
    for one in outcomes:
        if isinstance(one, ReportError):
            if not (one.where.startswith("file") and one.what and one.remedy):
                return f"the error names no file, fault or remedy: {one}"
        elif not isinstance(one, Report):
            return f"a {type(one).__name__}"
    reports = [one for one in outcomes if isinstance(one, Report)]
    if len({report.id for report in reports}) != len(reports):
        return "two reports have one id"
    if whole:
        reports = [pipeline.read_draft(report) for report in reports[:3]]
    ledger_json.to_json(Ledger(reports=tuple(reports))).encode("utf-8")
    return next(filter(None, map(unsound, reports)), "")


def unsound(report: Any) -> str:  # noqa: ANN401
    """Say what is wrong with a report."""
    spans, size = [*report.furniture], len(report.text)
    if any(not 0 <= span.start < span.end <= size for span in spans):
        return "a span of furniture is no stretch of the text"
    if any(one.end > other.start for one, other in pairwise(spans)):
        return "spans of furniture overlap"
    if list(report.pages) != sorted(report.pages) or any(not 0 <= page <= size for page in report.pages):
        return "pages do not begin one after the other in the text"
    return "" if report.text.strip() else "the text is empty"


# --- the process that asks


@dataclass(slots=True)
class Tally:
    """What became of the files of one format."""

    files: int = 0
    read: int = 0
    refused: int = 0
    slowest: float = 0.0
    slow: str = ""
    memory: int = 0
    large: str = ""
    faults: list[tuple[str, str]] = field(default_factory=list)


class Reader:
    """A reading process that is started again after it was ended."""

    def __init__(self, whole: bool) -> None:
        self.whole, self.process, self.pipe, self.done = whole, None, None, 0

    def read(self, name: str, seed: str) -> tuple[int, int, str, float, int]:
        """Have one file read; a process that dies or hangs is a fault of the file."""
        if self.process is None or self.done == MOST_READ:
            self.stop()
            self.start()
        self.done += 1
        self.pipe.send((name, seed))
        started = time.perf_counter()
        try:
            # A busy machine is not the file's fault: the limit itself is judged by the time that was worked.
            if self.pipe.poll(MOST_SECONDS * 6):
                return self.pipe.recv()
            fault = f"hangs for more than {MOST_SECONDS * 6:.0f} seconds"
        except EOFError:
            fault = "ended the process that read it"
        self.stop()
        return 0, 0, fault, time.perf_counter() - started, 0

    def start(self) -> None:
        """Start the process, and wait until it can read."""
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs, self.whole), daemon=False)
        self.process.start()
        self.done = 0
        theirs.close()
        self.pipe.send(("text", "first"))
        self.pipe.recv()

    def stop(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
        self.process = None


def measure(name: str, files: int, reader: Reader, keep: Path | None) -> Tally:
    """Have all files of one format read."""
    tally = Tally()
    for number in range(files):
        seed = f"{name}-{number}"
        outcomes, reports, fault, seconds, used = reader.read(name, seed)
        tally.files += 1
        tally.read += reports > 0
        tally.refused += reports == 0 and outcomes > 0
        tally.slowest, tally.slow = max((tally.slowest, tally.slow), (seconds, seed))
        tally.memory, tally.large = max((tally.memory, tally.large), (used, seed))
        if not fault and seconds > MOST_SECONDS:
            fault = f"took {seconds:.1f} seconds of processor time"
        if not fault and used > MOST_MEMORY:
            fault = f"took {used / 1e6:.0f} MB"
        if fault:
            tally.faults.append((seed, fault))
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                kind = kinds()[name]
                (keep / f"{seed}{kind.suffix}").write_bytes(mutated(kind, seed))
    return tally


def lines(name: str, tally: Tally) -> Iterator[str]:
    """Yield what is printed of one format."""
    yield (
        f"{name:8} {tally.files:6} {tally.read:6} {tally.refused:8} {tally.slowest:8.1f} s {tally.memory / 1e6:7.0f} MB"
        f" {len(tally.faults):7}   slowest: {tally.slow}, largest: {tally.large}"
    )
    for seed, fault in tally.faults[:10]:
        yield f"         {seed}: {fault}"


def main() -> int:
    """Mutate and read, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", action="append", choices=list(kinds()), help="only this one")
    parser.add_argument("--files", type=int, default=2000, help="files of each format")
    parser.add_argument("--whole", action="store_true", help="read statements and claims too, not only the file")
    parser.add_argument("--keep", type=Path, help="folder for the files with a fault")
    arguments = parser.parse_args()
    reader, faults = Reader(arguments.whole), 0
    print(f"{'format':8} {'files':>6} {'read':>6} {'refused':>8} {'slowest':>10} {'memory':>10} {'faults':>7}")
    try:
        for name in arguments.format or kinds():
            tally = measure(name, arguments.files, reader, arguments.keep)
            faults += len(tally.faults)
            print("\n".join(lines(name, tally)), flush=True)
    finally:
        reader.stop()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
