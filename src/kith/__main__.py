"""Run the `kith` command with `python -m kith`."""

from kith.cli import main

raise SystemExit(main())
