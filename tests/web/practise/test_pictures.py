"""Pictures in the hope box: kept without their notes, found by their words, and gone when they go."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from kith import exchange
from kith.exchange import life
from kith.pictures import cleaned
from kith.vault import cipher
from kith.web.keep.export.files import export, zipped
from kith.web.keep.store import store
from kith.web.keep.undoing import undo
from kith.web.practise import picture_views, pictures
from kith.web.practise.doors import number_of
from kith.web.practise.models import Picture, Run
from kith.web.room import running
from kith.web.shell import aside, drafts

SAMPLES = Path(__file__).parents[2] / "pictures" / "samples"
JPEG = (SAMPLES / "plain.jpg").read_bytes()
SEA = "The sea at Sola, and Zoë waving"


def sent(data=JPEG, name="holiday with M.jpg", kind="image/jpeg", **more):
    return {"picture": SimpleUploadedFile(name, data, kind), "alt": SEA, **more}


def keep(client, **more):
    return client.post("/practise/pictures/", sent(**more))


@pytest.fixture
def sea(client):
    keep(client)
    return Picture.objects.get()


def test_a_picture_is_kept_without_what_the_camera_wrote(client, sea):
    """Its bytes are those that draw it; nothing is left of the name of the file."""
    assert b"ICC_PROFILE" in JPEG
    assert bytes(sea.data) == cleaned(JPEG).data
    assert b"ICC_PROFILE" not in bytes(sea.data)
    everything = " ".join(str(getattr(sea, f.attname)) for f in sea._meta.concrete_fields)
    assert "holiday" not in everything
    assert (sea.form, sea.width, sea.height, sea.alt) == ("jpeg", 40, 24, SEA)


@pytest.mark.parametrize("name", ["plain.png", "clear.webp", "lossless.webp", "plain.jpg"])
def test_it_is_shown_with_own_words_as_what_it_is(client, name):
    """The page holds the words as its alternative; the picture is sent as its own kind alone."""
    data = (SAMPLES / name).read_bytes()
    keep(client, data=data, name="x.html", kind="text/html")
    one = Picture.objects.get()
    page = client.get("/practise/pictures/").content.decode()
    assert f'alt="{SEA}"' in page
    assert f'src="/practise/pictures/{one.pk}/image"' in page
    answer = client.get(f"/practise/pictures/{one.pk}/image", headers={"Sec-Fetch-Dest": "image"})
    assert answer["Content-Type"] == f"image/{one.form}"
    # opened by itself it would stay on the screen after the lock, without a way out
    for dest in ("document", "iframe", "object"):
        alone = client.get(f"/practise/pictures/{one.pk}/image", headers={"Sec-Fetch-Dest": dest})
        assert (alone.status_code, alone["Location"]) == (302, f"/practise/pictures/{one.pk}/")
    assert answer.content == bytes(one.data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "No picture came along"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "PNG, JPEG and WebP"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "save or share it as JPEG"),
        (b"GIF89a" + b"\0" * 30, "one that stands still"),
        (JPEG[:500], "cannot be read"),
        (b"\xff\xd8\xff" + b"\0" * (6 * 1024 * 1024), "larger than Kith keeps (6 MB)"),
    ],
)
def test_what_cannot_be_kept_is_said_and_the_words_stay(client, data, says):
    """A sentence, nothing kept, and the words that were typed are still there."""
    answer = keep(client, data=data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert SEA in page
    assert not Picture.objects.exists()


def test_the_same_picture_is_kept_once(client, sea):
    """A form that is sent twice makes no second one; further words stand with those of before."""
    keep(client)
    assert Picture.objects.get() == sea
    assert Picture.objects.get().alt == SEA
    client.post("/practise/pictures/", sent(alt="The sea again"))
    assert Picture.objects.get().alt == f"The sea again\n{SEA}"
    client.post("/practise/pictures/", sent(alt=""))
    assert Picture.objects.get().alt == f"The sea again\n{SEA}"


@pytest.mark.parametrize("words", ["", SEA, "The sea again"])
def test_a_deleted_picture_that_is_sent_again_stands_there_once(client, sea, words):
    """It is brought back instead, and no word of it is lost; the undo of before finds nothing to do."""
    client.post(f"/practise/pictures/{sea.pk}/delete")
    client.post("/practise/pictures/", sent(alt=words))
    one = Picture.objects.get()
    assert (one.pk, one.deleted_at) == (sea.pk, None)
    assert one.alt == (f"{words}\n{SEA}" if words == "The sea again" else SEA)
    assert client.post(f"/practise/pictures/{sea.pk}/restore").status_code == 404


def test_two_of_before_become_one_when_the_deleted_one_comes_back(client, sea):
    """A Kith of before kept a second one; both have words, and both stay."""
    pk = sea.pk
    aside.put_aside(sea, timezone.now())
    sea.pk, sea.uid, sea.deleted_at, sea.alt = None, uuid4(), None, "Low tide"
    sea.save()
    client.post(f"/practise/pictures/{pk}/restore")
    one = Picture.objects.get()
    assert (one.pk, one.deleted_at, one.alt) == (sea.pk, None, f"{SEA}\nLow tide")


def test_the_same_picture_of_another_life_stays_apart(client, sea, strangers_space):
    """Nobody's words come to another."""
    Picture.objects.update(space=strangers_space)
    client.post("/practise/pictures/", sent(alt="Mine"))
    assert sorted(Picture.objects.values_list("alt", flat=True)) == ["Mine", SEA]


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ("SQLITE_FULL", "There is no room left on the disk, so this was not saved."),
        ("SQLITE_IOERR", "The disk did not take this, so it was not saved."),
        (MemoryError(), "There was too little free memory, so this was not saved."),
    ],
)
@pytest.mark.parametrize("at", ["first", "last"])
def test_a_full_disk_gives_the_words_back(client, monkeypatch, error, says, at):
    """In the form, below a sentence; the picture is chosen once more.

    The view keeps its own transaction, so that what the disk says at its end is heard there, too.
    """
    assert picture_views.listed._non_atomic_requests
    if isinstance(error, str):
        cause = cipher.driver().OperationalError("the driver's words")
        cause.sqlite_errorname = error
        error = OperationalError("the driver's words")
        error.__cause__ = cause

    def fails(*_, **__):
        raise error

    monkeypatch.setattr(*((Picture, "save") if at == "first" else (drafts, "saved")), fails)
    client.raise_request_exception = False
    answer = keep(client)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert f"{SEA}</textarea>" in page
    assert "Kept, without" not in client.get("/practise/pictures/").content.decode()
    assert not Picture.objects.exists()


