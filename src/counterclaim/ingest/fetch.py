"""Pages from the web, asked for with manners and kept as evidence: the only module that reaches for the network.

Nothing calls it unless somebody gives an address: ``build`` never does. Rules of ``robots.txt`` are kept; a host is
asked one thing at a time, with a pause; the address that a name resolves to is looked up once, checked, and then
connected to, at every step of a redirection; time and size are bounded.
"""

import contextlib
import datetime
import hashlib
import http.client
import io
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlunsplit

from fastwarc.warc import WarcRecord, WarcRecordType

from counterclaim import __version__
from counterclaim.errors import FetchError
from counterclaim.ingest import robots
from counterclaim.ingest.addresses import Address, checked, is_public
from counterclaim.ingest.robots import Robots

AGENT = "counterclaim"

MAX_REDIRECTS = 5
# Seconds without a sign of life, and for a whole answer, however slowly it drips.
STEP_SECONDS = 20.0
ANSWER_SECONDS = 60.0
# The size of page from which it is not read to its end, as for files.
MAX_BYTES = 10_000_000

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_REDIRECTS = (301, 302, 303, 307, 308)

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What a site answered.

    Attributes:
        asked: the address that was asked for.
        url: the one that answered, after redirections.
        captured: ISO time in UTC.
        status: the HTTP status.
        headers: of the answer, in their order.
        body: the answer as it was sent (without the chunks of the transfer).
    """

    asked: str
    url: str
    captured: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Return a header of the answer; empty if there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def original(self) -> tuple[bytes, str]:
        """Return what is to be kept and read, and the ending of its format.

        A page becomes a web archive of one record, which holds its address, the time and the headers; a feed stays as
        it is. The same capture gives the same bytes.
        """
        kind = self.header("Content-Type").partition(";")[0].strip().lower()
        if kind in _FEEDS and self.header("Content-Encoding").lower() in ("", "identity"):
            return self.body, ".rss"
        lines = [f"HTTP/1.1 {self.status} {http.client.responses.get(self.status, '')}"]
        lines += [f"{key}: {value}" for key, value in self.headers if key.lower() != "transfer-encoding"]
        block = "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + self.body
        record = WarcRecord()
        digest = hashlib.sha256(block + self.captured.encode()).hexdigest()
        one_id = f"<urn:uuid:{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}>"
        record.init_headers(WarcRecordType.response)
        record.headers["WARC-Target-URI"] = self.url
        record.headers["WARC-Date"] = self.captured.replace("+00:00", "Z")
        record.headers["WARC-Record-ID"] = one_id
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(block)
        out = io.BytesIO()
        record.write(out)
        return out.getvalue(), ".warc"


@dataclass(slots=True)
class _Host:
    """What is known of a host: the rules of its sites, and when it was asked last."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: dict[str, Robots] = field(default_factory=dict)
    asked: float | None = None


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a host."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(slots=True)
class Fetcher:
    """Fetches pages; one fetcher keeps its manners over all that are asked of it, also from several threads.

    Attributes:
        allow_private: True to allow addresses of this machine and of networks behind it, and any port.
        now: the time in UTC.
        sleep, tick: waiting and its clock, in seconds.
        resolve: the lookup of names.
    """

    allow_private: bool = False
    now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC)
    sleep: Callable[[float], None] = time.sleep
    tick: Callable[[], float] = time.monotonic
    resolve: Resolve = resolve
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def fetch(self, url: str) -> Capture:
        """Fetch a page.

        Raises:
            ReportError: if it may not or cannot be fetched; the message says why.
        """
        at = url.strip()
        for _ in range(MAX_REDIRECTS + 1):
            parts = checked(at, allow_private=self.allow_private)
            host = self._host(parts)
            with host.lock:
                rules = self._rules(parts, host)
                if not rules.allows(at):
                    what = "the site asks programs not to read this page (robots.txt)"
                    raise FetchError(what, where=at, remedy="Save the page with a browser, and add the file")
                capture = self._ask(url.strip(), parts, host, rules.delay, MAX_BYTES)
            if capture.status not in _REDIRECTS or not capture.header("Location"):
                return _answered(capture)
            at = urljoin(at, capture.header("Location"))
        raise FetchError(f"more than {MAX_REDIRECTS} redirections", where=url, remedy="Give the address they lead to")

    def _host(self, parts: SplitResult) -> _Host:
        with self._lock:
            return self._hosts.setdefault((parts.hostname or "").lower(), _Host())

    def _rules(self, parts: SplitResult, host: _Host) -> Robots:
        site = f"{parts.scheme}://{parts.netloc.lower()}"
        if site not in host.rules:
            host.rules[site] = self._asked_rules(f"{site}/robots.txt", host)
        return host.rules[site]

    def _asked_rules(self, at: str, host: _Host) -> Robots:
        """Ask for the rules of a site: all is allowed where it has none, and nothing where it fails to tell them."""
        for _ in range(MAX_REDIRECTS + 1):
            parts = checked(at, allow_private=self.allow_private)
            # Where the rules lie on another host, its lock is not waited for: two such sites would wait for each other.
            capture = self._ask(at, parts, self._host(parts), robots.DELAY, robots.MAX_BYTES)
            if capture.status in _REDIRECTS and capture.header("Location"):
                at = urljoin(at, capture.header("Location"))
            elif capture.status >= 500:
                return robots.NOTHING
            else:
                return robots.parse(capture.body, AGENT) if 200 <= capture.status < 300 else Robots()
        return Robots()

    def _ask(self, asked: str, parts: SplitResult, host: _Host, pause: float, most: int) -> Capture:
        """Ask for one page, after a pause since the host was asked last."""
        if host.asked is not None and (wait := host.asked + pause - self.tick()) > 0:
            self.sleep(wait)
        where = urlunsplit(parts._replace(fragment=""))
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            address = self._address(parts.hostname or "", port, where)
            connection = _Connection(parts.hostname or "", port, str(address), parts.scheme == "https")
            with connection.within(ANSWER_SECONDS):
                return self._exchange(asked, where, parts, connection, most)
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = str(error) or type(error).__name__
            what = f"the site did not answer ({reason})"
            raise FetchError(what, where=where, remedy="Try again later, or save the page with a browser") from error
        finally:
            host.asked = self.tick()

    def _address(self, host: str, port: int, where: str) -> Address:
        """Look a host up, once, and return the address to connect to."""
        found = [ipaddress.ip_address(one.partition("%")[0]) for one in self.resolve(host, port)]
        if not found:
            raise OSError("its name leads to no address")
        if not self.allow_private and not all(is_public(one) for one in found):
            what = "the address leads to this machine or to a network behind it"
            raise FetchError(what, where=where, remedy="Save the page with a browser, and add the file")
        return found[0]

    def _exchange(self, asked: str, where: str, parts: SplitResult, connection: "_Connection", most: int) -> Capture:
        target = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="/%?=&*$+,;:@!~()'-._[]|")
        headers = {"User-Agent": f"{AGENT}/{__version__}", "Accept": "*/*", "Accept-Encoding": "identity",
                   "Connection": "close"}  # fmt: skip
        connection.request("GET", target, headers=headers)
        with contextlib.closing(connection.getresponse()) as answer:
            captured = self.now().isoformat(timespec="seconds")
            body = _body(answer, most, where)
            pairs = tuple((key, " ".join(value.split())) for key, value in answer.getheaders())
        return Capture(asked=asked, url=where, captured=captured, status=answer.status, headers=pairs, body=body)


