"""Changing a site: its origins, its title and language, and what it has set for its discussions."""

from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID

from folkmoot.discussion.site import Site
from folkmoot.discussion.story import Person, canonical_url, origin_of
from folkmoot.errors import BadInput, Conflict
from folkmoot.operations.means import Means
from folkmoot.operations.refresh import every_thread_changed, refresh_every
from folkmoot.operations.scene import site_or_error
from folkmoot.operations.set_up_site import checked_site
from folkmoot.store.interface import Connection
from folkmoot.store.write import sites


@dataclass(frozen=True, slots=True)
class SiteChange:
    """What shall be otherwise; None leaves a thing as it is."""

    title: str | None = None
    language: str | None = None
    timezone: str | None = None
    edit_minutes: int | None = None
    longest_comment: int | None = None
    most_links: int | None = None
    page_size: int | None = None
    editor_mail: str | None = None
    """Empty: there is none any more."""
    people: tuple[Person, ...] | None = None


async def change_site(
    means: Means,
    *,
    site_name: str,
    change: SiteChange | None = None,
    add: tuple[str, ...] = (),
    remove: tuple[str, ...] = (),
    staff_id: UUID | None = None,
) -> Site:
    """Change a site, all of it or nothing, and return it; every thread shows it from then on.

    ``add`` and ``remove`` are origins. Stories of a removed one stay, but their pages show no discussion any more.

    Raises:
        BadInput: ``url-invalid``, ``origin-not-listed`` for one that cannot be removed, ``origin-missing`` where none
            would be left, and what ``checked_site`` says.
        NotFound: ``site-unknown``.
        Conflict: ``origin-taken``.
    """
    added = [origin_of(canonical_url(origin)) for origin in add]
    removed = [origin_of(canonical_url(origin)) for origin in remove]

    def keep(db: Connection) -> tuple[Site, list[UUID]]:
        site, now = site_or_error(db, site_name), means.now()
        changed = checked_site(_changed(site, change or SiteChange()))
        origins = _origins(site, added=added, removed=removed)
        for address in set(site.origins) - set(origins):
            sites.remove_origin(db, site_id=site.id, address=address)
        for address in set(origins) - set(site.origins):
            if not sites.add_origin(db, site_id=site.id, address=address):
                raise Conflict("origin-taken", f"{address} belongs to another site already.")
        changed = replace(changed, origins=origins)
        if changed == site:
            return site, []
        sites.set_site(db, changed)
        sites.add_act(
            db,
            site_id=site.id,
            act_id=means.new_id(),
            staff=staff_id,
            verb="change_site",
            about=site.name,
            note=", ".join(_names_of_changed(site, changed)),
            now=now,
        )
        return changed, every_thread_changed(db, site=site.id)

    site, changed = await means.write(keep)
    await refresh_every(means, site=site.id, changed=changed)
    return site


def _changed(site: Site, change: SiteChange) -> Site:
    said: dict[str, Any] = {f.name: v for f in fields(change) if (v := getattr(change, f.name)) is not None}
    title, language = said.pop("title", site.title), said.pop("language", site.language)
    if "editor_mail" in said:
        said["editor_mail"] = said["editor_mail"] or None
    return replace(site, title=title, language=language, settings=replace(site.settings, **said))


def _origins(site: Site, *, added: list[str], removed: list[str]) -> tuple[str, ...]:
    for address in removed:
        if address not in site.origins:
            raise BadInput("origin-not-listed", f"{address} is not one of {site.name}'s origins.")
    left = sorted({*site.origins, *added} - set(removed))
    if not left:
        raise BadInput("origin-missing", "A site keeps at least one origin. Add the new one in the same command.")
    return tuple(left)


def _names_of_changed(before: Site, after: Site) -> list[str]:
    own = [name for name in ("title", "language", "origins") if getattr(before, name) != getattr(after, name)]
    settings = [f.name for f in fields(before.settings)]
    return own + [name for name in settings if getattr(before.settings, name) != getattr(after.settings, name)]
