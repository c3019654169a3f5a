"""Searching comments by words and by author, for the desk."""

from typing import Any

from folkmoot.operations.means import Means
from folkmoot.operations.scene import site_or_error
from folkmoot.operations.show_author import comment_row
from folkmoot.store.interface import Connection
from folkmoot.store.read import search, stories

ON_A_PAGE = 30


async def search_comments(
    means: Means,
    *,
    site_name: str,
    words: str = "",
    author: str | None = None,
    state: str | None = None,
    story: str | None = None,
    page: int = 1,
) -> dict[str, Any]:
    """Return comments of every state but returned that have all these words, newest first; without words, the newest.

    Raises:
        NotFound: ``site-unknown``.
    """

    def look(db: Connection) -> dict[str, Any]:
        site = site_or_error(db, site_name)
        under = None if not story else stories.story_by_slug(db, site=site.id, slug=story)
        if story and under is None:
            return {"total": 0, "page": 1, "pages": 1, "comments": []}
        found, total = search.find_comments(
            db,
            site=site.id,
            words=words,
            author=author or None,
            state=state or None,
            story=None if under is None else under.id,
            limit=ON_A_PAGE,
            offset=(max(page, 1) - 1) * ON_A_PAGE,
        )
        return {
            "total": total,
            "page": max(page, 1),
            "pages": max(1, -(-total // ON_A_PAGE)),
            "comments": [comment_row(db, site, comment_id) for comment_id in found],
        }

    return await means.store.read(look)
