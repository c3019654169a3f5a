"""Installs what the tests need beyond Python, as root with apt; elsewhere says what will be skipped."""

import os
import shutil
import subprocess
import sys

PACKAGES = ("chromium", "fonts-noto-core", "fonts-noto-color-emoji")


def main() -> int:
    """Install the browser and fonts where that can be done; fail in CI where they are missing."""
    if shutil.which("chromium"):
        return 0
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        print("No Chromium, and it cannot be installed here: the journeys in a browser will be skipped.", flush=True)
        return 1 if os.environ.get("CI") else 0
    print("Installing Chromium and fonts for the journeys …", flush=True)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    if run(install):
        run(["apt-get", "update", "-qq"])
        return run(install)
    return 0


def run(command: list[str]) -> int:
    """Run a command that asks nothing and says only what goes wrong; return its exit status."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(main())
