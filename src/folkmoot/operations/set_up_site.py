"""Setting up a newsroom: a site with its origins, its key and its first policy; its staff; its policy's versions."""

import re
import secrets
from dataclasses import dataclass
from unicodedata import normalize
from uuid import UUID
from zoneinfo import available_timezones

from folkmoot.discussion.author import checked_name
from folkmoot.discussion.site import Site, SiteSettings
from folkmoot.discussion.story import canonical_url, origin_of
from folkmoot.errors import BadInput, Conflict, NotFound
from folkmoot.operations.means import Means, hash_of
from folkmoot.operations.refresh import every_thread_changed, refresh_every
from folkmoot.operations.scene import site_or_error
from folkmoot.operations.staff_sign_in import make_link
from folkmoot.policy.load import load
from folkmoot.policy.problems import Problems
from folkmoot.policy.samples import sample
from folkmoot.store.interface import Connection
from folkmoot.store.read import desk, sites
from folkmoot.store.read.desk import Member
from folkmoot.store.write import sites as write
from folkmoot.store.write import staff

ROLES = ("moderator", "editor", "operator")
"""From the fewest rights to the most: decides; also owns the policy; also operates the server."""

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A tag of BCP 47. Where the interface does not speak it, it speaks English; comments are judged in any case."""

MAIL = re.compile(r"[^\s@<>\"'\\]{1,64}@[\w.-]{1,250}")
LONGEST_TITLE = 100
RANGES = {
    "edit_minutes": (0, 24 * 60),
    "longest_comment": (100, 20_000),
    "most_links": (0, 1000),
    "page_size": (1, 500),
}
"""What numbers a site may set, from the least to the most."""

SITE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}[a-z0-9]")


@dataclass(frozen=True, slots=True)
class NewSite:
    """A site that was set up, with the key that is shown this once."""

    site: Site
    key: str


async def add_site(
    means: Means,
    *,
    name: str,
    origins: tuple[str, ...],
    title: str = "",
    language: str = "en",
    policy: str | None = None,
    settings: SiteSettings | None = None,
) -> NewSite:
    """Set up a site with the newspaper sample as its policy, or another text, and make its publisher's key.

    Raises:
        BadInput: ``site-name-invalid``, ``url-invalid``, ``policy-invalid``, and what ``checked_site`` says.
        Conflict: ``site-taken``, ``origin-taken``.
    """
    if not SITE_NAME.fullmatch(name):
        raise BadInput("site-name-invalid", "A site's name has 2 to 62 small letters, digits and hyphens: ferry-post.")
    listed = tuple(dict.fromkeys(origin_of(canonical_url(origin)) for origin in origins))
    source = sample("newspaper") if policy is None else policy
    checked_policy(source)
    key = f"fm_{secrets.token_urlsafe(32)}"
    chosen = settings or SiteSettings()
    site = checked_site(Site(means.new_id(), name, title or name, language, listed, chosen))

    def add(db: Connection) -> None:
        if not write.insert_site(db, site):
            raise Conflict("site-taken", f"There is a site named {name} already.")
        for origin in listed:
            if not write.add_origin(db, site_id=site.id, address=origin):
                raise Conflict("origin-taken", f"{origin} belongs to another site already.")
        write.insert_key(
            db,
            site_id=site.id,
            key=means.new_id(),
            hashed=hash_of(key),
            name="publisher",
            scope="publisher",
            now=means.now(),
        )
        write.publish_version(
            db, site_id=site.id, source=source, by=None, note="The site's first policy.", now=means.now()
        )

    await means.write(add)
    return NewSite(site, key)


def checked_site(site: Site) -> Site:
    """Return a site whose title, language and settings can be used.

    Raises:
        BadInput: ``title-unreadable``, ``language-unknown``, ``timezone-unknown``, ``setting-out-of-range``,
            ``mail-invalid``, ``people-unreadable``.
    """
    title, settings = site.title, site.settings
    if not title.strip() or not title.isprintable() or len(title) > LONGEST_TITLE:
        raise BadInput("title-unreadable", f"A title has at most {LONGEST_TITLE} characters, on one line.")
    if not LANGUAGE.fullmatch(site.language):
        raise BadInput("language-unknown", f"{site.language} is no language's code; write en, de or pt-BR.")
    if settings.timezone not in available_timezones():
        raise BadInput(
            "timezone-unknown", f"There is no time zone {settings.timezone}; write Europe/Paris, for example."
        )
    for name, (least, most) in RANGES.items():
        if not least <= getattr(settings, name) <= most:
            raise BadInput(
                "setting-out-of-range", f"`{name.replace('_', ' ')}` lies from {least} to {most}.", setting=name
            )
    if settings.editor_mail is not None and not MAIL.fullmatch(settings.editor_mail):
        raise BadInput("mail-invalid", "This is not a mail address.")
    for person in settings.people:
        if not person.name.strip() or not f"{person.name}{person.role}".isprintable():
            raise BadInput("people-unreadable", "A person has a name, on one line.")
    return site


async def publisher_site(means: Means, key: str) -> Site | None:
    """Return the site that a publisher's key opens; None for any other key."""

    def look(db: Connection) -> Site | None:
        found = sites.site_of_key(db, hash_of(key))
        return None if found is None or found[1] != "publisher" else sites.site_by_id(db, found[0])

    return await means.store.read(look)


