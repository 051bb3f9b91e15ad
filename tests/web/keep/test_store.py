"""What a file holds comes in whole, once, and can be taken back whole."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kith import records
from kith.exchange import Item, Located, NotUnderstood
from kith.web.keep.store import store
from kith.web.keep.undoing import undo

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def items() -> list[Item]:
    """Give two check-ins, a contact, a writing and a row that nobody understood."""
    return [
        Located(
            2, records.CheckIn(NOON, valence=0.5, with_people=("Amara", "Dad"), source_id="a:1")
        ),
        Located(3, records.CheckIn(NOON + timedelta(hours=3), valence=-0.5, source_id="a:2")),
        Located(
            4, records.Contact(NOON, ("Dad",), kind="parent", minutes=20, felt=-2, source_id="a:3")
        ),
        Located(5, records.Writing(NOON, "A quiet page.", source_id="a:4")),
        NotUnderstood(6, "no_time", "what was this"),
    ]


def new(stored: Any) -> Any:
    """Give the batch of an import that brought something."""
    assert stored.added
    return stored.batch


def counted(space: Any) -> dict[str, int]:
    from kith.web.keep.models import KeptRow
    from kith.web.people.models import Person
    from kith.web.today.models import CheckIn, Contact, Writing

    models = (CheckIn, Contact, Writing, Person)
    found = {model.__name__: model.objects.filter(space=space).count() for model in models}
    return {**found, "KeptRow": KeptRow.objects.filter(batch__space=space).count()}


def test_everything_in_a_file_comes_in(space: Any) -> None:
    """Check-ins, contacts, writings, people, and the row that could not be read."""
    batch = new(store(space, items(), format_name="tidy", label="diary.csv"))
    assert counted(space) == {"CheckIn": 2, "Contact": 1, "Writing": 1, "Person": 2, "KeptRow": 1}
    assert batch.counts["checkins"] == 2
    assert batch.kept.get().original == "what was this"


def test_unknown_company_is_not_taken_for_being_alone(space: Any) -> None:
    """None is unknown; an empty list is alone."""
    from kith.web.today.models import CheckIn

    alone = records.CheckIn(NOON + timedelta(days=1), valence=0, with_people=(), source_id="a:9")
    store(space, [*items(), Located(9, alone)], format_name="tidy")
    known = dict(CheckIn.objects.values_list("source_id", "company_known"))
    assert known == {"a:1": True, "a:2": False, "a:9": True}


def test_the_same_file_again_adds_nothing(space: Any) -> None:
    """A row is known by its source id, whatever the batch."""
    store(space, items(), format_name="tidy")
    before = counted(space)
    again = store(space, items(), format_name="tidy")
    assert counted(space) == before
    assert not again.added
    assert again.counts == {"already_here": 4, "kept_already": 1}


def announced() -> list[Item]:
    """Give the same file by a reader that tells of each person before the rows that name them."""
    return [
        Located(0, records.Person("Amara", ("friend",))),
        Located(0, records.Person("Dad", ("parent",))),
        *items(),
    ]


@pytest.mark.parametrize("same_as", [{}, {"Amara": None, "Dad": None}])
def test_a_file_with_nothing_new_makes_no_people_and_no_import(
    space: Any, same_as: dict[str, None]
) -> None:
    """Whoever is named only by rows that are here already is nobody new, whatever was chosen."""
    from kith.web.keep.models import ImportBatch

    first = new(store(space, announced(), format_name="tidy"))
    before = counted(space)
    again = store(space, announced(), format_name="tidy", same_as=same_as)
    assert counted(space) == before
    assert ImportBatch.objects.filter(space=space).count() == 1
    assert again.batch == first
    assert not again.added


def test_somebody_renamed_does_not_come_back_under_the_old_name(space: Any) -> None:
    """Their rows are here already, so the old name of the file is nobody new."""
    from kith.web.people.models import Person

    store(space, announced(), format_name="tidy")
    Person.objects.filter(space=space, name="Dad").update(name="Papa")
    store(space, announced(), format_name="tidy")
    assert set(Person.objects.filter(space=space).values_list("name", flat=True)) == {
        "Amara",
        "Papa",
    }


def test_a_file_that_has_grown_brings_only_what_is_new(space: Any) -> None:
    """The new row and the new person of it come in, and a row kept before is not kept twice."""
    store(space, announced(), format_name="tidy")
    before = counted(space)
    met = records.Contact(NOON + timedelta(days=2), ("Zoe",), source_id="a:8")
    grown = [Located(0, records.Person("Zoe", ("friend",))), *announced(), Located(7, met)]
    again = new(store(space, grown, format_name="tidy"))
    assert counted(space) == {**before, "Contact": 2, "Person": 3}
    came = {name: n for name, n in again.counts.items() if n}
    assert came == {"contacts": 1, "people": 1, "already_here": 4, "kept_already": 1}


def test_people_whom_no_row_names_come_in_too(space: Any) -> None:
    """A list of people is worth bringing in by itself, once."""
    alone: list[Item] = [Located(1, records.Person("Zoe", ("friend",)))]
    assert new(store(space, alone, format_name="tidy")).counts == {"people": 1}
    assert not store(space, alone, format_name="tidy").added


def test_a_name_that_is_on_the_map_is_the_same_person(space: Any, person: Any) -> None:
    """Spelling counts, capitals and spaces do not; a choice of the person goes first."""
    from kith.web.people.models import Person

    dad, amara = person("dad"), person("A.")
    store(space, items(), format_name="tidy", same_as={"Amara": amara.pk})
    assert set(Person.objects.filter(space=space)) == {dad, amara}
    assert dad.check_ins.count() == 1
    assert amara.check_ins.count() == 1


def test_nobody_of_another_space_is_taken_for_somebody_of_mine(
    space: Any, strangers_space: Any, person: Any
) -> None:
    """Names are compared within the space only, and a foreign key is not accepted."""
    theirs = person("Dad", of=strangers_space)
    store(space, items(), format_name="tidy", same_as={"Amara": theirs.pk})
    assert theirs.check_ins.count() == 0
    assert counted(space)["Person"] == 2


def test_an_import_that_breaks_off_leaves_nothing(space: Any) -> None:
    """All or nothing: an error on the way takes everything back."""

    def broken() -> Iterator[Item]:
        yield from items()
        raise KeyboardInterrupt

    before = counted(space)
    with pytest.raises(KeyboardInterrupt):
        store(space, broken(), format_name="tidy")
    assert counted(space) == before


def test_a_taken_back_import_is_gone_and_what_i_wrote_stays(space: Any, person: Any) -> None:
    """Undo removes the rows of the import, and the people that only it brought."""
    from kith.web.people.models import Person
    from kith.web.today.models import CheckIn

    mine = CheckIn.objects.create(space=space, at=NOON, valence=1)
    batch = new(store(space, items(), format_name="tidy"))
    amara = Person.objects.get(name="Amara")
    mine.company.add(amara)
    undo(batch)
    assert list(CheckIn.objects.filter(space=space)) == [mine]
    assert list(Person.objects.filter(space=space)) == [amara]
    assert batch.undone_at is not None


def test_answers_that_rested_on_an_import_go_with_it(space: Any) -> None:
    """Nobody is called draining from data that was taken back."""
    from kith.web.insight.models import Fit

    batch = new(store(space, items(), format_name="tidy"))
    for outcome in ("mood", "energy"):
        Fit.objects.create(space=space, outcome=outcome, fingerprint="x", result={"effects": []})
    undo(batch)
    assert not Fit.objects.filter(space=space).exists()


def test_what_i_changed_since_an_import_stays_when_it_is_taken_back(
    client: Any, space: Any, person: Any
) -> None:
    """A note and a contact written into an imported check-in are not the import's to take."""
    from kith.web.people.models import Person
    from kith.web.today.models import CheckIn, Contact, Writing

    batch = new(store(space, items(), format_name="tidy"))
    row, page = CheckIn.objects.get(source_id="a:1"), Writing.objects.get()
    sis = person("Sis")
    form = {"mood_set": "1", "valence": "0.5", "arousal": "0", "day": "2026-03-02"}
    own = {**form, "clock": "13:00", "note": "mine", "people": [sis.pk], f"p{sis.pk}-minutes": "30"}
    assert client.post(f"/today/check-in/{row.pk}/", own).status_code == 302
    client.post(f"/today/writing/{page.pk}/", {"title": "", "text": "said better"})
    taken = undo(batch)
    assert taken.changed == 2
    row.refresh_from_db()
    assert (row.note, row.import_batch) == ("mine", None)
    assert Writing.objects.get().text == "said better"
    assert Contact.objects.get().people.get() == sis
    assert CheckIn.objects.count() == 1
    assert set(Person.objects.values_list("name", flat=True)) == {"Sis"}


