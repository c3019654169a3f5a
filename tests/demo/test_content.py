"""The demo newspaper's stories and scripts are whole."""

import unicodedata
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from folkmoot.demo.content import ScriptedComment, load_stories, load_threads
from folkmoot.errors import BadInput
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.samples import sample

STORIES = load_stories()
THREADS = load_threads()
EVERYTHING = [comment for thread in THREADS.values() for comment in thread]
LONGEST_COMMENT = 2000


def test_every_story_has_a_thread_of_15_to_60_comments() -> None:
    assert len(STORIES) >= 4
    assert {story.slug for story in STORIES} == set(THREADS)
    assert {slug: len(thread) for slug, thread in THREADS.items() if not 15 <= len(thread) <= 60} == {}


def test_every_story_is_complete() -> None:
    for story in STORIES:
        assert 4 <= len(story.body) <= 8, story.slug
        assert all((story.headline, story.standfirst, story.writer, story.caption, story.dateline, story.alt)), (
            story.slug
        )
        assert story.published_at.tzinfo is not None
        assert (files("folkmoot.demo") / "pictures" / story.picture).is_file()


def test_folkmoot_is_told_the_whole_article() -> None:
    ferry = next(story for story in STORIES if story.slug == "night-ferry")
    text = ferry.text()
    assert text.writer == "Nora Halm"
    assert {person.name for person in text.people} >= {"Tomas Verrin", "Sarn Line"}
    assert ferry.standfirst in text.body
    assert ferry.body[-1] in text.body


def test_related_lines_lead_to_other_stories() -> None:
    slugs = {story.slug for story in STORIES}
    for story in STORIES:
        assert {line.slug for line in story.related} <= slugs - {story.slug}


def test_a_reply_answers_a_comment_that_has_its_number_by_then() -> None:
    for thread in THREADS.values():
        by_key = {comment.key: comment for comment in thread}
        for reply in thread:
            if reply.parent is not None:
                parent = by_key[reply.parent]
                assert parent.will_have_a_number(), reply.key
                assert numbered_at(parent) < reply.minutes, reply.key


def numbered_at(comment: ScriptedComment) -> int:
    waits = comment.expect is not Outcome.PUBLISH and comment.desk is not None and comment.desk.publish
    return comment.minutes + comment.desk.after if waits and comment.desk is not None else comment.minutes


def test_replies_go_eight_deep_in_one_thread() -> None:
    deepest = {slug: max(depth(comment, thread) for comment in thread) for slug, thread in THREADS.items()}
    assert deepest["night-ferry"] == 8
    assert [slug for slug, levels in deepest.items() if levels >= 8] == ["night-ferry"]


def depth(comment: ScriptedComment, thread: tuple[ScriptedComment, ...]) -> int:
    parents = {other.key: other.parent for other in thread}
    levels, parent = 0, comment.parent
    while parent is not None:
        levels, parent = levels + 1, parents[parent]
    return levels


def test_every_clause_that_is_cited_stands_in_the_policy() -> None:
    clauses = {clause["id"] for clause in YAML(typ="safe", pure=True).load(sample("newspaper"))["clauses"]}
    flagged = {flag.clause for comment in EVERYTHING for flag in comment.flags}
    decided = {comment.desk.reject for comment in EVERYTHING if comment.desk and comment.desk.reject}
    assert flagged | decided <= clauses


def test_readers_write_in_many_languages() -> None:
    languages = Counter(comment.language for comment in EVERYTHING)
    assert languages.most_common(1)[0][0] == "en"
    assert set(languages) == {"en", "ru", "hy", "tr", "de", "fr", "es", "ar", "uk"}


