"""The policy in force at a site, loaded once for each of its texts."""

from functools import lru_cache
from uuid import UUID

from folkmoot.errors import Unavailable
from folkmoot.policy.load import load
from folkmoot.policy.problems import Problems
from folkmoot.policy.program import Policy
from folkmoot.store.interface import Connection
from folkmoot.store.read.sites import PolicyVersion, policy_in_force, policy_numbered


def in_force(db: Connection, *, site_id: UUID) -> tuple[PolicyVersion, Policy]:
    """Return the site's latest policy version and the program that it says.

    Raises:
        Unavailable: ``no-policy`` where the site has none or its text can no longer be read; nothing is judged then.
    """
    version = policy_in_force(db, site_id=site_id)
    if version is None:
        raise Unavailable("no-policy", "No discussion policy is in force here yet.")
    return version, program(version.source)


def numbered(db: Connection, *, site_id: UUID, number: int | None) -> Policy | None:
    """Return what a site's version said; None where there is no such version. Without a number: the one in force."""
    if number is None:
        return in_force(db, site_id=site_id)[1]
    version = policy_numbered(db, site_id=site_id, number=number)
    return None if version is None else program(version.source)


@lru_cache(maxsize=64)
def program(source: str) -> Policy:
    """Return what a published policy says; published texts were checked before they were kept.

    Raises:
        Unavailable: ``policy-unreadable`` where this version of the program cannot read it.
    """
    policy = load(source)
    if isinstance(policy, Problems):
        raise Unavailable("policy-unreadable", "The discussion policy cannot be read by this version of the program.")
    return policy