def test_a_contact_of_mine_outlives_the_imported_check_in_it_hangs_on(
    space: Any, person: Any
) -> None:
    """The check-in goes, the contact stands by itself."""
    from kith.web.today.models import CheckIn, Contact

    batch = new(store(space, items(), format_name="tidy"))
    row = CheckIn.objects.get(source_id="a:2")
    mine = Contact.objects.create(space=space, at=NOON, check_in=row, note="mine")
    mine.people.add(person("Sis"))
    undo(batch)
    mine.refresh_from_db()
    assert (mine.check_in, mine.note) == (None, "mine")
    assert not CheckIn.objects.exists()


def test_a_contact_from_the_import_that_i_changed_stays(client: Any, space: Any) -> None:
    """It is the person's own from then on, and so are the people in it."""
    from kith.web.people.models import Person
    from kith.web.today.models import Contact

    batch = new(store(space, items(), format_name="tidy"))
    row, dad = Contact.objects.get(), Person.objects.get(name="Dad")
    told = {"day": "2026-03-02", "clock": "12:00", "people": [dad.pk], "note": "it was kinder"}
    assert client.post(f"/today/contact/{row.pk}/", told).status_code == 302
    assert undo(batch).changed == 1
    assert Contact.objects.get().note == "it was kinder"
    assert list(Person.objects.all()) == [dad]


