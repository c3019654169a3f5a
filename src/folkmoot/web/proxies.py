"""Who is really asking, where a proxy stands before us: only the proxies that the operator lists are believed."""

import ipaddress
from collections.abc import Sequence

from litestar.types import Scope

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Proxies:
    """The networks whose word is taken for the browser's address and scheme."""

    def __init__(self, networks: Sequence[str]) -> None:
        self._networks: tuple[Network, ...] = tuple(ipaddress.ip_network(n, strict=False) for n in networks)

    def believe(self, scope: Scope) -> None:
        """Put the browser's address and scheme into the scope, where a trusted proxy tells them."""
        client = scope["client"]
        peer = client[0] if client else ""
        if not self._networks or not self._trusted(peer):
            return
        chain: list[str] = []
        scheme = ""
        for name, value in scope["headers"]:
            if name == b"x-forwarded-for":
                chain += value.decode("latin-1").split(",")
            elif name == b"x-forwarded-proto":
                scheme = value.decode("latin-1").split(",")[-1].strip().lower()
        scope["client"] = (self._browser(chain, peer), 0)
        if scheme in ("http", "https"):
            scope["scheme"] = scheme

    def _browser(self, chain: list[str], peer: str) -> str:
        """Return the last address of the chain that is not a proxy of ours: what stands before it anybody can write."""
        nearest = peer
        for entry in reversed(chain):
            address = _address(entry)
            if address is None:
                break
            nearest = address
            if not self._trusted(address):
                break
        return nearest

    def _trusted(self, address: str) -> bool:
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            return False
        mapped = getattr(ip, "ipv4_mapped", None) or ip
        return any(mapped in network for network in self._networks)


def _address(entry: str) -> str | None:
    """Return the address of one entry, which some proxies write with a port: ``[2001:db8::1]:443``."""
    text = entry.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None