def test_a_mistake_of_kiths_own_is_not_laid_to_the_disk(client, monkeypatch):
    """It is said as what it is."""

    def fails(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(Picture, "save", fails)
    client.raise_request_exception = False
    assert keep(client).status_code == 500


def test_when_there_is_no_room_it_says_so(client, sea, monkeypatch):
    """By number and by size, and with those counted that can still be brought back."""
    other = (SAMPLES / "plain.png").read_bytes()
    aside.put_aside(sea, timezone.now())
    for limit, value in (("MOST", 1), ("MOST_TOGETHER", 1500)):
        with monkeypatch.context() as patched:
            patched.setattr(pictures, limit, value)
            assert "no more room" in keep(client, data=other).content.decode()
    assert Picture.objects.count() == 1
    keep(client, data=other)
    assert Picture.objects.count() == 2


def test_it_stands_in_the_hope_box(client, sea):
    """In the step that asks what warms, and at the end, also of a box that was filled before."""
    client.post(f"/practise/{number_of('hope_box')}/", {})
    run = Run.objects.latest("pk")
    number = {"before": 1, "hope": 2, "reasons": 3, "warm": 4, "people": 5, "letter": 6, "after": 7}
    for step in ("before", "hope", "reasons"):
        client.post(f"/practise/run/{run.pk}/{number[step]}/", {"do": "on"})
    page = client.get(f"/practise/run/{run.pk}/{number['warm']}/").content.decode()
    assert SEA in page
    assert "/practise/pictures/" in page
    for step in ("warm", "people", "letter", "after"):
        client.post(f"/practise/run/{run.pk}/{number[step]}/", {"do": "on"})
    assert SEA in client.get(f"/practise/run/{run.pk}/").content.decode()
    aside.put_aside(sea, timezone.now())
    assert SEA not in client.get(f"/practise/run/{run.pk}/").content.decode()


def test_the_plan_leads_to_them(client, sea):
    """Where no hope box was filled yet; else it leads to that."""
    assert 'href="/practise/pictures/"' in client.get("/plan/").content.decode()


def test_other_words_can_be_given(client, sea):
    """They replace those before."""
    client.post(f"/practise/pictures/{sea.pk}/", {"alt": "Low tide"})
    sea.refresh_from_db()
    assert sea.alt == "Low tide"
    assert sea.edited_at


def test_search_finds_it_by_its_words(client, sea):
    """Capitals as they may be; never one that was deleted."""
    page = client.post("/search/", {"words": "zoë WAVING"}).content.decode()
    assert f'href="/practise/pictures/{sea.pk}/"' in page
    aside.put_aside(sea, timezone.now())
    page = client.post("/search/", {"words": "zoë waving"}).content.decode()
    assert "/practise/pictures/" not in page


def test_deleting_can_be_undone_until_it_is_for_good(client, sea):
    """It waits thirty days; then, or at once where that is wanted, it is gone with its words."""
    client.post(f"/practise/pictures/{sea.pk}/delete")
    assert client.get(f"/practise/pictures/{sea.pk}/").status_code == 404
    assert client.get(f"/practise/pictures/{sea.pk}/image").status_code == 404
    assert "Bring back" in client.get("/practise/pictures/").content.decode()
    client.post(f"/practise/pictures/{sea.pk}/restore")
    assert client.get(f"/practise/pictures/{sea.pk}/").status_code == 200
    client.post(f"/practise/pictures/{sea.pk}/delete")
    client.post(f"/practise/pictures/{sea.pk}/for-good")
    assert not Picture.objects.exists()


def test_after_thirty_days_it_goes_by_itself(client, sea):
    """With the first look at Today."""
    Picture.objects.update(deleted_at=timezone.now() - timedelta(days=31))
    client.get("/today/")
    assert not Picture.objects.exists()


def test_a_picture_of_another_life_is_never_found(client, sea, strangers_space):
    """Neither its page nor its bytes nor its words."""
    Picture.objects.update(space=strangers_space)
    for address in (f"/practise/pictures/{sea.pk}/", f"/practise/pictures/{sea.pk}/image"):
        assert client.get(address).status_code == 404
    assert SEA not in client.get("/practise/pictures/").content.decode()
    assert SEA not in client.post("/search/", {"words": "Sola"}).content.decode()


def test_nobody_else_is_sent_one(outsider, sea):
    """A browser without the session is led to the lock page."""
    assert outsider.get(f"/practise/pictures/{sea.pk}/image")["Location"] == "/"


def test_words_of_a_hard_moment_lead_to_help(client):
    """The picture is kept; the next page is about whom to call."""
    answer = client.post("/practise/pictures/", sent(alt="I will kill myself tonight with pills"))
    assert answer["Location"] == "/today/help-first/"
    assert Picture.objects.exists()


def test_it_goes_out_as_a_file_and_in_the_data_and_comes_back(client, space, sea):
    """Byte by byte, with its words; twice adds nothing; an undo takes it along."""
    old = pictures.keep(space, cleaned((SAMPLES / "plain.png").read_bytes()), "", timezone.now())
    aside.put_aside(old, timezone.now())
    made = export(space).files
    row = next(r for r in json.loads(made[life.DATA])["tables"]["pictures"] if r["alt"])
    assert made[f"pictures/{sea.uid}.jpg"] == bytes(sea.data)
    assert [name for name in made if name.startswith("pictures/")] == [f"pictures/{sea.uid}.jpg"]
    assert row["alt"] == SEA
    assert "The sea at Sola" in made["writings.md"].decode()
    assert row["data"] not in made["tables/pictures.csv"].decode()
    before = list(Picture.objects.order_by("uid").values_list("uid", "alt", "data", "deleted_at"))
    Picture.objects.all().delete()
    for _ in range(2):
        reading = exchange.read(zipped(made))
        done = store(space, reading.items(), format_name=reading.format)
        after = list(
            Picture.objects.order_by("uid").values_list("uid", "alt", "data", "deleted_at")
        )
        assert after == before
        if done.added:
            batch = done.batch
    undo(batch)
    assert not Picture.objects.exists()


def test_a_picture_in_a_changed_file_is_looked_at_anew(space, client, sea):
    """Notes that somebody put in do not come in; what is no picture is kept as text."""
    whole = json.loads(export(space).files[life.DATA])
    Picture.objects.all().delete()
    from base64 import b64encode

    row = whole["tables"]["pictures"][0]
    other = row | {
        "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c32",
        "data": b64encode(b"<svg/>").decode(),
    }
    row["data"] = b64encode(JPEG + b"hidden").decode()
    whole["tables"]["pictures"].append(other)
    reading = exchange.read(json.dumps(whole).encode())
    batch = store(space, reading.items(), format_name=reading.format).batch
    assert bytes(Picture.objects.get().data) == cleaned(JPEG).data
    assert SEA in batch.kept.get(why="picture").original


def test_as_many_as_there_may_be_go_out_and_come_back(space, client):
    """The most and the largest: the file stays below what Kith reads."""
    import random
    import struct

    from kith.exchange import limits
    from kith.pictures.picture import Picture as Drawn

    noise = random.Random(3)
    held = 0
    while held + 5_900_000 < pictures.MOST_TOGETHER:
        scan = noise.randbytes(5_899_000).replace(b"\xff", b"\xfe")
        frame = struct.pack(">BBHBHHB3B", 0xFF, 0xC0, 11, 8, 9, 9, 1, 1, 17, 0)
        data = b"\xff\xd8" + frame + struct.pack(">BBHB5B", 0xFF, 0xDA, 8, 1, 1, 0, 0, 63, 0) + scan + b"\xff\xd9"  # fmt: skip
        assert cleaned(data) == Drawn("jpeg", 9, 9, data)
        pictures.keep(space, cleaned(data), "", timezone.now())
        held += len(data)
    made = zipped(export(space).files)
    assert len(made) < limits.FILE
    number = Picture.objects.count()
    Picture.objects.all().delete()
    from kith.exchange import sandbox

    store(space, sandbox.read(made).items(), format_name="kith")
    assert Picture.objects.count() == number == 5


def test_a_name_in_its_words_is_found_everywhere(client, space, person, sea):
    """Where somebody is replaced by another word, the words of a picture are among the places."""
    from kith.web.people.everywhere.hits import found

    zoe = person("Zoë")
    assert "what a picture shows" in {one.what for one in found(zoe, ["Zoë"])}


def test_no_name_and_no_word_stands_in_an_address_or_title(client, sea):
    """Numbers alone; the tab says what it always says."""
    for address in ("/practise/pictures/", f"/practise/pictures/{sea.pk}/"):
        page = client.get(address).content.decode()
        assert page.partition("<title>")[2].partition("</title>")[0] == "Kith"
    with zipfile.ZipFile(BytesIO(zipped(export(sea.space).files))) as archive:
        assert not [name for name in archive.namelist() if "Sola" in name or "holiday" in name]


def test_a_form_without_the_token_keeps_nothing(room, space):
    """As with every form."""
    browser = Client(enforce_csrf_checks=True)
    browser.cookies[running.COOKIE] = room.session.token
    assert browser.post("/practise/pictures/", sent()).status_code == 403
    assert not Picture.objects.exists()
