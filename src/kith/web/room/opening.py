"""From the door's message to an opened vault."""

from dataclasses import dataclass, field
from pathlib import Path

from kith import vault
from kith.web.room.running import Mode
from kith.web.room.speaking import Message


@dataclass(frozen=True)
class Opened:
    """An opened vault and how it came to be open."""

    opened: vault.Vault = field(repr=False)
    folder: Path
    mode: Mode = "life"
    first_run: bool = False
    recovery_phrase: str | None = field(default=None, repr=False)
    phrase_used: bool = False


def open_as(message: Message) -> Opened:
    """Open, make or recover the vault as asked; raises `kith.vault.VaultError`."""
    folder = Path(str(message["folder"]))
    passphrase = str(message.get("passphrase", ""))
    match message["mode"]:
        case "create":
            made, phrase = vault.create(folder, passphrase)
            return Opened(made, folder, first_run=True, recovery_phrase=phrase)
        case "recover":
            found = vault.unlock_with_phrase(folder, str(message.get("phrase", "")))
            vault.change_passphrase(found, passphrase)
            return Opened(found, folder, phrase_used=True)
        case "sample":
            vault.sweep_throwaways(folder)
            sample = vault.create_throwaway(folder)
            return Opened(sample, folder, mode="sample")
        case _:
            return Opened(vault.unlock(folder, passphrase), folder)
