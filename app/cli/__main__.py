"""`python -m app.cli` is the command `ravine`."""

from app.cli.main import main

main()
