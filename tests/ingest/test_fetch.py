"""Fetching, from a server on this machine: the only test in which there is a network, and it ends at 127.0.0.1."""

import datetime
import ipaddress
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import pytest_socket
from specimens import page, rss

from counterclaim.cli_fetch import fetch_all
from counterclaim.errors import ReportError, UsageError
from counterclaim.ingest import fetch as module
from counterclaim.ingest.addresses import checked, is_public
from counterclaim.ingest.fetch import Fetcher
from counterclaim.ingest.read import read_content
from counterclaim.ingest.robots import NOTHING, Robots, parse
from counterclaim.ledger import Report

NOW = datetime.datetime(2019, 3, 8, 10, 15, tzinfo=datetime.UTC)
HTML = {"Content-Type": "text/html; charset=utf-8"}
ROBOTS = b"User-agent: *\nDisallow: /closed\nAllow: /closed/open\nDisallow: /*.php$\nCrawl-delay: 7\n"


class Site:
    """What the server answers: a status, headers and a body for each path; what it was asked is kept."""

    def __init__(self) -> None:
        self.pages = {"/robots.txt": (200, {}, ROBOTS), "/page": (200, HTML, page().encode())}
        self.asked: list[str] = []
        self.address = ""


class Clock:
    """A clock that moves only where somebody sleeps."""

    def __init__(self) -> None:
        self.time, self.slept = 0.0, []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            status, headers, body = site.pages.get(self.path, (404, {}, b"gone"))
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextmanager
def _serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def _open_site() -> Iterator[Site]:
    """Open sockets for the machine itself: what all tests share closes them right before each."""
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    site = Site()
    try:
        with _serving(_handler(site)) as port:
            site.address = f"http://site.test:{port}"
            yield site
    finally:
        pytest_socket._remove_restrictions()
        pytest_socket.disable_socket(allow_unix_socket=True)


def _fetcher(clock: Clock | None = None, **options: object) -> Fetcher:
    clock = clock or Clock()
    settings = {"allow_private": True, "now": lambda: NOW, "sleep": clock.sleep, "tick": lambda: clock.time,
                "resolve": lambda host, port: ["127.0.0.1"]}  # fmt: skip
    return Fetcher(**{**settings, **options})


def _refusal(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(ReportError) as caught:
        fetcher.fetch(url)
    assert caught.value.where
    assert caught.value.remedy
    return caught.value.what


def test_a_page_is_kept_as_a_web_archive_that_is_read_with_address_and_time():
    with _open_site() as site:
        capture = _fetcher().fetch(f"{site.address}/page#part")
        assert (capture.url, capture.status, capture.captured) == (
            f"{site.address}/page",
            200,
            "2019-03-08T10:15:00+00:00",
        )
        assert capture.body == page().encode()
        data, suffix = capture.original()
        assert (data, suffix) == (capture.original()[0], ".warc")
        (report,) = read_content(data, origin="x.warc", report_id="x", suffix=suffix)
        assert isinstance(report, Report)
        assert (report.title, report.url) == ("Army denies attack", f"{site.address}/page")
        assert report.captured == capture.captured


def test_the_command_keeps_each_capture_in_a_file_of_its_own(tmp_path, capsys):
    with _open_site() as site:
        site.pages["/..%2f..%2fetc"] = (200, HTML, page().encode())
        urls = [f"{site.address}/page", f"{site.address}/..%2f..%2fetc", f"{site.address}/gone"]
        assert fetch_all(_fetcher(), urls, tmp_path / "new") == 1
        assert fetch_all(_fetcher(), urls[:1], tmp_path / "new") == 0
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert names == [
        "site-test-2f-2fetc-20190308101500.warc",
        "site-test-page-20190308101500-2.warc",
        "site-test-page-20190308101500.warc",
    ]
    assert "status 404" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_to_is_wrong_use(tmp_path):
    (tmp_path / "file").write_text("x")
    with _open_site() as site, pytest.raises(UsageError, match="cannot be kept"):
        fetch_all(_fetcher(), [f"{site.address}/page"], tmp_path / "file")


def test_a_feed_is_kept_as_it_is():
    with _open_site() as site:
        site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, rss())
        assert _fetcher().fetch(f"{site.address}/feed").original() == (rss(), ".rss")


def test_the_rules_of_the_site_are_asked_once_and_kept():
    with _open_site() as site:
        fetcher = _fetcher()
        fetcher.fetch(f"{site.address}/page")
        fetcher.fetch(f"{site.address}/page")
        assert site.asked == ["/robots.txt", "/page", "/page"]
        for path in ("/closed/a", "/news.php"):
            assert "robots.txt" in _refusal(fetcher, site.address + path)
        assert site.asked[3:] == []


def test_a_site_without_rules_is_asked_and_one_that_fails_to_tell_them_is_not():
    with _open_site() as site:
        del site.pages["/robots.txt"]
        assert _fetcher().fetch(f"{site.address}/page").status == 200
        site.pages["/robots.txt"] = (503, {}, b"")
        assert "robots.txt" in _refusal(_fetcher(), f"{site.address}/page")


def test_a_host_is_given_the_pause_that_it_asks_for():
    with _open_site() as site:
        clock = Clock()
        fetcher = _fetcher(clock)
        fetcher.fetch(f"{site.address}/page")
        fetcher.fetch(f"{site.address}/page")
        assert clock.slept == [7.0, 7.0]


