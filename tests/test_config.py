"""Settings come from the environment and from one file, and every bad one is told at once, by the name it was given."""

from pathlib import Path

import pytest

from folkmoot.config import KEYS, Config, read_config
from folkmoot.errors import BadInput


def settings(folder: Path, file: str = "", **environment: str) -> Config:
    """Read settings from variables without their FOLKMOOT_, and from a file's text."""
    if file:
        (folder / "folkmoot.toml").write_text(file, encoding="utf-8")
    return read_config({"FOLKMOOT_DATA": str(folder)} | {f"FOLKMOOT_{k.upper()}": v for k, v in environment.items()})


def problems(folder: Path, file: str = "", **environment: str) -> list[str]:
    """Return what is told of bad settings, one a line."""
    with pytest.raises(BadInput) as refused:
        settings(folder, file, **environment)
    assert refused.value.code == "config-invalid"
    first, *lines = refused.value.sentence.splitlines()
    assert first == "The settings cannot be used:"
    return [line.strip() for line in lines]


def test_without_any_setting_it_listens_here_and_keeps_everything_in_one_folder() -> None:
    config = read_config({})
    assert config.data == Path("data")
    assert config.database_url == f"sqlite:///{Path('data/folkmoot.db').absolute()}"
    assert (config.host, config.port, config.demo_port) == ("127.0.0.1", 8000, 8001)
    assert config.public_url == "http://127.0.0.1:8000"
    assert config.trusted_proxies == ()


def test_an_empty_variable_is_none(tmp_path: Path) -> None:
    assert settings(tmp_path, port="", host="", public_url="") == settings(tmp_path)


def test_the_file_in_the_data_folder_is_read(tmp_path: Path) -> None:
    config = settings(
        tmp_path,
        """
        database_url = "postgresql://folkmoot@/folkmoot"
        host = "::1"
        port = 9000
        public_url = "https://talk.example.org/"
        trusted_proxies = ["127.0.0.1", "10.0.0.0/8"]
        demo_port = 9001
        """,
    )
    assert config == Config(
        data=tmp_path,
        database_url="postgresql://folkmoot@/folkmoot",
        host="::1",
        port=9000,
        public_url="https://talk.example.org",
        trusted_proxies=("127.0.0.1/32", "10.0.0.0/8"),
        demo_port=9001,
    )


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    config = settings(tmp_path, 'port = 9000\nhost = "::1"', port="9100")
    assert (config.host, config.port) == ("::1", 9100)


def test_the_public_url_follows_host_and_port_where_it_is_not_set(tmp_path: Path) -> None:
    assert settings(tmp_path, host="::1", port="9000").public_url == "http://[::1]:9000"
    assert settings(tmp_path, host="0.0.0.0").public_url == "http://127.0.0.1:8000"
    assert settings(tmp_path, host="talk.local").public_url == "http://talk.local:8000"


@pytest.mark.parametrize("listed", ["127.0.0.1 10.0.0.0/8", "127.0.0.1,10.0.0.0/8", "127.0.0.1/32, 10.1.2.3/8"])
def test_proxies_are_listed_with_spaces_or_commas(tmp_path: Path, listed: str) -> None:
    assert settings(tmp_path, trusted_proxies=listed).trusted_proxies == ("127.0.0.1/32", "10.0.0.0/8")


def test_every_bad_setting_is_told_at_once_by_the_name_that_it_was_given(tmp_path: Path) -> None:
    told = problems(
        tmp_path,
        'port = "eighty"\npubic_url = "https://talk.example.org"',
        demo_port="70000",
        database_url="mysql://root:hunter2@localhost/x",
        public_url="talk.example.org",
        trusted_proxies="loopback",
    )
    file = tmp_path / "folkmoot.toml"
    assert told == [
        f"{file}: unknown setting `pubic_url`; known are {', '.join(KEYS)}",
        f"{file}: port = 'eighty': a port is a number from 1 to 65535",
        "FOLKMOOT_DATABASE_URL: it begins with sqlite:/// or postgresql://",
        "FOLKMOOT_PUBLIC_URL = 'talk.example.org': write it as https://talk.example.org",
        "FOLKMOOT_TRUSTED_PROXIES: 'loopback' is no network; write 127.0.0.1 or 10.0.0.0/8",
        "FOLKMOOT_DEMO_PORT = '70000': a port is a number from 1 to 65535",
    ]


@pytest.mark.parametrize("port", ["0", "-1", "65536", "8000.5", "true"])
def test_a_port_is_a_whole_number(tmp_path: Path, port: str) -> None:
    assert len(problems(tmp_path, port=port)) == 1
    assert len(problems(tmp_path, f"port = {port}")) == 1


@pytest.mark.parametrize(
    "url",
    [
        "talk.example.org",
        "ftp://talk.example.org",
        "https://",
        "http://[::1",
        "https://talk.example.org:eighty",
        "https://ada:secret@talk.example.org",
    ],
)
def test_a_public_url_is_an_address(tmp_path: Path, url: str) -> None:
    assert problems(tmp_path, public_url=url) == [
        f"FOLKMOOT_PUBLIC_URL = {url!r}: write it as https://talk.example.org"
    ]


@pytest.mark.parametrize("more", ["/talk", "/?a=b", "/#top"])
def test_a_public_url_has_nothing_behind_the_host(tmp_path: Path, more: str) -> None:
    (told,) = problems(tmp_path, public_url=f"https://example.org{more}")
    assert told.endswith("nothing may follow the host and its port")


def test_a_password_is_never_told(tmp_path: Path) -> None:
    assert "hunter2" not in str(problems(tmp_path, database_url="postgres//root:hunter2@localhost/x"))


def test_a_file_that_is_no_toml_is_told_with_its_place(tmp_path: Path) -> None:
    (told,) = problems(tmp_path, "port = 8000\nhost = here")
    assert "line 2" in told


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "folkmoot.toml").write_bytes(b"\xff\xfe")
    assert "utf-8" in problems(tmp_path)[0]


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "folkmoot.toml").mkdir()
    assert problems(tmp_path) == [f"{tmp_path / 'folkmoot.toml'} cannot be read: Is a directory"]


@pytest.mark.parametrize("line", ["host = 5", "public_url = true", "database_url = []"])
def test_a_text_is_written_as_one(tmp_path: Path, line: str) -> None:
    (told,) = problems(tmp_path, line)
    assert told.endswith('write it as a text, in "quotation marks"')


def test_the_data_folder_may_not_be_there_yet(tmp_path: Path) -> None:
    assert settings(tmp_path / "new").port == 8000
    (tmp_path / "file").write_text("")
    assert settings(tmp_path / "file").port == 8000
