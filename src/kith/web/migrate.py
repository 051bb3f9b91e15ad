"""Bring the tables of a vault up to what this version of Kith needs."""

import os
from pathlib import Path
from typing import Any

from kith import vault
from kith.web import tables

# Raise with every migration, of rows too, and run docs/make_tables.py; older vaults are migrated on a copy.
SCHEMA = 20

RETIRED = ("plan_planperson",)  # its rows stand in those of plan_planpart


def bring_up_to_date(opened: vault.Vault) -> None:
    """Migrate an older vault on a verified copy, then swap; a new one in place."""
    vault.prepare(opened, migrate_file, SCHEMA, retired=RETIRED)


def migrate_file(database: Path, key: bytes) -> None:
    """Bring one encrypted file up to date and close it again: an empty one in one go."""
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
        connections["migrating"].ensure_connection()
        if not tables.made_at_once(connections["migrating"].connection, SCHEMA):
            call_command("migrate", database="migrating", verbosity=0, interactive=False)
    finally:
        connections["migrating"].close()
        del connections["migrating"]
        del connections.settings["migrating"]
