"""Open files: every page that stays open holds one, so a server takes as many as the system lets it have."""

import resource
from contextlib import suppress


def allow_open_files() -> int:
    """Raise what this process may hold open to the system's own limit for it, and return the number.

    Shells and systemd give 1024 at first and let a program ask for more; a thousand readers would be too many.
    """
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if now != most:
        with suppress(ValueError, OSError):  # macOS names a limit that it does not keep
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
