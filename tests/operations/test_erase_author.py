"""Erasing and exporting one person: what identifies him goes, what was decided stays."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from folkmoot.errors import Conflict, NotFound
from folkmoot.exchange.page.printed import PrintedComment, PrintedPage
from folkmoot.moderation.sanction import SanctionKind
from folkmoot.operations.check_store import check_store
from folkmoot.operations.decide_comment import Follows, decide_comment
from folkmoot.operations.erase_author import erase_author
from folkmoot.operations.export_author import export_author
from folkmoot.operations.flag_comment import flag_comment
from folkmoot.operations.import_page import import_page
from folkmoot.operations.note_comment import note_comment
from folkmoot.operations.own import show_mine
from folkmoot.operations.revise_comment import revise_comment
from folkmoot.operations.sanction_author import sanction_author
from folkmoot.operations.search_comments import search_comments
from folkmoot.operations.show_thread import show_thread
from folkmoot.policy.outcome import Outcome
from folkmoot.store import tables
from make import EXPULSION, FINE, HATRED, INSULT, ORIGIN, SITE, STORY, Newsroom, a_key
from operations.asking import author_of, cases_open, numbers_under, rows_of

SECRET = "bilgewater"
"""A word that only the erased person has written, or that was written of him."""


async def a_busy_author(newsroom: Newsroom) -> str:
    """Somebody of whom everything is kept that can be, with his word in all of it; return his token."""
    means = newsroom.means
    first = await newsroom.post(f"The pump is full of {SECRET}.", name="Otto Brand", address="198.51.100.9")
    token = first.token
    await revise_comment(
        means, site_name=SITE, comment_id=first.own.id, token=token, text=f"Full of {SECRET}!", key=a_key(), address=""
    )
    held = await newsroom.post(f"{EXPULSION} {SECRET}", name="Otto Brand", token=token, url=f"{ORIGIN}/other")
    await newsroom.post(f"{HATRED} {SECRET}", name="Otto Brand", token=token)
    await newsroom.post(f"{INSULT} {SECRET}", name="Otto Brand", token=token)
    await note_comment(means, site_name=SITE, comment_id=held.own.id, staff=newsroom.ada, text=f"Again {SECRET}.")
    other = await newsroom.post("Which pump?", name="Mara Lind", parent="1")
    await flag_comment(
        means, site_name=SITE, comment_id=other.own.id, clause="other", note=f"{SECRET}!", token=token, address=""
    )
    await flag_comment(
        means, site_name=SITE, comment_id=first.own.id, clause="other", note=f"He says {SECRET}.",
        token=other.token, address="",
    )  # fmt: skip
    await decide_comment(
        means, site_name=SITE, comment_id=first.own.id, staff=newsroom.ada, outcome=Outcome.PUBLISH, clause=None,
        note=f"Keep your {SECRET}.", follows=Follows(2, 1),
    )  # fmt: skip
    author = await author_of(newsroom, first.own.id)
    await sanction_author(
        means, site_name=SITE, author_id=author.id, staff=newsroom.ada, kind=SanctionKind.SUSPEND, days=7,
        reason=f"Too much {SECRET}.",
    )  # fmt: skip
    return token


async def everything_stored(newsroom: Newsroom) -> str:
    """Every column of every row, as one text."""

    def dump(db: Any) -> str:
        parts = []
        for table in tables.metadata.tables.values():
            for row in db.execute(select(table)).all():
                parts += [value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in row]
        return "\n".join(parts)

    return await newsroom.means.store.read(dump)


async def page(newsroom: Newsroom, url: str = STORY) -> str:
    return (await show_thread(newsroom.means, site_name=SITE, url=url)).bodies["identity"].decode()


async def test_nothing_that_he_wrote_nor_his_name_is_kept_anywhere(newsroom: Newsroom) -> None:
    token = await a_busy_author(newsroom)
    assert SECRET in await page(newsroom)
    before = await everything_stored(newsroom)
    assert SECRET in before
    assert "Otto Brand" in before
    erased = await erase_author(newsroom.means, site_name=SITE, person="Otto Brand")
    assert (erased.comments, erased.flags, erased.stories) == (4, 1, 1)
    after = await everything_stored(newsroom)
    assert SECRET not in after
    assert "otto" not in after.casefold()
    assert newsroom.means.secrets.network("198.51.100.9") not in after
    assert token not in after


async def test_numbers_outcomes_and_clauses_stay(newsroom: Newsroom) -> None:
    await a_busy_author(newsroom)
    kept = {
        table: await rows_of(newsroom, table)
        for table in ("comment", "revision", "decision", "finding", "flag", "sanction")
    }
    await erase_author(newsroom.means, site_name=SITE, person="Otto Brand")
    assert kept == {table: await rows_of(newsroom, table) for table in kept}
    assert await numbers_under(newsroom) == ["1", "1.1"]
    assert await check_store(newsroom.means) == []


async def test_no_page_shows_him_once_the_erasure_is_answered(newsroom: Newsroom) -> None:
    await a_busy_author(newsroom)
    await page(newsroom)
    told: list[bool] = []
    newsroom.means.bus.watch(lambda topic, message: told.append(bool(message.get("restricted"))))
    await erase_author(newsroom.means, site_name=SITE, person="Otto Brand")
    assert told == [True]
    shown = await page(newsroom)
    assert SECRET not in shown
    assert "Otto" not in shown
    assert "Its author has left." in shown
    assert "1 comment" in shown
    assert (await search_comments(newsroom.means, site_name=SITE, words=SECRET))["total"] == 0


async def test_nothing_of_his_waits_any_longer(newsroom: Newsroom) -> None:
    await a_busy_author(newsroom)
    author = (await export_author(newsroom.means, site_name=SITE, person="Otto Brand"))["author"]["id"]
    await erase_author(newsroom.means, site_name=SITE, person=author)
    waiting = [await author_of(newsroom, case.comment) for case in await cases_open(newsroom)]
    assert [one.name for one in waiting] == ["Mara Lind"]


async def test_his_token_is_nobodys_afterwards(newsroom: Newsroom) -> None:
    posted = await newsroom.post(name="Otto Brand")
    await erase_author(newsroom.means, site_name=SITE, person=posted.token)
    assert (await show_mine(newsroom.means, site_name=SITE, url=STORY, token=posted.token)).comments == ()
    again = await newsroom.post(name="Otto Brand", token=posted.token)
    assert again.token != posted.token
    assert again.own.number == "2"


async def test_a_person_is_found_by_name_token_or_id(newsroom: Newsroom) -> None:
    posted = await newsroom.post(name="Otto Brand")
    author = await author_of(newsroom, posted.own.id)
    for person in ("Otto Brand", "otto brand", posted.token, str(author.id), f" {author.id.hex} "):
        exported = await export_author(newsroom.means, site_name=SITE, person=person)
        assert exported["author"]["id"] == str(author.id)


async def test_where_several_bear_the_name_all_are_named_and_nobody_is_erased(newsroom: Newsroom) -> None:
    first = await newsroom.post(name="Otto Brand")
    await newsroom.post(name="Otto Brand", url=f"{ORIGIN}/other")
    with pytest.raises(Conflict) as raised:
        await erase_author(newsroom.means, site_name=SITE, person="Otto Brand")
    assert raised.value.code == "author-ambiguous"
    author = await author_of(newsroom, first.own.id)
    assert f"{author.id}  Otto Brand, guest, 1 comment, since 2026-11-24" in raised.value.sentence
    await erase_author(newsroom.means, site_name=SITE, person=str(author.id))
    await erase_author(newsroom.means, site_name=SITE, person="Otto Brand")


async def test_a_name_that_only_looks_like_it_stands_back_behind_the_exact_one(newsroom: Newsroom) -> None:
    exact = await newsroom.post(name="Otto Brand")
    await newsroom.post(name="otto brand", url=f"{ORIGIN}/other")
    exported = await export_author(newsroom.means, site_name=SITE, person="Otto Brand")
    assert exported["comments"][0]["id"] == str(exact.own.id)


@pytest.mark.parametrize("person", ["Nobody", "", "00000000-0000-0000-0000-000000000000"])
async def test_somebody_who_is_not_there_is_not_found(newsroom: Newsroom, person: str) -> None:
    await newsroom.post()
    for verb in (erase_author, export_author):
        with pytest.raises(NotFound) as raised:
            await verb(newsroom.means, site_name=SITE, person=person)
        assert raised.value.code == "author-unknown"


async def test_whoever_was_erased_is_not_found_again(newsroom: Newsroom) -> None:
    posted = await newsroom.post(name="Otto Brand")
    await erase_author(newsroom.means, site_name=SITE, person="Otto Brand")
    for person in ("Otto Brand", posted.token):
        with pytest.raises(NotFound):
            await erase_author(newsroom.means, site_name=SITE, person=person)


async def test_an_erased_imported_comment_does_not_come_back_with_the_page(newsroom: Newsroom) -> None:
    printed = PrintedPage(headline="Ferry", comments=(PrintedComment("1", "Serop", f"Full of {SECRET}."),))
    await import_page(newsroom.means, site_name=SITE, page=printed)
    await erase_author(newsroom.means, site_name=SITE, person="Serop")
    again = await import_page(newsroom.means, site_name=SITE, page=printed)
    assert [row.again for row in again.rows] == [True]
    assert SECRET not in await everything_stored(newsroom)


async def test_an_export_holds_every_text_decision_and_flag_and_is_json(newsroom: Newsroom) -> None:
    token = await a_busy_author(newsroom)
    exported = await export_author(newsroom.means, site_name=SITE, person=token)
    assert json.loads(json.dumps(exported)) == exported
    assert exported["author"]["name"] == "Otto Brand"
    assert [c["state"] for c in exported["comments"]] == ["published", "held", "rejected", "returned"]
    first, _, rejected, _ = exported["comments"]
    assert [r["text"] for r in first["revisions"]] == [f"The pump is full of {SECRET}.", f"Full of {SECRET}!"]
    assert first["decisions"][-1] == {
        "n": 2, "seq": 2, "outcome": "publish", "taken_by": "person", "at": "2026-11-24T12:00:00+00:00",
        "policy": 1, "strikes": 0, "note": f"Keep your {SECRET}.", "grounds": [],
    }  # fmt: skip
    assert rejected["decisions"][0]["grounds"][0]["words"] == ["plague"]
    assert rejected["decisions"][0]["strikes"] == 2
    assert [flag["note"] for flag in exported["flags_given"]] == [f"{SECRET}!"]
    assert [sanction["reason"] for sanction in exported["sanctions"]] == [f"Too much {SECRET}."]
    assert "Ada Lund" not in json.dumps(exported)
    assert FINE not in json.dumps(exported)
