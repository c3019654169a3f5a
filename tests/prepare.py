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
    quiet = {"stdout": subprocess.DEVNULL}
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    if subprocess.run(install, env=environment, check=False, **quiet).returncode:
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False, **quiet)
        return subprocess.run(install, env=environment, check=False, **quiet).returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
