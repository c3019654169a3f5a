"""Noting something about a comment, for the desk alone."""

from uuid import UUID

from folkmoot.errors import BadInput, NotFound
from folkmoot.operations.means import Means
from folkmoot.operations.scene import site_or_error
from folkmoot.store.interface import Connection
from folkmoot.store.read import comments
from folkmoot.store.storable import is_storable
from folkmoot.store.write import sites

LONGEST_NOTE = 1000
"""Code points."""


async def note_comment(means: Means, *, site_name: str, comment_id: UUID, staff: UUID, text: str) -> None:
    """Keep a note beside a comment's decisions.

    Raises:
        BadInput: ``note-empty``, ``note-too-long``.
        NotFound: ``comment-unknown``.
    """
    words = text.strip()
    if not words:
        raise BadInput("note-empty", "Please write something first.", field="text")
    if len(words) > LONGEST_NOTE or not is_storable(words):
        raise BadInput("note-too-long", f"A note has at most {LONGEST_NOTE} plain characters.", field="text")

    def note(db: Connection) -> None:
        site = site_or_error(db, site_name)
        if not comments.was_handed_in(db, site=site.id, comment_id=comment_id):
            raise NotFound("comment-unknown", "There is no such comment here.")
        sites.add_act(
            db,
            site_id=site.id,
            act_id=means.new_id(),
            staff=staff,
            verb="note",
            about=str(comment_id),
            note=words,
            now=means.now(),
        )

    await means.write(note)