@pytest.mark.parametrize(
    "said", [{"kinds": ["sibling"]}, {"pronouns": "she"}, {"presence": "deceased"}, {"note": "x"}]
)
def test_somebody_i_said_more_of_stays(client: Any, space: Any, said: dict[str, Any]) -> None:
    """Whatever was changed about a person keeps them when the import goes."""
    from kith.web.people.models import Person

    batch = new(store(space, items(), format_name="tidy"))
    amara = Person.objects.get(name="Amara")
    assert client.post(f"/people/{amara.pk}/edit/", {"name": "Amara", **said}).status_code == 302
    assert undo(batch).changed == 1
    assert list(Person.objects.all()) == [amara]


def test_how_much_stayed_is_said(client: Any, space: Any) -> None:
    """The page tells what was kept and why."""
    from kith.web.today.models import Writing

    batch = new(store(space, items(), format_name="tidy"))
    page = Writing.objects.get()
    client.post(f"/today/writing/{page.pk}/", {"title": "", "text": "said better"})
    told = client.post(f"/keep/import/{batch.pk}/undo/", follow=True).content.decode()
    assert "1 thing from it stays, because you changed it." in told


def test_a_new_person_may_bear_the_name_of_another(space: Any, person: Any) -> None:
    """Two Sams are two people when the person says so."""
    sam = person("Sam")
    met = records.CheckIn(NOON, valence=0, with_people=("Sam",), source_id="s:1")
    store(space, [Located(1, met)], format_name="tidy", same_as={"Sam": None})
    assert sam.check_ins.count() == 0
    assert counted(space)["Person"] == 2


def test_what_was_taken_back_can_come_in_again(space: Any) -> None:
    """Undo forgets the source ids too."""
    undo(new(store(space, items(), format_name="tidy")))
    again = store(space, items(), format_name="tidy")
    assert again.counts["checkins"] == 2


def test_times_keep_the_place_they_were_written_in(space: Any) -> None:
    """A fixed offset and a named zone both come back as they were."""
    from zoneinfo import ZoneInfo

    from kith.web.shell.zones import zone_named
    from kith.web.today.models import CheckIn

    for number, zone in enumerate(
        (ZoneInfo("Asia/Kolkata"), datetime.fromisoformat("2026-01-01T00:00-03:30").tzinfo)
    ):
        at = NOON.astimezone(zone)
        store(
            space,
            [Located(1, records.CheckIn(at, valence=0, source_id=f"z:{number}"))],
            format_name="tidy",
        )
        row = CheckIn.objects.get(source_id=f"z:{number}")
        assert row.at.astimezone(zone_named(row.zone)).isoformat() == at.isoformat()


def map_items() -> list[Item]:
    """Give somebody with a note and how the tie to them stood."""
    return [
        Located(1, records.Person("Amara", ("friend",), note="Met at the lake."), rows=0),
        Located(1, records.Tie("Amara", NOON, 1, closeness=7), rows=0),
        Located(2, records.Person("Amara", ("colleague",), note="Plays chess."), rows=0),
    ]


def test_people_come_with_their_notes_and_ties_and_go_again(space: Any) -> None:
    """Told of twice they are one; the same file adds nothing; taken back all of it goes."""
    from kith.web.people.models import Person, Tie
    from kith.web.people.placing import settle

    batch = new(store(space, map_items(), format_name="vcard"))
    person = Person.objects.get(space=space)
    assert (person.kinds, person.note) == (
        ["friend", "colleague"],
        "Met at the lake.\n\nPlays chess.",
    )
    assert (batch.counts["people"], batch.counts["ties"]) == (1, 1)
    settle(space)  # the map gives the tie a place
    assert not store(space, map_items(), format_name="vcard").added
    undo(batch)
    assert not Person.objects.filter(space=space).exists()
    assert not Tie.objects.filter(space=space).exists()


def test_a_tie_that_was_changed_since_stays(space: Any) -> None:
    """So does the person."""
    from kith.web.people.models import Person, Tie

    batch = new(store(space, map_items(), format_name="vcard"))
    Tie.objects.filter(space=space).update(closeness=2)
    assert undo(batch).changed == 1
    assert Tie.objects.get(space=space).closeness == 2
    assert Person.objects.filter(space=space).count() == 1


def test_what_a_file_says_of_somebody_who_is_here_is_kept_beside(space: Any) -> None:
    """Their page stays as the person wrote it; the same file again keeps nothing twice."""
    from kith.web.people.models import Person

    Person.objects.create(space=space, name="amara", note="Mine.")
    batch = new(store(space, map_items()[::2], format_name="vcard"))
    assert Person.objects.get(space=space).note == "Mine."
    assert batch.kept.get().original == "Met at the lake.\n\nPlays chess."
    assert batch.counts["partly_understood"] == 1
    assert not store(space, map_items()[::2], format_name="vcard").added
