"""Finding one person by name, id or token; where several may be meant, all of them are named and none is guessed."""

from uuid import UUID

from folkmoot.discussion.author import Author
from folkmoot.discussion.site import Site
from folkmoot.errors import Conflict, NotFound
from folkmoot.operations.means import Means
from folkmoot.store.interface import Connection
from folkmoot.store.read import authors
from folkmoot.store.read.persons import Namesake, namesakes
from folkmoot.text.skeleton import skeleton


def find_person(db: Connection, means: Means, *, site: Site, person: str) -> Author:
    """Return the author who is meant: by his token, his id, or a name that only he bears.

    Raises:
        NotFound: ``author-unknown``, also where he was erased before.
        Conflict: ``author-ambiguous``, its sentence and ``candidates`` naming everybody who may be meant.
    """
    wanted = person.strip()
    author_id = means.secrets.author_of_token(wanted, site=site.id) or _as_id(wanted)
    if author_id is None:
        author_id = _named(db, site, wanted)
    author = None if author_id is None else authors.author_by_id(db, site=site.id, author_id=author_id)
    if author is None or author.erased_at is not None:
        raise NotFound("author-unknown", f"Nobody at {site.name} is known by this name, id or token.")
    return author


def _as_id(wanted: str) -> UUID | None:
    try:
        return UUID(wanted)
    except ValueError:
        return None


def _named(db: Connection, site: Site, name: str) -> UUID | None:
    key = skeleton(name)
    alike = namesakes(db, site=site.id, name_key=key) if key else []
    exactly = [one for one in alike if one.name == name]
    found = exactly if len(exactly) == 1 else alike
    if len(found) > 1:
        lines = "\n".join(_line(one) for one in found)
        raise Conflict(
            "author-ambiguous",
            f"{len(found)} authors bear this name, or one that looks like it. Please name one by his id:\n{lines}",
            candidates=[{"id": str(one.id), "name": one.name, "comments": one.comments} for one in found],
        )
    return found[0].id if found else None


def _line(one: Namesake) -> str:
    comments = "1 comment" if one.comments == 1 else f"{one.comments} comments"
    return f"  {one.id}  {one.name}, {one.kind}, {comments}, since {one.created_at:%Y-%m-%d}"