def _answered(capture: Capture) -> Capture:
    if 200 <= capture.status < 300:
        return capture
    meaning = http.client.responses.get(capture.status, "")
    what = f"the site answered with status {capture.status} {meaning}".rstrip()
    raise FetchError(what, where=capture.url, remedy="Look at the page with a browser, and add what it saves")


def _body(answer: http.client.HTTPResponse, most: int, where: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := answer.read1(65_536):
        parts.append(part)
        size += len(part)
        if size > most:
            what = f"the page is larger than {most / 1e6:.1f} MB"
            raise FetchError(what, where=where, remedy="Save its article with a browser")
    if answer.length:
        raise OSError("the answer broke off")
    return b"".join(parts)


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was looked up and checked before, whatever the name says by now."""

    def __init__(self, host: str, port: int, address: str, secure: bool) -> None:
        super().__init__(host, port, timeout=STEP_SECONDS)
        self._address, self._secure, self._late = address, secure, False
        self._open: socket.socket | None = None
        self.default_port = 443 if secure else 80

    def connect(self) -> None:
        """Connect to the address, and prove the name where the connection is secure."""
        raw = socket.create_connection((self._address, self.port), self.timeout)
        try:
            context = ssl.create_default_context() if self._secure else None
            self.sock = context.wrap_socket(raw, server_hostname=self.host) if context else raw
        except BaseException:
            raw.close()
            raise
        self._open = self.sock  # which is let go of while its answer is still read

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Close the connection in the end, and break it off after a time, however slowly the answer drips."""
        timer = threading.Timer(seconds, self._break_off)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (OSError, http.client.HTTPException) as error:
            raise TimeoutError(f"it took more than {seconds:.0f} seconds") if self._late else error from None
        else:
            if self._late:
                raise TimeoutError(f"it took more than {seconds:.0f} seconds")
        finally:
            timer.cancel()
            self.close()

    def _break_off(self) -> None:
        self._late = True
        with contextlib.suppress(OSError):
            if self._open is not None:
                self._open.shutdown(socket.SHUT_RDWR)
