"""Target URLs of webhooks: an office names the URL, and it must not lead our function to an address inside the cloud
(SSRF)."""

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.values import dataclass

URL_LONGEST = 300
PORTS = (443, 8443)
"""The usual ports of HTTPS. Any other port belongs to a service that expects no webhook."""

_EXAMPLE = "https://laporan.instansi.go.id/webhook"
_HOST = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.ASCII)
_PATH = re.compile(r"[!-~]*", re.ASCII)
_LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "::1")
_HTTP_PORTS = {"https": 443, "http": 80}

_UNICAST = ip_network("2000::/3")
_REFUSED: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(text)
    for text in (
        "100.64.0.0/10",  # carriers' own (RFC 6598)
        "192.0.0.0/24",  # protocol assignments, some of which count as global
        "192.88.99.0/24",  # 6to4 relays
        "2001::/23",  # protocol assignments, Teredo among them: an IPv4 address inside
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",  # documentation
    )
)


@dataclass(frozen=True, slots=True)
class TargetUrl:
    """The parts of a webhook's URL. `target` is path and query as they are requested."""

    host: str
    port: int
    target: str
    secure: bool
    loopback: bool

    @property
    def authority(self) -> str:
        """The value of the header `Host`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = _HTTP_PORTS["https" if self.secure else "http"]
        return host if self.port == usual else f"{host}:{self.port}"


def parse_target_url(url: str, *, loopback: bool = False) -> TargetUrl:
    """The target URL that an office named. Raises InvalidInput unless it is HTTPS to a host name on one of `PORTS`;
    with `loopback` (a laptop's own stack) plain HTTP to the machine itself is fine too."""
    wrong = InvalidInput(FieldError("/url", "webhook_url_shape", _EXAMPLE))
    if len(url) > URL_LONGEST or not _PATH.fullmatch(url):
        raise wrong
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise wrong from None
    host = (parts.hostname or "").lower()
    if "@" in parts.netloc or parts.fragment or parts.netloc.endswith(":"):
        raise wrong
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if loopback and parts.scheme == "http" and host in _LOOPBACK_HOSTS:
        return TargetUrl(host, port or 80, target, secure=False, loopback=True)
    if parts.scheme != "https" or not _HOST.fullmatch(host) or (port or 443) not in PORTS:
        raise wrong
    return TargetUrl(host, port or 443, target, secure=True, loopback=False)


def may_connect(destination: TargetUrl, address: str) -> bool:
    """Whether a connection to this IP address may be made for this target: to a public one, or from a laptop to itself.
    The address is the very one that is connected to, so a host name that resolves to another a moment later does no
    harm (DNS rebinding)."""
    try:
        numeric = ip_address(address)
    except ValueError:
        return False
    return numeric.is_loopback if destination.loopback else is_public(numeric)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is public and is one machine. It is not if it is private, shared, link-local (where
    clouds keep their credentials), loopback, multicast, reserved, or an IPv6 form that hides an IPv4 address."""
    if isinstance(address, IPv6Address) and (address not in _UNICAST or "%" in str(address)):
        return False
    if any(address in network for network in _REFUSED if network.version == address.version):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
