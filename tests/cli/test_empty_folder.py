"""In an empty folder every command works, or says in a sentence what is missing."""

import pytest

from cli.shell import PAGES, Shell

NO_SITE = "There is no such publication here. `folkmoot site list` names those that there are.\n"
NOBODY = "Nobody of the staff is named Ada Winter.\n"
PAGE = str(PAGES / "harbour-gazette.txt")

REFUSED = {
    "staff add 'Ada Winter' --site post": NO_SITE,
    "staff link 'Ada Winter'": NOBODY,
    "staff remove 'Ada Winter'": NOBODY,
    "story switch night-ferry closed --site post": NO_SITE,
    "policy publish policy.yaml --site post": "policy.yaml cannot be read: No such file or directory.\n",
    "policy check policy.yaml": "policy.yaml cannot be read: No such file or directory.\n",
    "policy test policy.yaml": "policy.yaml cannot be read: No such file or directory.\n",
    f"import page {PAGE} --site post": NO_SITE,
    "import page page.html --site post": "page.html cannot be read: No such file or directory.\n",
    "judge comments.txt": "comments.txt cannot be read: No such file or directory.\n",
    "judge --page page.html": "page.html cannot be read: No such file or directory.\n",
    "judge": "Name a file (or -), or a page with --page.\n",
    "backup copy.db": "There is no database",
    "restore copy.db": "There is no file copy.db.\n",
    "export 'Nora Halm' --site post": NO_SITE,
    "erase 'Nora Halm' --site post --yes": NO_SITE,
    "rejudge --site post": NO_SITE,
}
WORKING = {
    "site add post --origin http://news.example": "Site post is set up for http://news.example.",
    "site list": "",
    "policy sample": "title:",
    "policy sample community": "title:",
    "policy sample forum": "title:",
    "check": "Everything is as it follows from its decisions.",
    "--version": "folkmoot ",
    "judge -": "",
}


def words_of(command: str) -> list[str]:
    import shlex

    return shlex.split(command)


@pytest.mark.parametrize("command", REFUSED)
def test_it_says_what_is_missing(shell: Shell, command: str) -> None:
    said = shell.refused(*words_of(command))
    assert said.startswith(REFUSED[command])
    assert not (shell.folder / "copy.db").exists()


@pytest.mark.parametrize("command", WORKING)
def test_it_works(shell: Shell, command: str) -> None:
    assert WORKING[command] in shell.ok(*words_of(command))


def test_nothing_but_the_data_folder_is_made(shell: Shell) -> None:
    shell.ok("site", "list")
    assert [path.name for path in shell.folder.iterdir()] == ["data"]
    assert {path.name for path in (shell.folder / "data").iterdir()} == {"folkmoot.db", "secret.key"}


def test_an_empty_list_says_how_to_begin(shell: Shell) -> None:
    assert "folkmoot site add" in shell.run("site", "list").err
