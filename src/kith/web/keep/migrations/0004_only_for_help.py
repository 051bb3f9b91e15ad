"""Answers to HARK and ASQ that an import kept as text go: they only lead to help, and are kept nowhere."""

import re
from typing import Any

from django.db import migrations

_TOLD = ('"measure"', "linkId", "QuestionnaireResponse")
_ONLY = re.compile(
    r'"measure": ?"(?:hark|asq)"'
    r"|(?<![\w-])(?:questionnaire:(?:hark|asq)|hark_[1-4]|asq_[1-5]"
    r"|76499-3|76500-8|76501-6|76502-4|76503-2)(?![\w-])"
)


def _take_out(apps: Any, editor: Any) -> None:
    rows = apps.get_model("keep", "KeptRow").objects.using(editor.connection.alias)
    every = rows.values_list("pk", "original").iterator()
    gone = [pk for pk, said in every if any(t in said for t in _TOLD) and _ONLY.search(said)]
    for at in range(0, len(gone), 500):
        rows.filter(pk__in=gone[at : at + 500]).delete()


class Migration(migrations.Migration):
    """Take them out; everything else that was kept stays."""

    dependencies = [("keep", "0003_rotation")]

    operations = [migrations.RunPython(_take_out, migrations.RunPython.noop)]
