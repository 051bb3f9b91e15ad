"""A plan that an older version wrote: its people move into its words, and nothing is lost."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from kith.vault import cipher

KEY = bytes(range(32))
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def database(path):
    """Give Django an encrypted file of its own, by a name."""
    from django.db import connections

    cipher.create(path, KEY)
    connections.settings["older"] = {
        **connections.settings["default"],
        "NAME": str(path),
        "OPTIONS": {"key_provider": lambda: KEY},
    }
    return connections["older"]


def test_people_of_an_older_plan_move_into_its_words(site, tmp_path: Path):
    """In their order, with how to reach them, each row with a name of its own; parts without stay."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    connection = database(tmp_path / "older.db")
    try:
        executor = MigrationExecutor(connection)
        state = executor.migrate([("plan", "0001_initial"), ("people", "0003_safe_to_call")])
        models = state.apps.get_model
        space = models("shell", "Space").objects.using("older").create(uid=uuid4())
        make = models("people", "Person").objects.using("older").create
        ana, ben = (make(space=space, name=name, uid=uuid4()) for name in ("Ana", "Ben"))
        part = models("plan", "PlanPart").objects.using("older").create
        alone = part(space=space, part="alone", at=NOON, content={"text": "Tea."})
        ask = part(space=space, part="ask", at=NOON, content={"likely": 3})
        stand = models("plan", "PlanPerson").objects.using("older").create
        stand(row=ask, person=ben, reach="555")
        stand(row=ask, person=ana, reach="")
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())

        from kith.web.plan.models import PlanPart
        from kith.web.plan.versions import Said

        rows = {row.pk: row for row in PlanPart.objects.using("older").all()}
        assert Said.of(rows[alone.pk].content) == Said(text="Tea.")
        people = ((str(ben.uid), "555"), (str(ana.uid), ""))
        assert Said.of(rows[ask.pk].content) == Said(likely=3, people=people)
        assert rows[alone.pk].uid != rows[ask.pk].uid
        tables = connection.introspection.table_names()
        assert "plan_planperson" not in tables
        assert {"plan_safetynote", "shell_compartment"} <= set(tables)
    finally:
        connection.close()
        del connections["older"]
        del connections.settings["older"]


def test_the_retired_table_may_go_and_no_other():
    """What `prepare` lets go of is named, one by one."""
    from kith.web.migrate import RETIRED

    assert RETIRED == ("plan_planperson",)
