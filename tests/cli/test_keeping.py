"""Everything is backed up and restored, and one person's data exported or erased, while a server runs or none does."""

import json
import sqlite3

import pytest

from cli.served import ORIGIN, SITE, Newsroom, Story, open_newsroom
from cli.shell import PAGES, Shell


@pytest.fixture
def archive(shell: Shell) -> Shell:
    """A newsroom that stands still, with an imported page in it."""
    shell.ok("site", "add", SITE, "--origin", ORIGIN)
    shell.ok("staff", "add", "Ada Winter", "--site", SITE)
    shell.ok("import", "page", PAGES / "harbour-gazette.txt", "--site", SITE)
    return shell


def other(shell: Shell, name: str) -> Shell:
    """The same user with another data folder."""
    return Shell(shell.folder, shell.warm, shell.settings | {"data": name})


def exported(shell: Shell, person: str) -> dict[str, object]:
    """Return what is kept of a person, but for the time when it was asked."""
    kept: dict[str, object] = json.loads(shell.ok("export", person, "--site", SITE))
    del kept["exported_at"]
    return kept


def test_a_backup_brings_everything_back_into_another_folder(archive: Shell) -> None:
    said = archive.ok("backup", "copy.db")
    assert said == "Everything is kept in copy.db. Keep a copy of data/secret.key with it: it is not in there.\n"
    new = other(archive, "new")
    assert "Put the copy of secret.key into new before you serve" in new.ok("restore", "copy.db")
    assert new.ok("site", "list") == archive.ok("site", "list")
    assert exported(new, "Tom") == exported(archive, "Tom")
    assert new.ok("check")


def test_a_backup_is_never_written_over(archive: Shell) -> None:
    archive.ok("backup", "copy.db")
    before = (archive.folder / "copy.db").read_bytes()
    assert "copy.db is there already" in archive.refused("backup", "copy.db")
    assert (archive.folder / "copy.db").read_bytes() == before


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(archive: Shell) -> None:
    assert "The backup could not be written" in archive.refused("backup", "no/where/copy.db")
    assert not list(archive.folder.rglob("*.part"))


def test_a_database_that_holds_something_is_replaced_only_when_that_is_said(archive: Shell) -> None:
    archive.ok("backup", "copy.db")
    archive.ok("site", "add", "later", "--origin", "http://later.example")
    assert "Say --force to replace it." in archive.refused("restore", "copy.db")
    assert "later" in archive.ok("site", "list")
    archive.ok("restore", "--force", "copy.db")
    assert "later" not in archive.ok("site", "list")


def test_a_file_that_is_no_backup_is_refused_and_nothing_changes(archive: Shell) -> None:
    (archive.folder / "text.db").write_text("Dear editor, " * 100)
    (archive.folder / "cut.db").write_bytes((archive.folder / "data" / "folkmoot.db").read_bytes()[:5000])
    with sqlite3.connect(archive.folder / "foreign.db") as foreign:
        foreign.execute("create table songs (name text)")
    foreign.close()
    for name in ("text.db", "cut.db", "foreign.db", "none.db"):
        assert name in archive.refused("restore", "--force", name)
    assert archive.ok("site", "list").startswith(SITE)


def test_a_backup_goes_into_postgresql_and_comes_back(archive: Shell, empty_postgres_url: str) -> None:
    archive.ok("backup", "copy.db")
    grown = Shell(archive.folder, archive.warm, {"database_url": empty_postgres_url})
    grown.ok("restore", "copy.db")
    assert grown.ok("site", "list") == archive.ok("site", "list")
    assert exported(grown, "Tom") == exported(archive, "Tom")
    grown.ok("backup", "grown.db")
    back = other(archive, "back")
    back.ok("restore", "grown.db")
    assert exported(back, "Tom") == exported(archive, "Tom")
    assert back.ok("check")


def test_a_database_server_that_is_not_there_is_a_sentence(shell: Shell) -> None:
    shell.settings["database_url"] = "postgresql://nobody:hunter2@127.0.0.1:1/none"
    for words in (("site", "list"), ("backup", "copy.db"), ("check",)):
        said = shell.refused(*words)
        assert "hunter2" not in said
        assert "Connect call failed" in said


