"""Where a person's vault lies unless they say otherwise."""

from pathlib import Path


def default_folder() -> Path:
    """Give the platform's folder for a person's own data; nothing is made."""
    import platformdirs

    return platformdirs.user_data_path("kith", appauthor=False)
