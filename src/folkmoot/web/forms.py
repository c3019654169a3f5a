"""Forms of the pages without a script: read within bounds, and taken only from a page of ours."""

import hmac
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from litestar import Request
from litestar.datastructures import Cookie

from folkmoot.discussion.site import Site
from folkmoot.errors import BadInput, NotAllowed
from folkmoot.operations.means import hash_of
from folkmoot.web.door import Door
from folkmoot.web.identity import own_page_only

AUTHOR_COOKIE = "folkmoot_author"
"""The author's token: who writes without a script is known by it."""
FORM_COOKIE = "folkmoot_form"
"""Random; the forms of a page carry what only this browser could have been given."""
AUTHOR_SECONDS = 365 * 86400
FORM_SECONDS = 86400
MOST_FIELDS = 20


def new_key() -> str:
    """Return a form's key: the same form sent twice is one comment."""
    return secrets.token_urlsafe(18)


@dataclass(frozen=True, slots=True)
class Visit:
    """One browser at one site: who writes, and what his forms must carry."""

    token: str | None
    csrf: str
    cookies: tuple[Cookie, ...]
    """To be set with the answer."""


def visit_of(door: Door, request: "Request[Any, Any, Any]", site: Site) -> Visit:
    """Return whose browser this is; one that has not been here gets a cookie for its forms."""
    known = request.cookies.get(FORM_COOKIE, "")
    secret = known or secrets.token_urlsafe(24)
    cookies = () if known else (_cookie(door, site, FORM_COOKIE, secret, FORM_SECONDS),)
    return Visit(request.cookies.get(AUTHOR_COOKIE) or None, hash_of(f"form:{secret}"), cookies)


def author_cookie(door: Door, site: Site, token: str) -> Cookie:
    """Return the cookie that shows who writes at this site."""
    return _cookie(door, site, AUTHOR_COOKIE, token, AUTHOR_SECONDS)


def _cookie(door: Door, site: Site, key: str, value: str, seconds: int) -> Cookie:
    # Lax, not strict: a link from the newspaper must find who writes here. No GET changes anything, and a form of
    # another site comes without these cookies.
    return Cookie(
        key=key,
        value=value,
        path=f"{door.settings.root}/s/{site.name}",
        max_age=seconds,
        httponly=True,
        secure=door.settings.secure,
        samesite="lax",
    )


async def form_of(request: "Request[Any, Any, Any]") -> dict[str, str]:
    """Return the fields of a form.

    Raises:
        BadInput: ``media-type``, ``text-unreadable``, ``input-invalid``.
    """
    if request.content_type[0] != "application/x-www-form-urlencoded":
        raise BadInput("media-type", "This is not a form of ours.")
    try:
        fields = parse_qsl(
            (await request.body()).decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
        )
    except UnicodeDecodeError:
        raise BadInput("text-unreadable", "This text holds characters that cannot be stored.") from None
    except ValueError:
        raise BadInput("input-invalid", "This form cannot be read.") from None
    return dict(fields)


def from_our_page(door: Door, request: "Request[Any, Any, Any]", visit: Visit, form: dict[str, str]) -> None:
    """Say no to a form that no page of ours has given to this browser.

    Raises:
        NotAllowed: ``csrf``, ``origin-foreign``.
    """
    own_page_only(door, request)
    if not hmac.compare_digest(form.get("csrf", "").encode(), visit.csrf.encode()):
        raise NotAllowed("csrf", "This page was open for too long. Please send it once more.")
