"""Bring the settings and the choices of a life back, and the care settings of its ties."""

from typing import TYPE_CHECKING, Any

from kith.web.keep import brought, returning_practices
from kith.web.people.care import CAREFUL
from kith.web.people.models import CareSetting, MapChoice
from kith.web.people.staying import staying
from kith.web.practise.models import PractiseChoice
from kith.web.questionnaires.models import QuestionnaireChoice

if TYPE_CHECKING:
    from kith.web.keep.returning import Home

AT_ONCE = 500


def bring(home: "Home") -> None:
    """Take the settings where nothing was kept yet; else what is set here holds."""
    if not home.empty:
        return
    from kith.web.keep import returning

    said = returning.values("settings", home.held["settings"][0])
    as_list = said.pop("people_as_list")
    was = {name: getattr(home.space, name) for name in said}
    for name, value in said.items():
        setattr(home.space, name, value)
    home.space.save(update_fields=[*said])
    for row in home.held["questionnaire_choice"][:1]:
        _choose(home, QuestionnaireChoice, row)
    for row in home.held["practise_choice"][:1]:
        if (not_now := returning_practices.not_now_of(row)) is None:
            home.keep("practise_choice", row)
        _choose(home, PractiseChoice, {"offers": row["offers"], "not_now": not_now or {}})
    if as_list is not None:
        _choose(home, MapChoice, {"as_list": as_list})
    brought.remember_settings(home.batch, home.space, was)


def care(home: "Home") -> None:
    """Bring care settings that are not here yet, as careful as they were."""
    from kith.web.keep import returning

    here = set(CareSetting.objects.filter(space=home.space).values_list("person_id", "at", "state"))
    new = []
    for row in home.held["care_settings"]:
        at = returning.values("care_settings", row)["at"]
        key = (home.keys["people"][row["person"]], at, CAREFUL[row["setting"]].value)
        if key not in here:
            new.append(CareSetting(space=home.space, person_id=key[0], at=at, state=key[2]))
    returning.write(home, "care_settings", new)


def silent(home: "Home") -> None:
    """Keep silent what was; a row that is here already takes the more careful of both."""
    for name, model in staying().items():
        keys = home.keys[name]
        rows = [keys.get(row["row"]) for row in home.held["kept_silent"] if row["table"] == name]
        for at in range(0, len(rows), AT_ONCE):
            model.objects.filter(pk__in=rows[at : at + AT_ONCE]).update(guarded=True)


def _choose(home: "Home", model: Any, values: dict[str, Any]) -> None:
    """Take a choice as the file says; an undo brings back what was chosen before, or no choice."""
    before = model.objects.filter(space=home.space).values(*values).first()
    chosen, _ = model.objects.update_or_create(space=home.space, defaults=values)
    brought.remember_settings(home.batch, chosen, dict(before) if before else None)