def test_redirections_are_followed_and_each_is_checked():
    with _open_site() as site:
        site.pages["/old"] = (301, {"Location": "/page"}, b"")
        capture = _fetcher().fetch(f"{site.address}/old")
        assert (capture.asked, capture.url) == (f"{site.address}/old", f"{site.address}/page")
        targets = {
            "/closed/a": "robots.txt",
            "file:///etc/passwd": "no address of the web",
            "http://a:b@site.test/": "name or password",
            "/old": "more than 5 redirections",
        }
        for target, reason in targets.items():
            site.pages["/old"] = (302, {"Location": target}, b"")
            assert reason in _refusal(_fetcher(), f"{site.address}/old")


def test_addresses_of_this_machine_are_refused_before_anything_is_asked():
    with _open_site() as site:
        fetcher = _fetcher(allow_private=False)
        assert "port" in _refusal(fetcher, f"{site.address}/page")
        for address in (
            "127.0.0.1",
            "10.1.2.3",
            "169.254.169.254",
            "::1",
            "::ffff:127.0.0.1",
            "fe80::1%eth0",
            "0.0.0.0",
        ):
            private = _fetcher(
                allow_private=False, resolve=lambda host, port, address=address: ["93.184.216.34", address]
            )
            assert "this machine" in _refusal(private, "http://site.test/page")
        assert site.asked == []


def test_a_name_is_looked_up_once_for_each_request_and_its_answer_is_what_is_connected_to():
    with _open_site() as site:
        answers = iter(["127.0.0.1", "127.0.0.1", "10.0.0.1"])
        asked = []

        def resolve(host: str, port: int) -> list[str]:
            asked.append(host)
            return [next(answers)]

        _fetcher(resolve=resolve).fetch(f"{site.address}/page")
        assert asked == ["site.test", "site.test"]  # its rules, and the page


def test_a_page_that_is_too_large_is_not_read_to_its_end(monkeypatch):
    with _open_site() as site:
        monkeypatch.setattr(module, "MAX_BYTES", 100)
        assert "larger than" in _refusal(_fetcher(), f"{site.address}/page")


def test_an_answer_that_breaks_off_is_no_page():
    with _open_site() as site:
        site.pages["/page"] = (200, {**HTML, "Content-Length": "9999"}, b"<p>cut")
        assert "broke off" in _refusal(_fetcher(), f"{site.address}/page")


def test_an_answer_that_drips_is_broken_off(monkeypatch):
    with _open_site() as site:
        monkeypatch.setattr(module, "ANSWER_SECONDS", 0.05)
        held = threading.Event()
        handler = _handler(site)

        class Slow(handler):
            def do_GET(self) -> None:  # noqa: N802
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                held.wait(5)

        with _serving(Slow) as port:
            try:
                assert "took more than" in _refusal(_fetcher(), f"http://site.test:{port}/page")
            finally:
                held.set()


def test_a_status_that_is_no_page_is_told():
    with _open_site() as site:
        assert "status 404 Not Found" in _refusal(_fetcher(), f"{site.address}/gone")


def test_a_site_that_nobody_knows_is_told():
    with _open_site():

        def unknown(host: str, port: int) -> list[str]:
            raise OSError("no such host")

        assert "no such host" in _refusal(_fetcher(resolve=unknown), "http://nowhere.test/")


@pytest.mark.parametrize(
    "url",
    ["", "page.html", "ftp://a.example/", "javascript:alert(1)", "http://", "http://[::1", "http://a.example:99999/",
     "http://user@a.example/", "http://a.example:22/", "http://a b/", "http://a\n.example/",
     "https://a.example/" + "x" * 3000],
)  # fmt: skip
def test_what_is_no_address_of_the_open_web_is_refused(url):
    with pytest.raises(ReportError):
        checked(url, allow_private=False)


ADDRESSES = {
    "93.184.216.34": True, "2606:2800:220:1:248:1893:25c8:1946": True, "127.0.0.1": False, "192.168.1.1": False,
    "100.64.0.1": False, "224.0.0.1": False, "0.0.0.0": False, "255.255.255.255": False, "::": False, "fc00::1": False,
    "64:ff9b::7f00:1": False, "2002:7f00:1::": False, "::ffff:10.0.0.1": False, "ff02::1": False,
}  # fmt: skip


@pytest.mark.parametrize(("address", "public"), ADDRESSES.items())
def test_public_addresses(address, public):
    assert is_public(ipaddress.ip_address(address)) is public


RULES = b"""User-agent: other
Disallow: /

User-agent: counterclaim
User-agent: *
Disallow: /a
Allow: /a/b
Disallow: /a/b/c*d
Disallow: /*.pdf$
Disallow: /%7ejoe
Disallow:
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", True), ("/a", False), ("/a/b", True), ("/a/b/cxd", False), ("/x.pdf", False), ("/x.pdf?y", True),
     ("/~joe", False), ("/b?a=/a", True)],
)  # fmt: skip
def test_the_longest_rule_that_fits_decides(path, allowed):
    assert parse(RULES, "counterclaim").allows(f"http://site.test{path}") is allowed


def test_rules_are_for_the_program_that_they_name():
    only = b"User-agent: counterclaim\nDisallow: /\n\nUser-agent: *\nDisallow:\n"
    assert not parse(only, "counterclaim").allows("http://site.test/")
    assert parse(only, "another").allows("http://site.test/")
    assert parse(b"\xff\xfe garbage \x00", "counterclaim") == Robots()
    assert not NOTHING.allows("http://site.test/")


def test_rules_made_to_hang_are_passed_over():
    evil = b"User-agent: *\nDisallow: /" + b"*a" * 5_000 + b"\nDisallow: /b\n"
    rules = parse(evil, "counterclaim")
    assert rules.allows("http://site.test/" + "a" * 2000)
    assert not rules.allows("http://site.test/b")
