"""Every place of the site and of the door, from the maps that the program itself uses.

A place that is added later turns up here by itself, so a proof over every place stays one.
"""

import os

import django
from django.urls import get_resolver

from kith.web.door import routes
from kith.web.guard import HELP_PAGES
from kith.web.room import gate

EXAMPLES = {
    "pk": 1,
    "tie_pk": 1,
    "day": "2024-02-29",
    "kind": "check-in",
    "form": "svg",
    "code": "signs",
    "sort": "1",
    "measure": "3",
    "number": 1,
}
DOOR_PUBLIC = (*HELP_PAGES, "/away/")  # door and room both answer these, see kith.web.door.public
DOOR_REMAINS = "/help/device/"  # these they answer in the same way, to nobody else's site
DOOR_OPEN_COPY = "/help/plan/"  # so they do this one, where there is an open copy


def site() -> dict[str, str]:
    """Return the address of every place of the site by its name, with example numbers filled in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.web.settings.checks")
    django.setup()
    found = {}
    for name in get_resolver().reverse_dict:
        if isinstance(name, str):
            for possibilities, *_ in get_resolver().reverse_dict.getlist(name):
                for template, names in possibilities:
                    found[name] = "/" + template % {one: EXAMPLES[one] for one in names}
    return found


def door() -> list[str]:
    """Return every address that the door answers itself."""
    return sorted({*routes._READ, *routes._POSTED, *DOOR_PUBLIC, DOOR_REMAINS, DOOR_OPEN_COPY})


def everywhere() -> list[str]:
    """Return every address of door, gate and site."""
    return sorted({*site().values(), *door(), *gate._READ, *gate._POSTED})
