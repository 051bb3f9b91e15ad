"""No address of any room finds, shows or changes a row of somebody else's life.

The addresses and the kinds of rows are those that the program itself knows, so one that is added
later is asked as well.
"""

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.urls import get_resolver
from django.utils import timezone

from kith.web import sample
from kith.web.shell import inside
from kith.web.shell.models import Space

sys.path.insert(0, str(Path(__file__).parents[1]))

from site_map import EXAMPLES

NUMBERED = ("pk", "tie_pk")
NOT_FOUND = (404, 405)  # 405: an address that is only sent to, or only read


def owned() -> list[Any]:
    """Return every kind of row that hangs from a space by itself."""
    return [
        model
        for model in apps.get_models()
        if any(field.name == "space" for field in model._meta.get_fields())
    ]


def numbered() -> dict[str, str]:
    """Return each address that holds the number of a row, with a gap where it stands."""
    found = {}
    resolver = get_resolver()
    for name in resolver.reverse_dict:
        for possible, *_ in resolver.reverse_dict.getlist(name) if isinstance(name, str) else ():
            for address, parts in possible:
                if {*parts} & {*NUMBERED}:
                    filled = {one: EXAMPLES[one] for one in parts if one not in NUMBERED}
                    found[name] = "/" + address % {**filled, "pk": "{pk}", "tie_pk": "{pk}"}
    return found


def rows_of(space: Space) -> dict[str, list[dict[str, Any]]]:
    return {
        model._meta.label: list(model.objects.filter(space=space).order_by("pk").values())
        for model in owned()
    }


@pytest.fixture
def theirs(strangers_space: Space) -> Space:
    """Cass's life."""
    live(strangers_space)
    return strangers_space


def live(space: Space) -> None:
    """Write the sample, and one row more of each kind that it lacks."""
    from kith.web.boundaries.models import Apology
    from kith.web.keep.models import ImportBatch
    from kith.web.people.models import Person
    from kith.web.plan.models import PlanPart
    from kith.web.practise.models import Intention, Picture
    from kith.web.share.models import Shared
    from kith.web.today.models import Writing

    sample.fill(space)
    one = {"space": space, "at": timezone.now()}
    Writing.objects.create(**one, title="Rhubarb", text="A page of rhubarb.")
    Picture.objects.create(**one, form="png", width=1, height=1, data=b"1", alt="Rhubarb")
    Intention.objects.create(**one, cue="rhubarb", act="rhubarb")
    ImportBatch.objects.create(space=space, format="tidy", label="rhubarb.csv")
    days = {"since": timezone.localdate(), "until": timezone.localdate()}
    Shared.objects.create(**one, **days, whom="Rhubarb", form="pdf", names="names")
    whom = Person.objects.filter(space=space).first()
    Apology.objects.create(**one, person=whom, own="Rhubarb")
    assert PlanPart.objects.filter(space=space).exists()


def numbers_of(space: Space) -> list[int]:
    """Return the number of the first row of each kind."""
    first = (model.objects.filter(space=space).order_by("pk").first() for model in owned())
    return sorted({row.pk for row in first if row is not None})


def test_there_are_addresses_of_every_room() -> None:
    """A list of none would prove nothing."""
    rooms = {address.split("/")[1] for address in numbered().values()}
    assert len(numbered()) > 80
    assert rooms >= {*("today", "people", "plan", "practise", "boundaries", "questionnaires")}
    assert rooms >= {*("impact", "keep", "share", "talk")}


@pytest.mark.parametrize("deleted", [False, True])
def test_no_row_of_another_life_is_found_by_any_address(
    client: Any, theirs: Space, deleted: bool
) -> None:
    """Reading it or sending to it ends in 404, and nothing of that life has changed."""
    kinds = [model for model in owned() if hasattr(model, "deleted_at")]
    if deleted:
        for model in kinds:
            model.objects.filter(space=theirs).update(deleted_at=timezone.now())
    assert not inside.is_on(theirs)
    before = rows_of(theirs)
    wrong = []
    for name, address in numbered().items():
        for pk in numbers_of(theirs):
            at = address.format(pk=pk)
            for method, answer in (("GET", client.get(at)), ("POST", client.post(at, {}))):
                if answer.status_code not in NOT_FOUND:
                    wrong.append((name, method, answer.status_code))
                assert "hubarb" not in re.sub(r"\s+", " ", answer.content.decode(errors="replace"))
    assert sorted(set(wrong)) == []
    assert rows_of(theirs) == before


@pytest.mark.parametrize("deleted", [False, True])
def test_looking_at_any_address_changes_nothing(client: Any, space: Space, deleted: bool) -> None:
    """Nothing is deleted, brought back, sent or settled by an address that is opened or loaded."""
    live(space)
    if deleted:
        for model in owned():
            if hasattr(model, "deleted_at"):
                model.objects.filter(space=space).update(deleted_at=timezone.now())
    before = rows_of(space)
    for address in numbered().values():
        for pk in numbers_of(space):
            client.get(address.format(pk=pk), headers={"Sec-Fetch-Dest": "image"})
    changed = [kind for kind, rows in rows_of(space).items() if rows != before[kind]]
    assert changed == []
