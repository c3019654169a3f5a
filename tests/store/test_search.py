"""Comments are found by their words, on both databases alike."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection

from folkmoot.store.engine import open_store, sqlite_path
from folkmoot.store.interface import Store
from folkmoot.store.read.search import find_comments
from folkmoot.store.write.search import clear_out, forget, index_comment
from store.rows import a_comment, a_site, a_story, an_author

TEXTS = (
    "The night ferry was late again.",
    "A ferry at night, and nobody on the quay.",
    "Ёлка у причала стоит до марта",
    "Çarşı'daki KAFE açık, İstanbul'da da.",
    "قال أحمد إن السفينة تأخرت",
    "昨夜の渡し船は遅れた",
    "Ferries are for those who have time: 50% of us.",
)


class Filled:
    """A site with the texts above, oldest first."""

    def __init__(self, db: Connection) -> None:
        self.site = a_site(db)
        self.story = a_story(db, self.site)
        self.ann, self.bert = an_author(db, self.site), an_author(db, self.site, "Bert O'Neill")
        self.ids = [
            a_comment(db, self.site, self.story, self.bert if n == 1 else self.ann, text, minutes=n)
            for n, text in enumerate(TEXTS)
        ]


async def found(store: Store, filled: Filled, words: str = "", **narrower: object) -> list[int]:
    """Return the places in TEXTS of what was found, in the order found."""
    asked = {"author": None, "state": None, "story": None, "limit": 50, "offset": 0} | narrower
    ids, total = await store.read(lambda db: find_comments(db, site=filled.site, words=words, **asked))  # type: ignore[arg-type]
    assert total == len(ids)
    return [filled.ids.index(one) for one in ids]


@pytest.fixture
async def filled(store: Store) -> Filled:
    """The store with the texts in it."""
    return await store.write(Filled)


FOUND: dict[str, list[int]] = {
    "ferry": [1, 0],
    "night ferry": [1, 0],
    "FERRY LATE": [0],
    '"night ferry"': [0],
    '"ferry at"': [1],
    "ferr": [6, 1, 0],
    "ferr night": [],
    '"ferr"': [],
    'late "night ferry': [0],
    "елка": [2],
    "ЁЛКА причал": [2],
    "istanbul kafe": [3],
    "carsı": [3],
    "احمد": [4],
    "渡し船": [5],
    "渡船": [],
    "50%": [6],
    "": [6, 5, 4, 3, 2, 1, 0],
    "?!": [],
}


async def test_all_words_must_occur_the_last_may_be_a_beginning(store: Store, filled: Filled) -> None:
    assert {words: await found(store, filled, words) for words in FOUND} == FOUND


HOSTILE = (
    *(
        '"',
        '""',
        '"""',
        "'",
        "*",
        "(",
        "{",
        "\\",
        "%",
        "_",
        "\u0301",
        "\0ferry",
        "\ud800ferry",
        "' or 1=1 --",
        "ferry AND",
    ),
    *(
        "ferry AND",
        "NEAR(ferry",
        "words:ferry",
        "about : x",
        "ferry*",
        "ferry)",
        "-ferry",
        "^ferry",
        "+ferry",
        "ferry OR quay",
    ),
    *("ferry & !", "ferry:*", "a <-> b", "x" * 100_000, "a " * 5_000),
)


async def test_no_question_is_an_error(store: Store, filled: Filled) -> None:
    for words in HOSTILE:
        await found(store, filled, words)
        await found(store, filled, author=words)
        await found(store, filled, state=words)


async def test_a_search_is_narrowed_by_author_state_and_story(store: Store, filled: Filled) -> None:
    assert await found(store, filled, "ferry", author=str(filled.bert)) == [1]
    assert await found(store, filled, "ferry", author="o'neill") == [1]
    assert await found(store, filled, author="bert") == [1]
    assert await found(store, filled, "ferry", state="published") == []
    assert await found(store, filled, "ferry", state="held") == [1, 0]
    other = await store.write(lambda db: a_story(db, filled.site, "regatta"))
    assert await found(store, filled, "ferry", story=other) == []
    assert await found(store, filled, "ferry", story=filled.story) == [1, 0]


async def test_pages_are_cut_from_the_newest_on_and_the_total_stays(store: Store, filled: Filled) -> None:
    def third(db: Connection) -> tuple[list[UUID], int]:
        return find_comments(db, site=filled.site, words="", author=None, state=None, story=None, limit=2, offset=2)

    assert await store.read(third) == ([filled.ids[4], filled.ids[3]], 7)


async def test_an_edit_is_found_by_its_new_words_only_and_a_forgotten_comment_by_none(
    store: Store, filled: Filled
) -> None:
    first = filled.ids[0]
    await store.write(lambda db: index_comment(db, site=filled.site, comment=first, words="A yellow boat"))
    assert await found(store, filled, "late") == []
    assert await found(store, filled, "yellow boat") == [0]
    await store.write(lambda db: forget(db, site=filled.site, comment=first))
    assert await found(store, filled, "yellow") == []


async def test_another_site_finds_nothing_of_it(store: Store, filled: Filled) -> None:
    def elsewhere(db: Connection) -> None:
        site = a_site(db, "regatta-news")
        assert find_comments(db, site=site, words="ferry", author=None, state=None, story=None, limit=5, offset=0) == (
            [],
            0,
        )

    await store.write(elsewhere)


async def test_forgotten_words_are_gone_from_the_file_after_clearing_out(sqlite_url: str) -> None:
    store = await open_store(sqlite_url)
    filled = await store.write(Filled)
    for _ in range(3):  # parts of the index are merged by chance only
        await store.write(lambda db: index_comment(db, site=filled.site, comment=filled.ids[0], words="zyzzyva"))
        await store.write(lambda db: index_comment(db, site=filled.site, comment=filled.ids[1], words="a yellow boat"))
    await store.write(lambda db: forget(db, site=filled.site, comment=filled.ids[0]))
    while await store.write(clear_out):
        pass
    await store.close()
    content = Path(sqlite_path(sqlite_url)).read_bytes()
    assert b"zyzzyva" not in content
    assert b"yellow" in content
