"""The second passphrase over the plan and the safety notes: on, open, off, and begun anew."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from kith import vault
from kith.web.people.models import TakenOut
from kith.web.plan import kept, rewriting
from kith.web.plan.models import PlanPart, SafetyNote
from kith.web.room import running
from kith.web.shell import drafts, inside, waiting
from kith.web.shell.models import Compartment, Draft, Space

SECURE_DELETE = (
    "PRAGMA secure_delete = OFF",
    "PRAGMA secure_delete = ON",
    "PRAGMA secure_delete = FAST",
)
# What an undo would put back in the clear: what a name was taken out of.
UNDONE = ("plan.PlanPart", "plan.SafetyNote", "keep.KeptRow", "shell.Draft")


def switch_on(space: Space, locks: vault.Locks, opened: vault.Compartment) -> None:
    """Seal all that is there, in one transaction; then leave nothing of before in the file."""
    held = running.current().inside
    with overwriting():
        try:
            with transaction.atomic():
                Compartment.objects.create(space=space, locks=locks.stored())
                held.enter(opened)
                for page in inside.PRIVATE_PAGES:
                    drafts.forget_below(space, page)
                kept.take_in(space)
                TakenOut.objects.filter(space=space, table__in=UNDONE).delete()
                for row in rewriting.rows_of(space):
                    rewriting.store(row, inside.sealed(row.said(), row.place))
        except BaseException:
            held.shut()
            raise
    sweep(space)


def sweep(space: Space) -> bool:
    """Rewrite the whole file and drop its log, so that no page holds words of before; say whether so.

    What is interrupted here is done at the next opening. Inside a transaction nothing is done.
    """
    row = inside.row_of(space)
    if row is None or row.swept:
        return True
    if connection.in_atomic_block:
        return False
    connection.close()  # this thread's own, so that it reads nothing meanwhile
    with suppress(vault.VaultError):
        vault.scrub(running.current().vault)
        Compartment.objects.filter(pk=row.pk).update(swept=True)
        return True
    return False


@contextmanager
def overwriting() -> Iterator[None]:
    """Have what is deleted written over meanwhile."""
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA secure_delete").fetchone()[0]
        cursor.execute("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(SECURE_DELETE[int(before)])


@transaction.atomic
def enter(space: Space, opened: vault.Compartment) -> None:
    """Open it for this room, and do what waited for that."""
    running.current().inside.enter(opened)
    inside.settle_locks(space)
    rewriting.settle(space)
    waiting.arrive(space)


def shut() -> None:
    """Close it; the rest of Kith stays open."""
    running.current().inside.shut()


@transaction.atomic
def switch_off(space: Space) -> None:
    """Write everything back as it is without a second passphrase; it is open."""
    for undo in _undo_in_boxes(space):
        _out_of_its_box(undo)
    for row in rewriting.rows_of(space):
        rewriting.store(row, row.said())
    for draft in Draft.objects.filter(space=space):
        if inside.is_sealed(draft.fields):
            draft.fields = drafts.fields_of(draft)
            draft.save(update_fields=["fields"])
    Compartment.objects.filter(space=space).delete()
    shut()


def _undo_in_boxes(space: Space) -> Iterator[TakenOut]:
    """Yield what could undo a name that was taken out while this was open."""
    for undo in TakenOut.objects.filter(space=space, table__in=UNDONE):
        if inside.is_sealed(undo.was) or inside.is_sealed(undo.became):
            yield undo


def _out_of_its_box(undo: TakenOut) -> None:
    """Let an undo go on without the second passphrase; where its row is gone, it goes as well."""
    row: Any = apps.get_model(undo.table)._default_manager.filter(pk=undo.row).first()  # noqa: SLF001
    if row is None:
        undo.delete()
        return
    undo.was, undo.became = (inside.read(one or {}, row.place) for one in (undo.was, undo.became))
    undo.save(update_fields=["was", "became"])


@transaction.atomic
def begin_anew(space: Space) -> None:
    """Delete for good all that is sealed, and the second passphrase with it."""
    for undo in _undo_in_boxes(space):
        undo.delete()
    for kind in (PlanPart, SafetyNote, Compartment):
        kind.objects.filter(space=space).delete()
    for page in inside.PRIVATE_PAGES:
        drafts.forget_below(space, page)
    waiting.forget()  # they were meant for what is deleted
    shut()
