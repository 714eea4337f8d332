"""What a site asks of programs in its robots.txt, by RFC 9309: the longest rule that fits decides."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit
from urllib.robotparser import RobotFileParser

# Bytes of a robots.txt that are read, as the RFC asks for at least.
MAX_BYTES = 500_000

# Seconds between two requests to one host, where it asks for no more; and the most that is waited if it does.
DELAY = 1.0
MAX_DELAY = 30.0

# Rules longer or with more stars than this are an attack on those who match them.
MAX_RULE = 1_000
MAX_STARS = 10


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host for one program: patterns with whether they allow, and the seconds between requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = DELAY

    def allows(self, url: str) -> bool:
        """Tell whether the page may be asked for."""
        parts = urlsplit(url)
        path = _plain((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        fitting = [(len(pattern), allows) for pattern, allows in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


NOTHING = Robots(rules=(("/", False),))


def parse(body: bytes, agent: str) -> Robots:
    """Read the rules for a program.

    Args:
        body: the file.
        agent: the program's name.
    """
    parser = RobotFileParser()
    parser.parse(body[:MAX_BYTES].decode("utf-8", "replace").lstrip("\ufeff").splitlines())
    entries = [entry for entry in parser.entries if entry.applies_to(agent)]  # type: ignore[attr-defined]
    entries = entries or [entry for entry in [parser.default_entry] if entry]  # type: ignore[attr-defined]
    rules = tuple((_plain(line.path), bool(line.allowance)) for entry in entries for line in entry.rulelines)
    asked = max((float(entry.delay) for entry in entries if entry.delay), default=DELAY)
    return Robots(rules, min(max(asked, DELAY), MAX_DELAY))


def _plain(path: str) -> str:
    return unquote(quote(path, safe="/%?=&*$+,;:@!~()'-._"))


def _fits(pattern: str, path: str) -> bool:
    if len(pattern) > MAX_RULE or pattern.count("*") > MAX_STARS:
        return False
    ends = pattern.endswith("$")
    parts = [re.escape(part) for part in pattern.removesuffix("$").split("*")]
    return bool(re.match(".*".join(parts) + ("$" if ends else ""), path, re.S))
