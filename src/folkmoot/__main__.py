"""Running the package is running the command."""

from folkmoot.cli import main

main()
