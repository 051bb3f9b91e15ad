"""The open vault: the one object that holds a key."""

import os
from pathlib import Path
from typing import NoReturn

DATABASE = "vault.db"


class Vault:
    """An open vault: where it lies and the key to it. Never copied, pickled or printed with it.

    `key` is also what the Django backend takes as its `key_provider`.
    """

    def __init__(
        self, folder: Path, key: bytes, recipient: str, *, claim: int | None = None
    ) -> None:
        self.folder = folder
        self.recipient = recipient
        self._key = key
        self._claim = claim  # holds a throwaway's folder while this process lives

    @property
    def database(self) -> Path:
        """The encrypted database file."""
        return self.folder / DATABASE

    @property
    def throwaway(self) -> bool:
        """Whether this is a look-around vault, deleted on leaving."""
        return self._claim is not None

    def key(self) -> bytes:
        """Give the 32 raw bytes that open the database."""
        return self._key

    def let_go(self) -> None:
        """Give up a throwaway's folder and the reference to its key."""
        if self._claim is not None:
            os.close(self._claim)
            self._claim = None
        self._key = b""

    def __repr__(self) -> str:
        """Show nothing of the key or the place."""
        return "<Vault>"

    def __copy__(self) -> "Vault":
        """Stay one object: there is one key in memory, not several."""
        return self

    def __deepcopy__(self, memo: object) -> "Vault":
        """Stay one object; Django copies its settings deeply."""
        return self

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled: a key does not leave this process."""
        raise TypeError("a vault cannot be pickled")
