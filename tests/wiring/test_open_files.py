"""A server holds as many files open as the system lets it."""

import resource

from folkmoot.wiring.open_files import allow_open_files


def test_the_limit_that_a_shell_sets_is_raised() -> None:
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(256, most), most))
    try:
        assert allow_open_files() == most
        assert allow_open_files() == most
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))
