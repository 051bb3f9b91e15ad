"""Who gives support stays unsaid until somebody says it.

A tie whose bond was never said had "none" by default and not by an answer, so it becomes unsaid.
"""

from typing import Any

from django.db import migrations, models

import kith.records


def _unsay(apps: Any, editor: Any) -> None:
    # On the file that is being migrated: the vault itself is another connection, and locked now.
    ties = apps.get_model("people", "Tie").objects.using(editor.connection.alias)
    ties.filter(bond="unsaid", flow="none").update(flow="unsaid")


class Migration(migrations.Migration):
    """Widen the choices of who gives support; take back what nobody said."""

    dependencies = [("people", "0003_safe_to_call")]

    operations = [
        migrations.AlterField(
            model_name="tie",
            name="flow",
            field=models.CharField(
                choices=[
                    ("unsaid", "unsaid"),
                    ("none", "none"),
                    ("me_to_them", "me_to_them"),
                    ("them_to_me", "them_to_me"),
                    ("both", "both"),
                ],
                default=kith.records.Flow["UNSAID"],
                max_length=12,
            ),
        ),
        migrations.RunPython(_unsay, migrations.RunPython.noop),
    ]
