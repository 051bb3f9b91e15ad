"""Write src/kith/web/tables.sql from the migrations, for `make docs`; needed after every new one."""

import os


def main() -> None:
    """Migrate an empty database from nothing and write down what it holds."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "kith.web.settings.checks"
    import django
    from django.core.management import call_command
    from django.db import connection

    from kith.web import migrate, tables

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    script = tables.script_of(connection.connection, migrate.SCHEMA)
    tables.READY.write_text(script, encoding="utf-8")


if __name__ == "__main__":
    main()
