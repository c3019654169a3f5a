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

KEYS = ("database_url", "host", "port", "public_url", "trusted_proxies", "demo_port")
"""Of the file; in the environment each is FOLKMOOT_ and its name in capitals."""


@dataclass(frozen=True, slots=True)
class Config:
    """How this Folkmoot runs."""

    data: Path
    """The one folder for everything that it makes."""
    database_url: str
    host: str
    port: int
    public_url: str
    """Where browsers reach it: scheme, host and port, without a slash at the end."""
    trusted_proxies: tuple[str, ...]
    """Networks whose ``X-Forwarded-For`` is believed: ``127.0.0.1/32``."""
    demo_port: int


@dataclass(frozen=True, slots=True)
class _Setting:
    """A value as it was given, and where, so that whoever gave it finds it."""

    name: str
    value: object


_Given = dict[str, _Setting]


def read_config(environment: Mapping[str, str], *, data: Path | None = None) -> Config:
    """Return the settings of ``FOLKMOOT_*`` variables over those of ``folkmoot.toml`` in the data folder.

    Raises:
        BadInput: ``config-invalid``, its sentence naming every bad value.
    """
    folder = data or Path(environment.get("FOLKMOOT_DATA") or "data")
    problems: list[str] = []
    given = _from_file(folder / FILE, problems)
    for key in KEYS:
        variable = f"FOLKMOOT_{key.upper()}"
        if environment.get(variable):
            given[key] = _Setting(variable, environment[variable])
    host = _text(given, "host", problems) or "127.0.0.1"
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


def _from_file(path: Path, problems: list[str]) -> _Given:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{path}: {error}")
        return {}
    except OSError as error:
        problems.append(f"{path} cannot be read: {error.strerror}")
        return {}
    problems += [f"{path}: unknown setting `{key}`; known are {', '.join(KEYS)}" for key in values if key not in KEYS]
    return {key: _Setting(f"{path}: {key}", value) for key, value in values.items() if key in KEYS}


def _text(given: _Given, key: str, problems: list[str]) -> str:
    setting = given.get(key)
    if setting is None:
        return ""
    if not isinstance(setting.value, str):
        problems.append(f'{setting.name} = {setting.value!r}: write it as a text, in "quotation marks"')
        return ""
    return setting.value.strip()


def _port(given: _Given, key: str, default: int, problems: list[str]) -> int:
    setting = given.get(key)
    if setting is None:
        return default
    try:
        port = int(str(setting.value))
    except ValueError:
        port = -1
    if not 1 <= port <= 65535:
        problems.append(f"{setting.name} = {setting.value!r}: a port is a number from 1 to 65535")
        return default
    return port


def _database(given: _Given, folder: Path, problems: list[str]) -> str:
    url = _text(given, "database_url", problems)
    if not url:
        return f"sqlite:///{(folder / 'folkmoot.db').absolute()}"
    if not url.startswith(("sqlite:///", "postgresql://", "postgres://")):
        # The value is not repeated: there may be a password in it.
        problems.append(f"{given['database_url'].name}: it begins with sqlite:/// or postgresql://")
    return url


def _public_url(given: _Given, host: str, port: int, problems: list[str]) -> str:
    url = _text(given, "public_url", problems)
    if not url:
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104
        return f"http://{shown}:{port}"
    try:
        parts = urlsplit(url)
        given_port = parts.port
    except ValueError:
        parts, given_port = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not parts.hostname or given_port == 0 or "@" in parts.netloc:
        problems.append(f"{given['public_url'].name} = {url!r}: write it as https://talk.example.org")
    elif parts.path not in ("", "/") or parts.query or parts.fragment:
        # Browsers name the origin alone where they say which page sent a form.
        problems.append(f"{given['public_url'].name} = {url!r}: nothing may follow the host and its port")
    return url.rstrip("/")


def _networks(given: _Given, problems: list[str]) -> tuple[str, ...]:
    setting = given.get("trusted_proxies")
    if setting is None:
        return ()
    value = setting.value
    listed = value if isinstance(value, list) else str(value).replace(",", " ").split()
    networks = []
    for network in map(str, listed):
        try:
            networks.append(str(ipaddress.ip_network(network, strict=False)))
        except ValueError:
            problems.append(f"{setting.name}: {network!r} is no network; write 127.0.0.1 or 10.0.0.0/8")
    return tuple(networks)
