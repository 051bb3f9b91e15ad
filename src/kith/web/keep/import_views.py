"""Bring my data: hand over a file, look at the dry run, answer, bring it in, take it back."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith import exchange, records
from kith.exchange import life, sandbox
from kith.exchange.asked import SECRET
from kith.exchange.chats import NONE_OF_THEM
from kith.names import name_key
from kith.web.keep import columns, waiting
from kith.web.keep.models import ImportBatch, SavedMapping
from kith.web.keep.recent import recent_answers, recent_heard, recent_words
from kith.web.keep.store import NotStoredError, Stored, store
from kith.web.keep.undoing import sentence_of, undo
from kith.web.people.models import Person
from kith.web.room import running
from kith.web.shell import inside, notices
from kith.web.shell.space import settle, space_of
from kith.web.today import care
from kith.wording import sentence

MOST_SHOWN = 30
NEW = "new"  # the choice of a new person, whoever bears the name
TOLD_AFTER = ("only_for_help", "several_answers")  # of the dry run, once more
OUT = "out"  # the choice to leave somebody out of whom the file has no day


@transaction.non_atomic_requests  # reading a large file must not keep others from writing
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Take a file and look at it; nothing is kept yet."""
    space = space_of(request)
    if request.method == "POST":
        problem = _take(request)
        if not problem:
            return redirect("import_look")
    else:
        problem = ""
    past = ImportBatch.objects.filter(space=space).order_by("-pk")
    return render(request, "keep/import.html", {"problem": problem, "past": past})


