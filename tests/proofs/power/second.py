"""Keep a plan and notes behind a second passphrase and look for them everywhere else.

    python second.py FOLDER FLIPS SEED [SABOTAGE]

A life is written with a word of its own in every field, before the second passphrase and after it.
Then, with the vault open and this part shut, the words are looked for: in every page of the file
and its log (decrypted by hand), in everything that templates are given, in a backup and an export.
Boxes are moved to each other's places and have single bits flipped. Switching on is killed at every
statement. Then it is opened in both ways on a new machine, and switched off.

Prints a line of JSON: how many words were `looked` for and how often one was `found`; `moves` and
`flips` and how many were `accepted`; nonces that were used twice (`again`); `kills` that left it
`torn`; and what came back `other` than it was.
"""

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import an_hour
from pages import plain_pages

from kith import vault
from kith.vault import compartment

sys.path.insert(0, str(Path(__file__).parents[2]))

SECOND = "an owl above the frozen pond"
WORDS = "abacus abdomen yo-yo drop-down zoom t-shirt felt-tip zone zodiac goal reflected salvage"
PARTS = ("signs", "alone", "elsewhere", "ask", "services", "safer", "reasons", "night")
Browser = Any


class Canaries:
    """Words that stand nowhere else, one for each field that was written."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def new(self) -> str:
        """Give a word that was not given before."""
        self.made.append(f"quillwort{len(self.made):04d}x")
        return self.made[-1]

    def found_in(self, data: bytes) -> list[str]:
        """Say which of them stand in some bytes, in either of two spellings."""
        wide = b"q\0u\0i\0l\0l" in data
        return [
            w for w in self.made if w.encode() in data or (wide and w.encode("utf-16-le") in data)
        ]


def posted(browser: Browser, place: str, /, **fields: Any) -> Any:
    """Send a form; it must have been taken."""
    answer = browser.post(place, fields)
    if answer.status_code != 302:
        raise SystemExit(f"{place}: {answer.status_code}")
    return answer


def draft(browser: Browser, page: str, word: str) -> None:
    """Type half a sentence and leave."""
    body = json.dumps({"page": page, "fields": {"text": [word]}})
    browser.post("/draft", body, "application/json")


def write(browser: Browser, canaries: Canaries) -> None:
    """Put a word into every field of every page, and type more that is never saved."""
    new = canaries.new
    for part in PARTS:
        weighed = {"likely": "7", "barrier": new(), "fix": new()}
        reached = {"with-1": "on", "reach-1": new()}
        draft(browser, f"/plan/part/{part}/", new())
        posted(browser, f"/plan/part/{part}/", text=new(), **weighed, **reached)
        draft(browser, f"/plan/part/{part}/", new())
    facts = {name: new() for name in ("hour", "place", "text", "saw", "told", "kept")}
    posted(browser, "/plan/notes/new/1/", day="2026-03-02", **facts)
    posted(browser, "/plan/notes/new/2/", text=new())
    draft(browser, "/plan/notes/new/2/", new())
    first = min(_notes())
    posted(browser, f"/plan/notes/{first}/change/", day="2026-03-02", **facts | {"text": new()})
    posted(browser, f"/plan/notes/{first}/delete/")


def _notes() -> list[int]:
    from kith.web.plan.models import SafetyNote

    return [*SafetyNote.objects.filter(deleted_at=None).values_list("pk", flat=True)]


def keep_as_text(canaries: Canaries) -> None:
    """Let an import have kept a plan and something typed as text, as it does beside a plan."""
    from kith.web.keep.models import ImportBatch, KeptRow
    from kith.web.shell.space import the_space

    batch = ImportBatch.objects.create(space=the_space(), format="kith")
    plan = {"number": 1, "part": "signs", "text": canaries.new(), "barrier": canaries.new()}
    typed = {"page": "/plan/part/signs/", "fields": {"text": [canaries.new()]}, "saved_at": ""}
    for why, row in (("plan", plan), ("draft", typed)):
        KeptRow.objects.create(batch=batch, line=0, why=why, original=json.dumps(row))


def before(folder: Path, canaries: Canaries) -> tuple[vault.Vault, Browser]:
    """Live with a plan and without a second passphrase, on a library that overwrites nothing."""
    made, browser = an_hour.enter(folder, _phrase=lambda: WORDS)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = OFF")
    posted(browser, "/people/add/", name="Amara", circle="1", safe_to_call="on")
    write(browser, canaries)
    keep_as_text(canaries)
    for _ in range(4):  # long ones, gone for good: their pages are free and still say it
        posted(browser, "/plan/notes/new/2/", text=f"{canaries.new()} and more. " * 600)
        posted(browser, f"/plan/notes/{max(_notes())}/delete/", for_good="1")
    return made, browser


def switch_on(browser: Browser) -> None:
    """Switch it on by its page."""
    sent = {"current": an_hour.PASSPHRASE, "second": SECOND, "words": WORDS}
    posted(browser, "/plan/more/", **sent)


def everything() -> list[str]:
    """Give all that the plan and the notes say, told with whose it is."""
    from kith.web.plan import rewriting
    from kith.web.shell.space import the_space

    return sorted(
        json.dumps([row.place.split()[:2], row.said(), str(row.deleted_at)], sort_keys=True)
        for row in rewriting.rows_of(the_space())
    )


def shown_to_templates(browser: Browser) -> Iterator[bytes]:
    """Give what every page says, and whatever its template was handed to say it with."""
    import site_map

    for place in sorted({*site_map.site().values()}):
        answers = [browser.get(place)]
        if place == "/search/":
            answers.append(browser.post(place, {"words": "quillwort"}))
        for answer in answers:
            yield answer.content if not answer.streaming else b""
            for context in answer.context or ():
                yield repr({key: _deep(one) for key, one in context.flatten().items()}).encode()


def _deep(value: Any) -> Any:
    """Open what a template could walk into: rows by their columns."""
    meta = getattr(value, "_meta", None)
    if meta is not None and hasattr(meta, "concrete_fields"):
        return {one.name: getattr(value, one.attname) for one in meta.concrete_fields}
    if isinstance(value, list | tuple | set):
        return [_deep(one) for one in value]
    return value


def exported() -> bytes:
    """Give every file of an export that was asked for the plan, twice."""
    from kith.web.keep.export.files import export
    from kith.web.shell.space import the_space

    return b"".join(export(the_space(), with_plan=True).files.values())


def boxes() -> list[tuple[Any, str, str]]:
    """Give every sealed value with its row and its place."""
    from kith.web.plan import rewriting
    from kith.web.shell import inside
    from kith.web.shell.space import the_space

    rows = list(rewriting.rows_of(the_space()))
    return [(row, row.content[inside.SEALED], row.place) for row in rows]


def opens(held: vault.Compartment, box: str, place: str) -> bool:
    """Say whether a box opens in a place."""
    try:
        held.open(box, place)
    except vault.AlteredValue:
        return False
    return True


def attack(held: vault.Compartment, flips: int, chance: random.Random, found: Counter[str]) -> None:
    """Move every box to every other place, flip bits, and look for a nonce that came twice."""
    sealed = boxes()
    for _, box, place in sealed:
        others = [one for _, _, one in sealed if one != place]
        found["moves"] += len(others)
        found["accepted"] += sum(opens(held, box, other) for other in others)
        found["other"] += not opens(held, box, place)
    starts = Counter(box[:32] for _, box, _ in sealed)  # 24 bytes are 32 letters
    found["again"] += sum(number - 1 for number in starts.values())
    for _ in range(flips):
        _, box, place = chance.choice(sealed)
        data = bytearray(box.encode())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        found["flips"] += 1
        found["accepted"] += opens(held, data.decode("latin-1"), place)


def _swept_at_the_next_opening() -> bool:
    """Do what the next opening does; say whether there is a second passphrase."""
    from kith.web.plan import second
    from kith.web.shell import inside
    from kith.web.shell.space import the_space

    return inside.is_on(the_space()) and second.sweep(the_space())


def killed(made: vault.Vault, browser: Browser, canaries: Canaries, found: Counter[str]) -> None:
    """End the process at every statement of switching on, and look what stands in the vault."""
    from django.db import connection

    connection.close()
    sound = an_hour.files_of(made.folder)
    told, statement = None, 0
    while True:
        statement += 1
        child = os.fork()
        if child == 0:
            _die_at(statement, lambda: switch_on(browser))
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        connection.close()
        told = told or _plain_now(made, sound)
        found["kills"] += 1
        found["torn"] += not _is_whole(made, told)
        if _swept_at_the_next_opening():
            look_for(canaries, plain_pages(made.database, made.key()), found)
        connection.close()
        an_hour.put_back(made.folder, sound)
        if ended == 0:
            return


def _die_at(statement: int, work: Callable[[], None]) -> None:
    """Do some work in this process and kill it before its nth statement; then end it anyway."""
    from django.db import connection

    left = statement

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            os._exit(9)
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(count):
            work()
    except BaseException:  # noqa: BLE001 - the parent reads the code
        os._exit(7)
    os._exit(0)


def _plain_now(made: vault.Vault, sound: dict[str, bytes]) -> list[str]:
    """Give what everything says, from the files as they were before."""
    now = an_hour.files_of(made.folder)
    an_hour.put_back(made.folder, sound)
    told = everything()
    from django.db import connection

    connection.close()
    an_hour.put_back(made.folder, now)
    return told


def _is_whole(made: vault.Vault, told: list[str]) -> bool:
    """Say whether all is as it was, or all is sealed and says what it said."""
    from kith.web.plan import rewriting
    from kith.web.room import running
    from kith.web.shell import inside
    from kith.web.shell.models import Draft
    from kith.web.shell.space import the_space

    space, held = the_space(), running.current().inside
    rows = [inside.is_sealed(row.content) for row in rewriting.rows_of(space)]
    if not inside.is_on(space):
        return not any(rows) and everything() == told and Draft.objects.exists()
    held.enter(inside.locks_of(space).unlock(SECOND))
    try:
        # What an import kept as text has become two notes.
        return all(rows) and set(told) <= set(everything()) and len(everything()) == len(told) + 2
    finally:
        held.shut()


def on_a_new_machine(made: vault.Vault, browser: Browser, folder: Path) -> tuple[bytes, int]:
    """Restore a backup elsewhere: give its pages, and in how many ways it does not open."""
    from kith.vault import cipher

    file = folder / "backup.age"
    vault.backup(made, file)
    there = vault.restore(
        file, WORDS, folder / "new", "another passphrase here", _cost=an_hour.CHEAP
    )
    pages = plain_pages(there.database, there.key())
    with cipher.opened(there.database, there.key()) as connection:
        (stored,) = connection.execute("SELECT locks FROM shell_compartment").fetchone()
        rows = connection.execute("SELECT part, uid, content FROM plan_planpart").fetchall()
    locks, failed = vault.Locks.read(json.loads(stored)), 0
    for held in (locks.unlock(SECOND), locks.unlock_with_phrase(WORDS)):
        for part, uid, content in rows:
            dashed = f"{uid[:8]}-{uid[8:12]}-{uid[12:16]}-{uid[16:20]}-{uid[20:]}"
            failed += not opens(held, json.loads(content)["sealed"], f"plan {part} {dashed}")
    return pages, failed + (not rows)


def many(folder: Path, flips: int, seed: int, sabotage: str = "") -> Counter[str]:
    """Do all of it once, with as many flips."""
    chance, canaries = random.Random(seed), Canaries()
    found = Counter(
        looked=0, found=0, moves=0, flips=0, accepted=0, again=0, kills=0, torn=0, other=0
    )
    compartment.calibrate = lambda: an_hour.CHEAP
    compartment.RECOVERY = an_hour.CHEAP
    made, browser = before(folder, canaries)
    from kith.web.plan import second
    from kith.web.room import running
    from kith.web.shell import inside

    if sabotage:
        break_on_purpose(sabotage)
    if sabotage in {"", "no transaction"}:
        killed(made, browser, canaries, found)
    if sabotage == "no transaction":
        return found
    switch_on(browser)
    look_for(canaries, plain_pages(made.database, made.key()), found)  # nothing of before
    write(browser, canaries)
    from kith.web.shell.space import the_space

    told, held = everything(), inside.held()
    attack(held, flips, chance, found)
    posted(browser, "/plan/more/close/")
    draft(browser, "/plan/part/signs/", canaries.new())
    for said in shown_to_templates(browser):
        look_for(canaries, said, found)
    look_for(canaries, exported(), found)
    pages, failed = on_a_new_machine(made, browser, folder)
    found["other"] += failed
    look_for(canaries, pages, found)
    look_for(canaries, plain_pages(made.database, made.key()), found)
    running.current().inside.enter(held)
    second.switch_off(the_space())
    found["other"] += everything() != told
    return found


def look_for(canaries: Canaries, data: bytes, found: Counter[str]) -> None:
    """Look for every word so far."""
    found["looked"] += len(canaries.made)
    found["found"] += len(canaries.found_in(data))


def break_on_purpose(sabotage: str) -> None:
    """Make a Kith that this must find out."""
    from kith.web.plan import second
    from kith.web.shell import inside

    if sabotage == "a field left out":
        whole = inside.sealed
        inside.sealed = lambda words, place: {
            **whole(words, place),
            **{name: words[name] for name in ("fix",) if name in words},
        }
    elif sabotage == "a nonce twice":
        whole_box = compartment.SecretBox

        class Same(whole_box):  # type: ignore[misc, valid-type]
            def encrypt(self, plaintext: bytes) -> Any:
                return super().encrypt(plaintext, bytes(24))

        compartment.SecretBox = Same  # type: ignore[misc]
    elif sabotage == "no vacuum":
        second.vault.scrub = lambda _: None
    elif sabotage == "no place":
        compartment.Compartment._key_of = lambda self, place: self._key  # type: ignore[method-assign]
    elif sabotage == "no transaction":
        an_hour.untied()
    else:
        raise SystemExit(f"no such sabotage: {sabotage}")


if __name__ == "__main__":
    result = many(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    os._exit(0)
