"""Bring the tables of a vault up to what this version of Kith needs."""

import os
from pathlib import Path
from typing import Any

from kith import vault

SCHEMA = 14  # raise with every migration, of rows too; older vaults are migrated on a copy

RETIRED = ("plan_planperson",)  # its rows stand in those of plan_planpart


def bring_up_to_date(opened: vault.Vault) -> None:
    """Migrate an older vault on a verified copy, then swap; a new one in place."""
    vault.prepare(opened, migrate_file, SCHEMA, retired=RETIRED)


def migrate_file(database: Path, key: bytes) -> None:
    """Run Django's migrations on one encrypted file and close it again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.web.settings.room")
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    target: dict[str, Any] = {
        **connections.settings["default"],
        "NAME": str(database),
        "OPTIONS": {"key_provider": lambda: key},
    }
    connections.settings["migrating"] = target
    try:
        call_command("migrate", database="migrating", verbosity=0, interactive=False)
    finally:
        connections["migrating"].close()
        del connections["migrating"]
        del connections.settings["migrating"]
