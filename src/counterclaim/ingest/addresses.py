"""Which addresses may be asked: those of the open web, and never those of this machine or of a network behind it."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from counterclaim.errors import ReportError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Ports of web servers; at any other port listens something that was not meant for readers.
PORTS = {80, 443, 8080, 8443}

MAX_LENGTH = 2048

# Addresses in which a translator between the two internets wraps one of the older.
_TRANSLATED = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))


def is_public(address: Address) -> bool:
    """Tell whether an address belongs to the open internet, whatever it is wrapped in."""
    wrapped: list[Address | None] = []
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if any(address in network for network in _TRANSLATED):
            wrapped.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    inner = [one for one in wrapped if one is not None]
    if inner:
        return all(is_public(one) for one in inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def checked(url: str, *, allow_private: bool) -> SplitResult:
    """Return the parts of a web address that may be asked.

    Raises:
        ReportError: if it is none, carries a password, or leads to a port where no web server is meant for readers.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise _refused(url, f"this is no address of the web ({error})") from error
    if parts.scheme not in ("http", "https") or not host or len(url) > MAX_LENGTH or not url.isprintable():
        raise _refused(url, "this is no address of the web")
    if " " in url.strip() or any(mark in host for mark in "%/\\@"):
        raise _refused(url, "this is no address of the web")
    if parts.username is not None or parts.password is not None:
        raise _refused(url, "the address carries a name or password")
    if port is not None and port not in PORTS and not allow_private:
        raise _refused(url, f"the address leads to port {port}, where no site for readers is")
    return parts


def _refused(url: str, what: str) -> ReportError:
    return ReportError(what, where=url[:200], remedy="Give an address that begins with http:// or https://")
