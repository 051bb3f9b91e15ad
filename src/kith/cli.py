"""Every command of Kith; thin."""


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    raise SystemExit(f"kith: no command yet ({argv})")
