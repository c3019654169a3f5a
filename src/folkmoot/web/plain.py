"""The plain door: writing, rewording, flagging and reading the policy on pages that need no script."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from folkmoot.discussion.story import Discussion
from folkmoot.errors import FolkmootError, NotAllowed, NotFound
from folkmoot.operations.ask_moderator import ask_moderator
from folkmoot.operations.flag_comment import flag_comment
from folkmoot.operations.revise_comment import revise_comment
from folkmoot.operations.show_thread import printed_policy
from folkmoot.operations.submit_comment import Submission, submit_comment
from folkmoot.operations.withdraw_comment import withdraw_comment
from folkmoot.web import html
from folkmoot.web.author import FLAGGED
from folkmoot.web.door import Door, address_of
from folkmoot.web.forms import author_cookie, form_of, from_our_page, new_key
from folkmoot.web.plain_place import PAGE, PlainPlace, Shown, shown_comment, standing_before

VERBS = frozenset({"reword", "edit", "ask", "discard", "withdraw"})


@get("/policy", opt={"verb": "show_printed_policy"})
async def policy_page(
    door: NamedDependency[Door], request: Request[Any, Any, Any], site: FromPath[str]
) -> Response[str]:
    """Print the policy that is in force."""
    door.limits.read(network=door.network(request))
    at = await door.sites.named(site)
    policy = await door.means.store.read(lambda db: printed_policy(db, at))
    return Response(html.policy_page(door.frame(at), policy), media_type=PAGE, headers={"cache-control": "no-cache"})


@get("/{slug:str}/write", opt={"verb": "submit_comment"})
async def write_page(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    slug: FromPath[str],
    parent: FromQuery[str | None] = None,
) -> Response[str]:
    """Show the form."""
    before = await standing_before(door, request, site, slug)
    if before.story.discussion is Discussion.CLOSED:
        raise NotAllowed("story-closed", "This discussion is closed. It stays here to be read.")
    return await _write_page(before, {"parent": parent or "", "key": new_key()}, because=None)


@post("/{slug:str}/write", opt={"verb": "submit_comment"})
async def write(
    door: NamedDependency[Door], request: Request[Any, Any, Any], site: FromPath[str], slug: FromPath[str]
) -> Response[str]:
    """Take a comment in, and lead to what became of it; a form that cannot be taken comes back as it was filled."""
    before = await standing_before(door, request, site, slug)
    form = await form_of(request)
    visit, at = before.visit, before.site
    try:
        from_our_page(door, request, visit, form)
        door.limits.post(
            person=door.person(at, visit.token), network=door.network(request), story=(at.id, before.story.url)
        )
        answer = await submit_comment(
            door.means,
            Submission(
                site=site,
                url=before.story.url,
                name=form.get("name", ""),
                text=form.get("text", ""),
                key=form.get("key", ""),
                parent=form.get("parent") or None,
                token=visit.token,
                address=address_of(request),
            ),
        )
    except FolkmootError as error:
        return await _write_page(before, form, because=error)
    taken = before.leading_to(f"/mine#own-{answer.own.id}")
    taken.cookies.append(author_cookie(door, at, answer.token))
    return taken


async def _write_page(before: PlainPlace, form: dict[str, str], *, because: FolkmootError | None) -> Response[str]:
    mine = await before.mine()
    number = form.get("parent") or None
    try:
        parent = None if number is None else await shown_comment(before, number)
    except NotFound as error:
        if because is None:
            raise
        parent, because = None, because or error
    used = because is not None and because.code in ("key-reused", "key-invalid")
    filled = html.WriteForm(
        csrf=before.visit.csrf,
        key=new_key() if used or not form.get("key") else form["key"],
        longest=before.site.settings.longest_comment,
        edit_minutes=before.site.settings.edit_minutes,
        waits=before.story.discussion is Discussion.WAIT,
        name=form.get("name") or mine.name,
        text=form.get("text", ""),
        parent=number,
        parent_name="" if parent is None else parent.name,
        parent_text="" if parent is None else parent.text,
        problem=before.said(because),
        standing=mine.standing,
    )
    return before.page(html.write_page(before.frame, before.place, before.policy, filled), because=because)


@get("/{slug:str}/mine", opt={"verb": "show_mine"})
async def mine_page(
    door: NamedDependency[Door], request: Request[Any, Any, Any], site: FromPath[str], slug: FromPath[str]
) -> Response[str]:
    """Show the visitor's own comments under a story."""
    before = await standing_before(door, request, site, slug)
    return await _mine_page(before, {}, because=None)


