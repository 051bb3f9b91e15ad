"""Choosing columns: what was chosen and answered stands there again, now and the next time."""

from io import BytesIO
from typing import Any

import pytest

TABLE = "\n".join(
    ["Zeitpunkt;Laune;Wer", *(f"2026-03-{day:02} 10:00;{1 + day % 9};Tom" for day in range(1, 9))]
)
SEVERAL = TABLE + "\n2026-03-10 10:00;4;Tom, Lea\n2026-03-11 10:00;4;Lea, Bo"
ROLES = {"step": "columns", "zone": "UTC", "role-0": "time", "role-1": "mood", "role-2": "with"}


def upload(client: Any, content: str) -> str:
    file = BytesIO(content.encode())
    file.name = "mine.csv"
    return text(client.post("/keep/import/", {"file": file}, follow=True))


def look(client: Any, **sent: str) -> str:
    return text(client.post("/keep/import/look/", sent, follow=True))


def text(answer: Any) -> str:
    return answer.content.decode()


def bring(client: Any) -> str:
    return look(client, step="bring")


READY = 'name="step" value="bring"'


def test_an_answered_scale_is_kept_for_the_next_time(client: Any) -> None:
    """Columns chosen and the scale told once: the same kind of file can come in at once."""
    upload(client, TABLE)
    assert "mood scale go" in look(client, **ROLES)
    assert READY in look(client, step="answer", **{"answer.mood_scale": "10 to 1"})
    bring(client)
    again = upload(client, TABLE.replace("2026-03", "2026-04"))
    assert READY in again
    assert "mood scale go" not in again
    assert 'name="low-1" value="10"' in again
    from kith.web.keep.models import SavedMapping

    assert SavedMapping.objects.count() == 1


def test_a_scale_with_the_bad_end_first_is_taken_as_it_is_written(client: Any) -> None:
    """Ten to one means that one is the best."""
    from kith.web.today.models import CheckIn

    upload(client, TABLE)
    assert READY in look(client, **ROLES, **{"low-1": "10", "high-1": "1"})
    bring(client)
    worst, best = CheckIn.objects.order_by("at").values_list("valence", flat=True)[7], 1
    first = CheckIn.objects.order_by("at").first()
    assert first is not None
    assert (first.valence or 0) > worst
    assert (first.valence or 0) < best


@pytest.mark.parametrize("slip", [{"role-2": "mood"}, {"low-1": "one", "high-1": "ten"}])
def test_choices_that_do_not_hold_stand_there_again_and_nothing_can_come_in(
    client: Any, slip: dict[str, str]
) -> None:
    """A slip costs nothing else that was chosen, and the older reading is not offered meanwhile."""
    upload(client, TABLE)
    assert READY in look(client, **ROLES, **{"low-1": "1", "high-1": "10"})
    sent = {**ROLES, "low-1": "1", "high-1": "10", "missing": "n/a", "alone": "solo", **slip}
    shown = look(client, **sent)
    assert 'role="alert"' in shown
    assert READY not in shown
    assert f'<option value="{sent["role-2"]}" selected>' in shown
    assert f'name="low-1" value="{sent["low-1"]}"' in shown
    assert 'value="n/a"' in shown
    assert 'value="solo"' in shown
    assert READY in text(client.get("/keep/import/look/"))  # what held before still does


@pytest.mark.parametrize("answer", ["apart", "together"])
def test_names_with_commas_between_are_asked_about_and_remembered(client: Any, answer: str) -> None:
    """“Tom, Lea” beside a “Tom”: several people or one name is the person's to say."""
    from kith.web.people.models import Person

    upload(client, SEVERAL)
    asked = look(client, **ROLES, **{"low-1": "1", "high-1": "10"})
    assert "do commas part the names" in asked
    assert READY not in asked
    assert READY in look(client, step="answer", **{"answer.names_comma": answer})
    bring(client)
    names = set(Person.objects.values_list("name", flat=True))
    apart = {"Tom", "Lea", "Bo"}
    assert names == (apart if answer == "apart" else {"Tom", "Tom, Lea", "Lea, Bo"})


def test_a_name_with_a_comma_of_its_own_is_left_alone(client: Any) -> None:
    """Nothing is asked where no part of it is a name of the table."""
    upload(client, TABLE.replace(";Tom", ";Rivers, Tom"))
    assert READY in look(client, **ROLES, **{"low-1": "1", "high-1": "10"})


def test_a_column_that_is_left_out_stays_out(client: Any) -> None:
    """Neither a number to look at nor a word beside the check-in comes in with the others."""
    from kith.web.today.models import CheckIn

    rows = [f"2026-03-{day:02} 10:00;{day};{day % 4};secret {day}" for day in range(1, 9)]
    upload(client, "\n".join(["Stamp;Feeling;Rest;Ache", *rows]))
    sent = {"step": "columns", "zone": "UTC", "role-0": "time", "role-1": "mood"}
    look(client, **sent, **{"low-1": "1", "high-1": "10"})
    bring(client)
    row = CheckIn.objects.order_by("at")[0]
    assert set(row.outcomes) <= {"mood"}
    assert "secret" not in str(vars(row))


def test_words_for_nobody_and_for_no_answer_stay_when_the_columns_are_read_once_more(
    client: Any,
) -> None:
    """What was typed there is kept with the table, and shown."""
    upload(client, TABLE.replace(";3;Tom", ";n/a;zuhause"))
    sent = {**ROLES, "low-1": "1", "high-1": "10", "alone": "zuhause", "missing": "n/a"}
    shown = look(client, **sent)
    assert 'name="alone" value="zuhause"' in shown
    assert 'name="missing" value="n/a"' in shown


def test_days_of_a_spreadsheet_are_asked_about_once(client: Any) -> None:
    """Both counts stand to be chosen with a day of each; the answer is kept for the next time."""
    from kith.web.today.models import CheckIn

    days = "\n".join(["Datum;Laune", *(f"{41000 + day},5;{1 + day % 9}" for day in range(8))])
    assert '<option value="time" selected>' in upload(client, days)
    asked = look(client, **ROLES, **{"low-1": "1", "high-1": "9"})
    assert "The times are numbers (Datum: 41000,5). What do they count?" in asked
    assert "days since 1904" in asked
    assert READY not in asked
    assert READY in look(client, step="answer", **{"answer.time_count": "excel_1904"})
    bring(client)
    first = CheckIn.objects.order_by("at").first()
    assert first is not None
    assert first.at.strftime("%Y-%m-%d %H:%M") == "2016-04-02 12:00"
    assert READY in upload(client, days.replace("4100", "4101"))