@transaction.non_atomic_requests  # reading a large file must not keep others from writing
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Show what was understood; take answers, choices of columns, and the yes."""
    if batch := waiting.became(request.POST.get("file", "")):  # this very yes was said before
        return redirect("import_done", batch)
    file = waiting.waiting()
    if file is None:
        return redirect("import")
    problem, sent = "", None
    if request.method == "POST":
        step = STEPS.get(request.POST.get("step", ""))
        if step is None:
            raise Http404
        try:
            done = step(request, file)
        except exchange.ExchangeError as error:
            problem = sentence("files", "ended", error.code, where=error.where)
            sent = request.POST if step is _choose_columns else None
        except NotStoredError as error:
            problem = sentence("files", "ended", error.code)
        else:
            return done or redirect("import_look")
    return render(request, "keep/look.html", _shown(request, file, problem, sent))


@require_safe
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what came in, what was kept as it was, and how to take it back."""
    batch = _batch_of(request, pk)
    kept = [
        (row.line, sentence("files", "row", row.why), row.original)
        for row in batch.kept.order_by("line")[:MOST_SHOWN]
    ]
    odd = batch.counts.get("not_understood", 0) + batch.counts.get("partly_understood", 0)
    told = [
        sentence("files", "note", code, value=str(n))
        for code in TOLD_AFTER
        if (n := batch.counts.get(f"note:{code}"))
    ]
    said = {"batch": batch, "kept": kept, "kept_rows": odd, "told": told}
    return render(request, "keep/done.html", said)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a whole import."""
    batch = _batch_of(request, pk)
    if batch.undone_at is None:
        notices.notify(request, sentence_of(undo(batch)))
        settle(running.current())
    else:
        notices.notify(request, _("That import was taken back before. Nothing was changed."))
    return redirect("import")


def _batch_of(request: HttpRequest, pk: int) -> ImportBatch:
    return get_object_or_404(ImportBatch, pk=pk, space=space_of(request))


def _take(request: HttpRequest) -> str:
    given, mapping = request.FILES.get("file"), request.FILES.get("mapping")
    if not isinstance(given, UploadedFile):
        return str(_("Please choose a file of at most 100 MB. Nothing was changed."))
    space = space_of(request)
    file = waiting.Waiting(name=str(given.name or ""), data=given.read(), zone=space.zone)
    try:
        if isinstance(mapping, UploadedFile):
            file.mapping_toml = _toml(mapping)
        found = file.look()
        if not file.mapping_toml and (known := _known_mapping(request, found)):
            file.mapping_toml = known
            file.look()
    except exchange.ExchangeError as error:
        return sentence("files", "ended", error.code, where=error.where)
    waiting.keep(file)
    if isinstance(mapping, UploadedFile):
        _save_mapping(request, file)
    return ""


def _toml(given: Any) -> str:
    try:
        return exchange.Mapping.loads(given.read(1 << 20).decode("utf-8-sig")).dumps()
    except UnicodeDecodeError:
        raise exchange.MappingError("mapping_unreadable") from None


def _known_mapping(request: HttpRequest, found: exchange.Inspection) -> str:
    """Return the mapping that was saved for a table with the same columns."""
    if not any(question.code == "mapping" for question in found.questions):
        return ""
    key = columns.key_of(column.name for column in found.columns)
    saved = SavedMapping.objects.filter(space=space_of(request), key=key).first()
    return saved.toml if saved else ""


def _answer(request: HttpRequest, file: waiting.Waiting) -> None:
    given = {
        key.removeprefix("answer."): str(value)
        for key, value in request.POST.items()
        if key.startswith("answer.")
    }
    if request.POST.getlist("person-tag"):
        given["people"] = "|".join(request.POST.getlist("person-tag"))
    # the two boxes of a scale; either may hold all of it
    ends = [given.pop(f"mood_scale.{end}", "").strip() for end in ("low", "high")]
    if any(ends):
        given["mood_scale"] = " to ".join(end for end in ends if end)
    file.answer(given)
    found = file.look()
    settled = given.keys() - {question.key for question in found.questions}
    if file.mapping is not None and settled:
        known = columns.with_answers(file.mapping, {key: given[key] for key in settled})
        if known != file.mapping:
            file.mapping_toml = known.dumps()
            _save_mapping(request, file)


def _choose_columns(request: HttpRequest, file: waiting.Waiting) -> None:
    if file.found is None:
        file.look()
    found = file.found
    mapping = columns.mapping_from(found.columns if found else (), request.POST)
    before, file.mapping_toml = file.mapping_toml, mapping.dumps()
    try:
        file.look()
    except exchange.ExchangeError:
        file.mapping_toml = before
        raise
    _save_mapping(request, file)


def _save_mapping(request: HttpRequest, file: waiting.Waiting) -> None:
    names = sorted(column.name for column in file.found.columns) if file.found else []
    SavedMapping.objects.update_or_create(
        space=space_of(request),
        key=columns.key_of(names),
        defaults={
            "name": f"{len(names)} columns: {', '.join(names)}"[:80],
            "columns": names,
            "toml": file.mapping_toml,
        },
    )


def _bring(request: HttpRequest, file: waiting.Waiting) -> HttpResponse:
    if request.POST.get("file", file.token) != file.token:
        raise NotStoredError("another_file")
    with file.turn:  # of two yeses at once the second waits, and finds what the first became
        batch = waiting.became(file.token)
        return redirect("import_done", batch) if batch else _bring_once(request, file)


def _bring_once(request: HttpRequest, file: waiting.Waiting) -> HttpResponse:
    found = file.look()
    if found.questions:
        raise exchange.QuestionsOpen(tuple(question.key for question in found.questions))
    if found.exit_code:
        raise exchange.UnreadableFile("nothing_understood")
    same_as = {
        name: None if chosen == NEW else int(chosen)
        for number, (name, _count) in enumerate(found.people)
        if (chosen := request.POST.get(f"same-{number}", "")) == NEW or _is_key(chosen)
    }
    out = {
        name
        for number, (name, count) in enumerate(found.people)
        if not count and request.POST.get(f"same-{number}") == OUT
    }
    apart = {name for name in _second_spellings(found) if name in same_as}
    items = sandbox.read(file.data, file.said, file.mapping, counts=True).items()
    stored = store(
        space_of(request),
        (item for item in items if not _tells_of(item, out)),
        format_name=found.format,
        label=file.name,
        same_as=same_as,
        apart=apart,
    )
    return _landed(request, file, stored)


def _tells_of(item: exchange.Item, names: set[str]) -> bool:
    """Say whether something of a file is about somebody who was left out."""
    match item:
        case exchange.Located(record=records.Person(name=name) | records.Tie(person=name)):
            return name in names
        case _:
            return False


def _landed(request: HttpRequest, file: waiting.Waiting, stored: Stored) -> HttpResponse:
    """Go to what the file became: a new import, or the one that brought the same before."""
    batch = stored.batch
    waiting.brought(file, batch.pk if batch else None)
    settle(running.current())  # settings may have come in, too
    now = timezone.now()
    heard = care.offer_after_answers(space_of(request), recent_heard(stored.heard, now))
    care.later(request, heard)
    if batch is not None and stored.added:
        care.later(request, care.offer_after_import(batch.space, recent_words(batch, now)))
        answers = recent_answers(batch, now)
        care.later(request, care.offer_after_answers(batch.space, answers))
        notices.notify(request, _("Your data is in."), undo=reverse("import_undo", args=[batch.pk]))
    elif stored.counts.get("note:only_for_help"):
        said = _("Nothing was added. Answers that only lead to help were read and not kept.")
        notices.notify(request, said)
    else:
        said = _("All of this file is here already. Nothing was added.")
        otherwise = _("To have it read in another way, take back the import it came with first.")
        notices.notify(request, f"{said} {otherwise}")
    return redirect("import_done", batch.pk) if batch else redirect("import")


def _is_key(chosen: str) -> bool:
    return chosen.isascii() and chosen.isdigit() and len(chosen) < 18


def _second_spellings(found: exchange.Inspection) -> dict[str, str]:
    """Return the spellings of a name besides its first one, each with that first one."""
    return {other: first for first, *others in found.one_person for other in others}


def _give_up(request: HttpRequest, file: waiting.Waiting) -> HttpResponse:
    with file.turn:  # while it is coming in, it cannot be put aside
        batch = waiting.became(file.token)
    if batch:
        return redirect("import_done", batch)
    waiting.forget()
    notices.notify(request, _("The file was put aside. Nothing of it was kept."))
    return redirect("import")


STEPS: dict[str, Callable[[HttpRequest, waiting.Waiting], HttpResponse | None]] = {
    "answer": _answer,
    "columns": _choose_columns,
    "bring": _bring,
    "give-up": _give_up,
}


def _shown(
    request: HttpRequest, file: waiting.Waiting, problem: str, sent: Any = None
) -> dict[str, Any]:
    found = file.found or file.look()
    rows = [
        (row.line, sentence("files", "row", row.why), row.original)
        for row in found.not_understood[:MOST_SHOWN]
    ]
    return {
        "problem": problem,
        "file": file,
        "found": found,
        "format": sentence("files", "format", found.format),
        "notes": [sentence("files", "note", note.code, value=note.value) for note in found.notes],
        "plan_stays_out": inside.is_shut(space_of(request))
        and any(note.code == "life_with_plan" for note in found.notes),
        "questions": [
            # which column is what is asked by the table of columns above
            _question(question)
            for question in found.questions
            if question.code != "mapping"
        ],
        "zone": sent.get("zone", "")
        if sent
        else (file.mapping.time.zone if file.mapping else "") or file.zone,
        **_words_of(file.mapping, sent),
        "rows": rows,
        "choices": columns.choices(found.columns, file.mapping, sent) if _is_table(found) else [],
        "roles": columns.ROLES,
        "people": () if found.format == life.NAME else _people(request, found),
        "whole_life": found.format == life.NAME,
        "tags": found.tags[:200] if found.format == "daylio" else (),
        "nothing": found.exit_code == 4,
        "ready": sent is None and not found.questions and found.exit_code == 0,
    }


def _words_of(mapping: exchange.Mapping | None, sent: Any) -> dict[str, str]:
    """Return the words for nobody and for no answer as they were typed, or as the mapping has them."""
    if sent:
        return {"alone": sent.get("alone", ""), "missing": sent.get("missing", "")}
    known = (mapping.people.alone, mapping.missing) if mapping else ((), ())
    alone, missing = (", ".join(words) for words in known)
    return {"alone": alone, "missing": missing}


def _is_table(found: exchange.Inspection) -> bool:
    return found.format == "table"


NAMED = {"me", "me_attending", "whose", "people_not_found"}  # their options are names and no codes


def _question(question: exchange.Question) -> dict[str, Any]:
    options = [
        (
            option,
            option
            if option.isdigit() or question.code in NAMED
            else sentence("files", "option", option),
        )
        for option in question.options
    ]
    if question.key == "me":
        options.append((NONE_OF_THEM, _("I am none of them")))
    low, _dots, high = (question.default or "").partition("..")
    return {
        "low": low,
        "high": high,
        "example": sentence("files", "example", question.code),
        "key": question.key,
        "code": question.code,
        "text": sentence("files", "question", question.code, about=question.about),
        "options": options,
        "default": question.default or "",
        "answered": question.answered,
        "secret": question.key in SECRET,
    }


def _people(request: HttpRequest, found: exchange.Inspection) -> list[dict[str, Any]]:
    mine = list(
        Person.objects.filter(space=space_of(request), deleted_at=None).order_by("name", "-pk")
    )
    by_age = sorted(mine, key=lambda person: -person.pk)  # of two the older one, as in the store
    by_name = {name_key(person.name): person.pk for person in by_age}
    one_with = _second_spellings(found)
    return [
        {
            "number": number,
            "name": name,
            "count": count,
            "same": by_name.get(name_key(name)),
            "one_with": one_with.get(name, ""),
            "new": NEW,
            "out": "" if count else OUT,
            "mine": mine,
        }
        for number, (name, count) in enumerate(found.people)
    ]
