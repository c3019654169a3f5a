"""Who is really asking: a trusted proxy's word is believed, and nobody else's."""

from typing import Any

import pytest

from folkmoot.store.interface import Store
from folkmoot.web.limits import Rate, Rates
from folkmoot.web.proxies import Proxies
from make import FINE, a_newsroom
from web.doors import opened


def asking(peer: str | None, *, trusted: tuple[str, ...] = (), **headers: str) -> dict[str, Any]:
    """Return the scope of a request as it is seen behind the proxies."""
    scope: Any = {
        "client": None if peer is None else (peer, 4711),
        "scheme": "http",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    Proxies(trusted).believe(scope)
    return dict(scope)


@pytest.mark.parametrize(
    ("peer", "forwarded", "browser"),
    [
        ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "198.51.100.7, 10.0.0.9", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.5, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "not an address, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "198.51.100.7, nonsense", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "[2001:db8::7]:443", "2001:db8::7"),
        ("10.0.0.1", "198.51.100.7:5555", "198.51.100.7"),
        ("::ffff:10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("192.0.2.66", "198.51.100.7", "192.0.2.66"),
    ],
)
def test_the_browser_is_the_last_address_that_is_no_proxy_of_ours(peer: str, forwarded: str, browser: str) -> None:
    assert asking(peer, trusted=("10.0.0.0/8",), x_forwarded_for=forwarded)["client"][0] == browser


def test_without_a_trusted_proxy_nobody_is_believed() -> None:
    seen = asking("127.0.0.1", x_forwarded_for="198.51.100.7", x_forwarded_proto="https")
    assert (seen["client"][0], seen["scheme"]) == ("127.0.0.1", "http")


def test_the_scheme_is_the_one_at_the_proxy() -> None:
    assert asking("127.0.0.1", trusted=("127.0.0.1",), x_forwarded_proto="https")["scheme"] == "https"
    assert asking("127.0.0.1", trusted=("127.0.0.1",), x_forwarded_proto="gopher")["scheme"] == "http"


def test_a_peer_without_an_address_is_no_proxy() -> None:
    assert asking(None, trusted=("127.0.0.1",), x_forwarded_for="198.51.100.7")["client"] is None


async def test_limits_count_browsers_and_not_the_proxy(sqlite_store: Store) -> None:
    rates = Rates(posts_of_network=Rate(1, 1))
    house = opened(await a_newsroom(sqlite_store), address="10.0.0.1", rates=rates, trusted_proxies=("10.0.0.0/8",))
    for n, status in ((1, 201), (2, 201), (1, 429)):
        house.browser.headers["x-forwarded-for"] = f"198.51.100.{n}"
        assert (await house.write(FINE)).status_code == status
