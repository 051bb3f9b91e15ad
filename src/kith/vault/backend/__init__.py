"""Django's database backend for the vault: `ENGINE = "kith.vault.backend"`."""
