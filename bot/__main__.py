"""`python -m bot` is `gege`."""

from bot.cli import main

main()
