"""Showing the desk's other tables: stories and the policy in force."""

from typing import Any

from folkmoot.operations import policies
from folkmoot.operations.means import Means
from folkmoot.operations.scene import site_or_error
from folkmoot.operations.show_thread import printed_policy
from folkmoot.store.interface import Connection
from folkmoot.store.read import desk, stories
from folkmoot.store.read.stories import StoryRow


async def show_stories(means: Means, *, site_name: str) -> list[StoryRow]:
    """Return a site's stories, newest first.

    Raises:
        NotFound: ``site-unknown``.
    """
    return await means.store.read(lambda db: stories.stories_of(db, site=site_or_error(db, site_name).id))


async def show_policy(means: Means, *, site_name: str) -> dict[str, Any]:
    """Return the policy in force: version, words, thresholds and the file.

    Raises:
        NotFound: ``site-unknown``.
    """

    def look(db: Connection) -> dict[str, Any]:
        site = site_or_error(db, site_name)
        version, policy = policies.in_force(db, site_id=site.id)
        printed = printed_policy(db, site)
        return {
            "version": version.number,
            "published_at": version.published_at,
            "published_by": version.published_by,
            "note": version.note,
            "title": printed.title,
            "welcome": printed.welcome,
            "clauses": [
                {
                    "id": clause.id,
                    "rule": clause.rule.in_language(site.language),
                    "why": clause.why.in_language(site.language),
                    "signal": None if clause.signal is None else str(clause.signal),
                    "aimed_at": None if clause.aimed_at is None else sorted(map(str, clause.aimed_at)),
                    "hold": clause.hold,
                    "reject": clause.reject,
                    "reword": clause.reword,
                    "strikes": clause.strikes,
                }
                for clause in policy.clauses
            ],
            "source": version.source,
            "versions": [
                {"number": number, "published_at": at} for number, at in desk.policy_versions(db, site_id=site.id)
            ],
        }

    return await means.store.read(look)
