"""An author's own view: what he has under a story, why, and what he may do with it."""

from datetime import timedelta

from folkmoot.discussion.comment import State
from folkmoot.discussion.story import Person, StoryText
from folkmoot.moderation.sanction import SanctionKind
from folkmoot.operations.decide_comment import Follows, decide_comment
from folkmoot.operations.own import show_mine
from folkmoot.operations.put_story import put_story
from folkmoot.operations.sanction_author import sanction_author
from folkmoot.operations.set_up_site import publish_policy
from folkmoot.operations.withdraw_comment import withdraw_comment
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.samples import sample
from make import EXPULSION, HATRED, INSULT, NOON, ORIGIN, SITE, STORY, Newsroom
from operations.asking import author_of


async def test_everything_of_ones_own_under_the_story_oldest_first(newsroom: Newsroom) -> None:
    first = await newsroom.post(name="Ann")
    for text in (EXPULSION, INSULT, HATRED):
        newsroom.clock.pass_by(minutes=1)
        await newsroom.post(text, name="Ann", token=first.token)
    await newsroom.post(name="Ann", token=first.token, url=f"{ORIGIN}/other")
    await newsroom.post(name="Bob")
    mine = await show_mine(newsroom.means, site_name=SITE, url=STORY, token=first.token)
    assert (mine.name, mine.standing) == ("Ann", None)
    states = [State.PUBLISHED, State.HELD, State.RETURNED, State.REJECTED]
    assert [own.state for own in mine.comments] == states


async def test_nobody_is_shown_anothers(newsroom: Newsroom) -> None:
    await newsroom.post(INSULT)
    for token in (None, "", "forged"):
        mine = await show_mine(newsroom.means, site_name=SITE, url=STORY, token=token)
        assert (mine.name, mine.comments) == ("", ())


async def test_withdrawn_comments_go_out_of_sight_and_rejected_ones_after_a_month(newsroom: Newsroom) -> None:
    first = await newsroom.post(HATRED, name="Ann")
    gone = await newsroom.post(name="Ann", token=first.token)
    await withdraw_comment(newsroom.means, site_name=SITE, comment_id=gone.own.id, token=first.token)
    assert len((await show_mine(newsroom.means, site_name=SITE, url=STORY, token=first.token)).comments) == 1
    newsroom.clock.pass_by(days=31)
    assert (await show_mine(newsroom.means, site_name=SITE, url=STORY, token=first.token)).comments == ()


async def test_grounds_are_told_in_the_words_of_the_policy_that_decided(newsroom: Newsroom) -> None:
    await put_story(
        newsroom.means, site_id=newsroom.site.id, url=STORY,
        text=StoryText("Ferry", writer="Mira Dahl", people=(Person("Ole Brandt"),)),
    )  # fmt: skip
    await newsroom.post(name="Otto Brand")
    returned = await newsroom.post(INSULT, parent="1")
    changed = sample("newspaper").replace("No personal attacks on", "Never any attacks on")
    await publish_policy(newsroom.means, site_name=SITE, source=changed)
    (own,) = (await show_mine(newsroom.means, site_name=SITE, url=STORY, token=returned.token)).comments
    (ground,) = own.findings
    assert ground.rule.startswith("No personal attacks on")
    assert ground.why.startswith("Argue with what people say")
    assert (ground.letter, ground.at_name, ground.score) == ("a", "Otto Brand", 0.95)
    assert (own.parent, own.parent_name) == ("1", "Otto Brand")


async def test_a_removed_parents_text_is_not_told_to_those_who_answered_it(newsroom: Newsroom) -> None:
    parent = await newsroom.post("The pump is old.")
    reply = await newsroom.post(EXPULSION, parent="1")
    assert reply.own.parent_text == "The pump is old."
    await decide_comment(
        newsroom.means, site_name=SITE, comment_id=parent.own.id, staff=newsroom.ada,
        outcome=Outcome.REJECT, clause="other", note="", follows=Follows(1, 1),
    )  # fmt: skip
    (own,) = (await show_mine(newsroom.means, site_name=SITE, url=STORY, token=reply.token)).comments
    assert own.parent_text is None


async def test_an_author_under_a_sanction_reads_why_and_until_when(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    author = await author_of(newsroom, posted.own.id)
    for kind, days in ((SanctionKind.WARN, None), (SanctionKind.SUSPEND, 7)):
        await sanction_author(
            newsroom.means,
            site_name=SITE,
            author_id=author.id,
            staff=newsroom.ada,
            kind=kind,
            days=days,
            reason="Enough.",
        )
    standing = (await show_mine(newsroom.means, site_name=SITE, url=STORY, token=posted.token)).standing
    assert standing is not None
    assert (standing.kind, standing.until, standing.reason) == ("suspended", NOON + timedelta(days=7), "Enough.")


async def test_the_minutes_left_for_an_edit_are_told(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    assert posted.own.edit_until == NOON + timedelta(minutes=5)
    newsroom.clock.pass_by(minutes=5)
    (own,) = (await show_mine(newsroom.means, site_name=SITE, url=STORY, token=posted.token)).comments
    assert own.edit_until is None
    assert own.can == {"withdraw"}