def test_backup_and_restore_while_the_server_runs(shell: Shell) -> None:
    with open_newsroom(shell) as newsroom:
        story = newsroom.story()
        assert newsroom.write(story, "Nora", "The ferry is late again.")["comment"]["state"] == "published"
        newsroom.shell.ok("backup", "copy.db")
        newsroom.write(story, "Tom", "It was early once.")
        newsroom.shows(story, "It was early once.")
        newsroom.shell.ok("restore", "--force", "copy.db")
        newsroom.shows(story, "It was early once.", shown=False)
        assert "The ferry is late again." in newsroom.thread(story)
        assert newsroom.write(story, "Ilse", "And now it sails.")["comment"]["number"] == "2"


def a_person(newsroom: Newsroom, name: str) -> tuple[Story, str]:
    """Let somebody write, and return where, with his token."""
    story = newsroom.story()
    answer = newsroom.write(story, name, f"The ferry of {name} is late again.")
    assert answer["comment"]["state"] == "published", answer
    newsroom.shows(story, f"The ferry of {name}")
    return story, str(answer["token"])


@pytest.mark.parametrize("by", ["name", "token"])
def test_one_persons_data_is_printed(newsroom: Newsroom, by: str) -> None:
    name = f"Nora {by}"
    _, token = a_person(newsroom, name)
    printed = newsroom.shell.ok("export", name if by == "name" else token, "--site", SITE)
    assert json.loads(printed)
    assert f"The ferry of {name} is late again." in printed


def test_who_is_erased_is_gone_from_every_page_and_cannot_be_named_again(newsroom: Newsroom) -> None:
    story, token = a_person(newsroom, "Jonas Reed")
    assert newsroom.shell.ok("erase", "Jonas Reed", "--site", SITE, "--yes") == "Erased: one author, with 1 comment.\n"
    newsroom.shows(story, "Jonas Reed", shown=False)
    assert "The ferry of Jonas Reed" not in newsroom.thread(story)
    for person in ("Jonas Reed", token):
        assert "Nobody at post is known" in newsroom.shell.refused("erase", person, "--site", SITE, "--yes")
        assert "Nobody at post is known" in newsroom.shell.refused("export", person, "--site", SITE)


@pytest.mark.parametrize(
    ("name", "answer", "erased"), [("Ruth Vale", "y\n", True), ("Lena Noor", "n\n", False), ("Lena Eof", "", False)]
)
def test_it_asks_before_it_erases(newsroom: Newsroom, name: str, answer: str, erased: bool) -> None:
    a_person(newsroom, name)
    done = newsroom.shell.run("erase", name, "--site", SITE, given=answer)
    assert f"Erase {name} at {SITE}? This cannot be undone" in done.out + done.err
    assert (done.status == 0) is erased
    assert (newsroom.shell.run("export", name, "--site", SITE).status == 0) is not erased


def test_where_several_bear_a_name_all_are_named_and_none_is_erased(newsroom: Newsroom) -> None:
    a_person(newsroom, "Max Hale")
    a_person(newsroom, "Max Hale")
    said = newsroom.shell.refused("erase", "Max Hale", "--site", SITE, "--yes")
    assert said.startswith("2 authors bear this name")
    first, second = (line.split()[0] for line in said.splitlines()[1:])
    newsroom.shell.ok("erase", first, "--site", SITE, "--yes")
    assert "Max Hale" in newsroom.shell.ok("export", second, "--site", SITE)


def test_nothing_of_what_somebody_wrote_steers_the_terminal(newsroom: Newsroom) -> None:
    story = newsroom.story()
    newsroom.write(story, "Vera", "Left \u202eright, \u2067and\u2069 back.")
    printed = newsroom.shell.ok("export", "Vera", "--site", SITE)
    assert not set("\u202e\u2067\u2069\x9b\x1b") & set(printed)
    assert "\\u202e" in printed


def test_a_store_whose_rows_do_not_follow_is_named(archive: Shell) -> None:
    with sqlite3.connect(archive.folder / "data" / "folkmoot.db") as database:
        database.execute("update comment set state = 'held' where number = '1'")
    database.close()
    checked = archive.run("check")
    assert checked.status == 2
    assert "stored is held" in checked.out
    assert checked.err.endswith("differ.\n")


def test_what_no_judge_could_check_is_judged_again(archive: Shell) -> None:
    assert archive.ok("rejudge", "--site", SITE).startswith("Judged again: 0 published")
    assert "left as they were" in archive.ok("rejudge", "--site", SITE, "--all")
