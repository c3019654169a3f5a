"""Sanctions: one reason, one end, lifted once, and seen by the desk."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from folkmoot.errors import BadInput, NotAllowed, NotFound
from folkmoot.moderation.sanction import Sanction, SanctionKind
from folkmoot.operations.own import Answer
from folkmoot.operations.revise_comment import revise_comment
from folkmoot.operations.sanction_author import lift_sanction, sanction_author
from folkmoot.operations.show_author import find_authors, show_author
from make import EXPULSION, FINE, HATRED, INSULT, NOON, SITE, Newsroom, a_key
from operations.asking import author_of, column


async def sanction(newsroom: Newsroom, answer: Answer, **detail: Any) -> Sanction:
    given: dict[str, Any] = {"kind": SanctionKind.SUSPEND, "days": 7, "reason": "Threats."} | detail
    author = await author_of(newsroom, answer.own.id)
    return await sanction_author(newsroom.means, site_name=SITE, author_id=author.id, staff=newsroom.ada, **given)


async def test_a_suspension_ends_by_itself(newsroom: Newsroom) -> None:
    posted = await newsroom.post(name="Ann")
    suspended = await sanction(newsroom, posted)
    assert (suspended.starts_at, suspended.ends_at) == (NOON, NOON + timedelta(days=7))
    with pytest.raises(NotAllowed) as raised:
        await newsroom.post(name="Ann", token=posted.token)
    assert raised.value.code == "suspended"
    newsroom.clock.pass_by(days=7)
    await newsroom.post(name="Ann", token=posted.token)


async def test_a_block_for_good_has_no_end(newsroom: Newsroom) -> None:
    posted = await newsroom.post(name="Ann")
    await sanction(newsroom, posted, kind=SanctionKind.BLOCK, days=None)
    newsroom.clock.pass_by(days=10_000)
    with pytest.raises(NotAllowed) as raised:
        await newsroom.post(name="Ann", token=posted.token)
    assert (raised.value.code, raised.value.details["until"]) == ("blocked", None)


async def test_a_warning_keeps_nobody_from_writing(newsroom: Newsroom) -> None:
    posted = await newsroom.post(name="Ann")
    await sanction(newsroom, posted, kind=SanctionKind.WARN, days=None)
    await newsroom.post(name="Ann", token=posted.token)


async def test_a_lifted_sanction_no_longer_counts_and_lifting_twice_is_lifting_once(newsroom: Newsroom) -> None:
    posted = await newsroom.post(name="Ann", address="198.51.100.7")
    suspended = await sanction(newsroom, posted)
    for _ in range(2):
        await lift_sanction(newsroom.means, site_name=SITE, sanction_id=suspended.id, staff=newsroom.ben)
    await newsroom.post(name="Ann", token=posted.token)
    assert (await newsroom.post(name="Cora", address="198.51.100.7")).own.number == "3"
    assert await column(newsroom, "act", "verb") == ["suspend_author", "lift_sanction"]


async def test_a_suspended_author_cannot_edit_or_reword_either(newsroom: Newsroom) -> None:
    returned = await newsroom.post(INSULT)
    await sanction(newsroom, returned)
    with pytest.raises(NotAllowed) as raised:
        await revise_comment(
            newsroom.means,
            site_name=SITE,
            comment_id=returned.own.id,
            token=returned.token,
            text=FINE,
            key=a_key(),
            address="",
        )
    assert raised.value.code == "suspended"


async def test_an_author_who_is_suspended_while_he_is_judged_is_not_published(newsroom: Newsroom) -> None:
    first = await newsroom.post(name="Ann")
    posting = await newsroom.until_judged(newsroom.post(name="Ann", token=first.token))
    await sanction(newsroom, first)
    newsroom.judge_on()
    with pytest.raises(NotAllowed) as raised:
        await posting
    assert raised.value.code == "suspended"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"reason": " "}, "reason-missing"),
        ({"reason": "x" * 501}, "reason-missing"),
        ({"reason": "half \ud800"}, "reason-missing"),
        ({"days": 0}, "days-invalid"),
        ({"days": 4000}, "days-invalid"),
    ],
)
async def test_a_sanction_has_a_reason_and_a_length_that_can_be(
    one_newsroom: Newsroom, changed: dict[str, Any], code: str
) -> None:
    posted = await one_newsroom.post()
    with pytest.raises(BadInput) as raised:
        await sanction(one_newsroom, posted, **changed)
    assert raised.value.code == code


async def test_what_is_not_there_is_not_found(newsroom: Newsroom) -> None:
    with pytest.raises(NotFound):
        await sanction_author(
            newsroom.means,
            site_name=SITE,
            author_id=uuid4(),
            staff=newsroom.ada,
            kind=SanctionKind.BLOCK,
            days=1,
            reason="?",
        )
    with pytest.raises(NotFound):
        await lift_sanction(newsroom.means, site_name=SITE, sanction_id=uuid4(), staff=newsroom.ada)
    with pytest.raises(NotFound):
        await show_author(newsroom.means, site_name=SITE, author_id=uuid4())


async def test_the_desk_sees_an_authors_record(newsroom: Newsroom) -> None:
    first = await newsroom.post(name="Ann")
    for text in (EXPULSION, HATRED, INSULT):
        await newsroom.post(text, name="Ann", token=first.token)
    await sanction(newsroom, first, comment_id=first.own.id)
    (found,) = await find_authors(newsroom.means, site_name=SITE, name="an")
    assert {key: found[key] for key in ("published", "held", "rejected", "strikes")} == {
        "published": 1, "held": 1, "rejected": 1, "strikes": 2,
    }  # fmt: skip
    assert found["standing"]["reason"] == "Threats."
    record = await show_author(newsroom.means, site_name=SITE, author_id=found["id"])
    assert [row["text"] for row in record["comments"]] == [HATRED, EXPULSION, FINE]
    assert INSULT not in str(record)
    assert len(record["sanctions"]) == 1
