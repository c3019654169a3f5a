"""Configuration: one frozen settings object, from a TOML file and the environment, every bad value told at once."""

import ipaddress
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from folkmoot.errors import BadInput

FILE = "folkmoot.toml"
"""In the data folder; the environment wins over it."""

KEYS = ("data", "database_url", "host", "port", "public_url", "trusted_proxies", "demo_port")


@dataclass(frozen=True, slots=True)
class Config:
    """How this Folkmoot runs."""

    data: Path
    """The one folder for everything that it makes."""
    database_url: str
    host: str
    port: int
    public_url: str
    """Where browsers reach it, without a slash at the end."""
    trusted_proxies: tuple[str, ...]
    """Networks whose ``X-Forwarded-For`` is believed: ``127.0.0.1/32``."""
    demo_port: int


def read_config(environment: Mapping[str, str], *, data: Path | None = None) -> Config:
    """Return the settings of ``FOLKMOOT_*`` variables over those of ``folkmoot.toml`` in the data folder.

    Raises:
        BadInput: ``config-invalid``, its sentence naming every bad value.
    """
    folder = data or Path(environment.get("FOLKMOOT_DATA") or "data")
    problems: list[str] = []
    given = _from_file(folder / FILE, problems)
    given |= {key: environment[f"FOLKMOOT_{key.upper()}"] for key in KEYS if environment.get(f"FOLKMOOT_{key.upper()}")}
    host = str(given.get("host", "127.0.0.1"))
    port = _port(given, "port", 8000, problems)
    config = Config(
        data=folder,
        database_url=_database(given, folder, problems),
        host=host,
        port=port,
        public_url=_public_url(given, host, port, problems),
        trusted_proxies=_networks(given, problems),
        demo_port=_port(given, "demo_port", 8001, problems),
    )
    if problems:
        raise BadInput("config-invalid", "The settings cannot be used:\n" + "\n".join(f"  {p}" for p in problems))
    return config


def _from_file(path: Path, problems: list[str]) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{path}: {error}")
        return {}
    problems += [f"{path}: unknown setting `{key}`; known are {', '.join(KEYS)}" for key in given if key not in KEYS]
    return {key: value for key, value in given.items() if key in KEYS}


def _port(given: dict[str, object], key: str, default: int, problems: list[str]) -> int:
    value = given.get(key, default)
    try:
        port = int(str(value))
    except ValueError:
        port = -1
    if not 1 <= port <= 65535:
        problems.append(f"{key} = {value!r}: a port is a number from 1 to 65535")
        return default
    return port


def _database(given: dict[str, object], folder: Path, problems: list[str]) -> str:
    url = str(given.get("database_url", ""))
    if not url:
        return f"sqlite:///{(folder / 'folkmoot.db').absolute()}"
    if urlsplit(url).scheme not in ("sqlite", "postgresql", "postgres"):
        problems.append("database_url: it begins with sqlite:/// or postgresql://")
    return url


def _public_url(given: dict[str, object], host: str, port: int, problems: list[str]) -> str:
    shown = f"[{host}]" if ":" in host else host
    url = str(given.get("public_url", f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else shown}:{port}"))  # noqa: S104
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        problems.append(f"public_url = {url!r}: write https://talk.example.org")
    return url.rstrip("/")


def _networks(given: dict[str, object], problems: list[str]) -> tuple[str, ...]:
    value = given.get("trusted_proxies", "")
    listed = value if isinstance(value, list) else str(value).replace(",", " ").split()
    networks = []
    for network in map(str, listed):
        try:
            networks.append(str(ipaddress.ip_network(network, strict=False)))
        except ValueError:
            problems.append(f"trusted_proxies: {network!r} is no network; write 127.0.0.1 or 10.0.0.0/8")
    return tuple(networks)