def checked_policy(source: str) -> None:
    """Say no to a policy that cannot be read.

    Raises:
        BadInput: ``policy-invalid``, its sentence the problems as they are printed.
    """
    loaded = load(source)
    if isinstance(loaded, Problems):
        raise BadInput("policy-invalid", str(loaded))


async def publish_policy(
    means: Means, *, site_name: str, source: str, note: str = "", staff_id: UUID | None = None
) -> int:
    """Publish a policy's text as the site's next version and return its number; every thread shows it from then on.

    The same text again is the same version. Decisions keep the version that they were taken under.

    Raises:
        BadInput: ``policy-invalid``.
        NotFound: ``site-unknown``.
    """
    checked_policy(source)

    def publish(db: Connection) -> tuple[UUID, int, list[UUID]]:
        site, now = site_or_error(db, site_name), means.now()
        current = sites.policy_in_force(db, site_id=site.id)
        if current is not None and current.source == source:
            return site.id, current.number, []
        number = write.publish_version(db, site_id=site.id, source=source, by=staff_id, note=note, now=now)
        write.add_act(
            db,
            site_id=site.id,
            act_id=means.new_id(),
            staff=staff_id,
            verb="publish_policy",
            about=str(number),
            note=note,
            now=now,
        )
        return site.id, number, every_thread_changed(db, site=site.id)

    site_id, number, changed = await means.write(publish)
    await refresh_every(means, site=site_id, changed=changed)
    return number


async def add_staff(means: Means, *, name: str, role: str, site_name: str) -> str:
    """Give somebody a role at a site and return a one-time link's token.

    Raises:
        BadInput: ``role-unknown``, or a name that cannot be shown; see ``checked_name``.
        NotFound: ``site-unknown``.
    """
    if role not in ROLES:
        raise BadInput("role-unknown", f"A role is one of {', '.join(ROLES)}.")
    wanted = checked_name(name)

    def add(db: Connection) -> UUID:
        site = site_or_error(db, site_name)
        member = desk.member_named(db, wanted)
        staff_id = means.new_id() if member is None else member.id
        if member is None:
            staff.insert_staff(db, staff_id=staff_id, name=wanted, now=means.now())
        else:
            staff.restore_staff(db, staff_id=staff_id)
        staff.set_role(db, site=site.id, staff_id=staff_id, role_name=role)
        return staff_id

    return await make_link(means, staff_id=await means.write(add))


async def link_staff(means: Means, *, name: str) -> str:
    """Return another one-time link's token for somebody of the staff.

    Raises:
        NotFound: ``staff-unknown``, where nobody of this name has a role.
    """
    member = await _member(means, name)
    if not member.roles:
        raise NotFound("staff-unknown", f"{name} has no role at any site.")
    return await make_link(means, staff_id=member.id)


async def remove_staff(means: Means, *, name: str) -> None:
    """Take somebody's roles, links and sessions away at once; his decisions stay under his name.

    Raises:
        NotFound: ``staff-unknown``.
    """
    member = await _member(means, name)
    await means.write(lambda db: staff.remove_staff(db, staff_id=member.id, now=means.now()))


async def _member(means: Means, name: str) -> Member:
    member = await means.store.read(lambda db: desk.member_named(db, " ".join(normalize("NFC", name).split())))
    if member is None:
        raise NotFound("staff-unknown", f"Nobody of the staff is named {name}.")
    return member