@post("/{slug:str}/own/{comment:uuid}/{verb:str}", opt={"verb": "revise_comment"})
async def change_own(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    slug: FromPath[str],
    comment: FromPath[UUID],
    verb: FromPath[str],
) -> Response[str]:
    """Reword, edit, ask a moderator, throw away or withdraw."""
    if verb not in VERBS:
        raise NotFound("not-found", "There is nothing at this address.")
    before = await standing_before(door, request, site, slug)
    form = await form_of(request)
    visit = before.visit
    try:
        from_our_page(door, request, visit, form)
        door.limits.revise(person=door.person(before.site, visit.token), network=door.network(request))
        await _change(before, comment, verb, form, address=address_of(request))
    except FolkmootError as error:
        return await _mine_page(before, {comment: form["text"]} if "text" in form else {}, because=error)
    return before.leading_to(f"/mine#own-{comment}")


async def _change(before: PlainPlace, comment: UUID, verb: str, form: dict[str, str], *, address: str) -> None:
    means, site, token = before.door.means, before.site.name, before.visit.token
    match verb:
        case "reword" | "edit":
            await revise_comment(
                means,
                site_name=site,
                comment_id=comment,
                token=token,
                text=form.get("text", ""),
                key=form.get("key", ""),
                address=address,
            )
        case "ask":
            await ask_moderator(means, site_name=site, comment_id=comment, token=token)
        case _:
            await withdraw_comment(means, site_name=site, comment_id=comment, token=token)


async def _mine_page(before: PlainPlace, kept: dict[UUID, str], *, because: FolkmootError | None) -> Response[str]:
    own_place = html.OwnPlace(
        before.story.slug,
        longest=before.site.settings.longest_comment,
        now=before.door.means.now(),
        kept=kept,
    )
    page = html.mine_page(
        before.frame,
        before.place,
        before.policy,
        await before.mine(),
        own_place=own_place,
        csrf=before.visit.csrf,
        new_key=new_key,
        problem=before.said(because),
    )
    return before.page(page, because=because)


@get("/{slug:str}/flag/{number:str}", opt={"verb": "flag_comment"})
async def flag_page(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    slug: FromPath[str],
    number: FromPath[str],
) -> Response[str]:
    """Show the clauses to choose from."""
    before = await standing_before(door, request, site, slug)
    return _flag_page(before, number, await shown_comment(before, number), {}, because=None)


@post("/{slug:str}/flag/{number:str}", opt={"verb": "flag_comment"})
async def flag(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    slug: FromPath[str],
    number: FromPath[str],
) -> Response[str]:
    """Keep a flag, and say thank you."""
    before = await standing_before(door, request, site, slug)
    form = await form_of(request)
    shown = await shown_comment(before, number)
    visit, at = before.visit, before.site
    try:
        from_our_page(door, request, visit, form)
        door.limits.flag(
            person=door.person(at, visit.token), network=door.network(request), story=(at.id, before.story.url)
        )
        await flag_comment(
            door.means,
            site_name=site,
            comment_id=shown.comment.id,
            clause=form.get("clause", ""),
            note=form.get("note", ""),
            token=visit.token,
            address=address_of(request),
        )
    except FolkmootError as error:
        return _flag_page(before, number, shown, form, because=error)
    back = f"{before.frame.page(slug)}/{number}"
    say = before.frame.words.say
    thanks = html.message_page(
        before.frame, say("Thank you"), say(FLAGGED), href=back, link=say("Back to the discussion")
    )
    return before.page(thanks)


def _flag_page(
    before: PlainPlace, number: str, shown: Shown, form: dict[str, str], *, because: FolkmootError | None
) -> Response[str]:
    filled = html.FlagForm(
        before.visit.csrf,
        new_key(),
        number,
        name=shown.name,
        text=shown.text,
        clause=form.get("clause", ""),
        note=form.get("note", ""),
        problem=before.said(because),
    )
    return before.page(html.flag_page(before.frame, before.place, before.policy, filled), because=because)


plain_door = Router(
    "/s/{site:str}",
    route_handlers=[policy_page, write_page, write, mine_page, change_own, flag_page, flag],
    include_in_schema=False,
)