def test_everything_that_can_happen_to_a_comment_happens() -> None:
    assert {comment.expect for comment in EVERYTHING} == set(Outcome) - {Outcome.WITHDRAW}
    reworded = [comment for comment in EVERYTHING if comment.reword is not None]
    assert {comment.expect_reworded for comment in reworded} >= {Outcome.PUBLISH, Outcome.REJECT}
    happened = {
        "asked a moderator": any(c.ask_moderator for c in EVERYTHING),
        "gave up": any(c.expect is Outcome.REWORD and not c.reword and not c.ask_moderator for c in EVERYTHING),
        "edited": any(c.edit for c in EVERYTHING),
        "withdrew": any(c.withdraw is not None for c in EVERYTHING),
        "flagged, and it stayed": any(c.flags and c.desk and c.desk.publish for c in EVERYTHING),
        "flagged, and it was removed": any(c.flags and c.desk and c.desk.reject for c in EVERYTHING),
        "held, then published": any(c.expect is Outcome.HOLD and c.desk and c.desk.publish for c in EVERYTHING),
        "held, and waits": any(c.expect is Outcome.HOLD and not c.desk for c in EVERYTHING),
    }
    assert [what for what, seen in happened.items() if not seen] == []


def test_one_author_is_blocked_after_several_rejections() -> None:
    (last,) = [comment for comment in EVERYTHING if comment.block is not None]
    his = [comment for comment in EVERYTHING if comment.author == last.author]
    assert last.block is not None
    assert last.block.days > 0
    assert last.block.reason
    assert his[-1] is last
    assert sum(Outcome.REJECT in (c.expect, c.expect_reworded) for c in his) >= 3


def test_only_a_returned_text_is_reworded_or_taken_to_a_moderator() -> None:
    for comment in EVERYTHING:
        if comment.reword is not None or comment.ask_moderator:
            assert comment.expect is Outcome.REWORD, comment.key
            assert not (comment.reword and comment.ask_moderator), comment.key


def test_the_desk_publishes_or_rejects_and_not_both() -> None:
    assert all(c.desk.publish != bool(c.desk.reject) for c in EVERYTHING if c.desk)


def test_names_can_be_told_apart_and_are_not_the_writers() -> None:
    names = {comment.author for comment in EVERYTHING}
    folded = Counter(unicodedata.normalize("NFKC", name).casefold().replace(" ", "") for name in names)
    assert [name for name, times in folded.items() if times > 1] == []
    printed = {story.writer for story in STORIES} | {person.name for story in STORIES for person in story.people}
    assert names & printed == set()


def test_texts_fit_into_the_form() -> None:
    texts = [text for c in EVERYTHING for text in (c.text, c.reword, c.edit and c.edit.text) if text]
    assert all(0 < len(text) <= LONGEST_COMMENT and text == text.strip() for text in texts)


A_COMMENT = "- {key: first, author: Otto, minutes: 3, text: Good morning.}\n"


@pytest.mark.parametrize(
    ("thread", "complaint"),
    [
        (A_COMMENT.replace("author", "auhtor"), "unknown field `auhtor` - at `$[0]`"),
        (A_COMMENT.replace("3", "soon"), r"Expected `int`, got `str` - at `\$\[0\]\.minutes`"),
        (A_COMMENT.replace("text:", "expect: print, text:"), "Invalid enum value 'print'"),
        (A_COMMENT.replace("text:", "flags: [{by: Ada, claus: other}], text:"), r"unknown field `claus`"),
        (A_COMMENT * 2, "`first` stands there twice"),
        (A_COMMENT + "- {key: b, author: Ada, minutes: 2, text: Hm.}", "`b` is earlier than the comment before it"),
        (A_COMMENT + "- {key: b, author: Ada, minutes: 5, parent: c, text: Hm.}", "answers `c`, which is not above it"),
        ("- [", "ferry.yaml: "),
    ],
)
def test_a_broken_script_is_refused_with_its_place(thread: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "threads").mkdir()
    (tmp_path / "threads" / "ferry.yaml").write_text(thread, encoding="utf-8")
    with pytest.raises(BadInput, match=complaint.replace("$[0]`", r"\$\[0\]`")) as caught:
        load_threads(tmp_path)
    assert caught.value.code == "demo-content"
