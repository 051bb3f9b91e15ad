"""What a form says of a field it cannot take: Kith's own sentences, none of the framework's.

Each says what happened, that nothing was lost, and what to do. A field may bring better words of
its own; every other message is replaced here by its code, whatever the kind of field.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.web.shell.meanwhile import Beside

UNREADABLE = _(
    "Kith could not read this. Nothing was saved yet, and what you wrote is still here. "
    "You could write it another way."
)
SENTENCES = {
    "required": _(
        "This is still empty. Nothing was saved yet, and what you wrote is still here. "
        "You could fill it in and send it again."
    ),
    "invalid_choice": _(
        "This is not one of the choices here. Nothing was saved yet, and what you wrote is still "
        "here. You could choose again."
    ),
    "min_value": _(
        "This number is too small: %(limit_value)s is the least. Nothing was saved yet, and what "
        "you wrote is still here. You could write another one."
    ),
    "max_value": _(
        "This number is too large: %(limit_value)s is the most. Nothing was saved yet, and what "
        "you wrote is still here. You could write another one."
    ),
    "max_length": _(
        "This is longer than Kith can keep here. Nothing was saved yet, and what you wrote is "
        "still here. You could make it shorter, or split it."
    ),
}
READINGS: tuple[tuple[type[forms.Field], Any], ...] = (
    (
        forms.IntegerField,
        _(
            "Kith could not read this number. Nothing was saved yet, and what you wrote is still "
            "here. You could write it in digits, such as 7."
        ),
    ),
    (
        forms.DateField,
        _(
            "Kith could not read this date. Nothing was saved yet, and what you wrote is still "
            "here. You could choose it again."
        ),
    ),
    (
        forms.TimeField,
        _(
            "Kith could not read this time. Nothing was saved yet, and what you wrote is still "
            "here. It could look like 14:30."
        ),
    ),
    (
        forms.URLField,
        _(
            "Kith could not read this address. Nothing was saved yet, and what you wrote is still "
            "here. It could look like https://example.org."
        ),
    ),
)


class OwnWords(forms.BaseForm):
    """A form whose every message is Kith's own.

    Behind one that changes something stands a mark (`kith.web.shell.meanwhile`): it is made of what
    the fields began with, but for those in `unmarked`, and of what the page shows beside them.
    """

    unmarked: ClassVar[frozenset[str]] = frozenset({"uid", "zone"})
    beside: tuple[Beside, ...] = ()

    def full_clean(self) -> None:
        """Put the sentences in place, also for fields that were added late; then look."""
        for field in self.fields.values():
            speak(field)
        super().full_clean()


class OwnForm(OwnWords, forms.Form):
    """A form that stands by itself, with words of its own."""


def speak(field: forms.Field) -> None:
    """Give a field a sentence for every way in which it can be wrong."""
    given = {code: said for code, said in field.error_messages.items() if _is_ours(field, code)}
    codes = {*field.error_messages, *SENTENCES, *_codes(field.validators)}
    field.error_messages = {code: _sentence(field, code) for code in codes} | given


def _sentence(field: forms.Field, code: str) -> Any:
    if code in SENTENCES:
        return SENTENCES[code]
    return next((said for kind, said in READINGS if isinstance(field, kind)), UNREADABLE)


def _is_ours(field: forms.Field, code: str) -> bool:
    """Say whether a message was given to this field, rather than to its kind by the framework."""
    said = field.error_messages[code]
    kinds = [vars(kind).get("default_error_messages", {}) for kind in type(field).__mro__]
    return all(messages.get(code) is not said for messages in kinds)


def _codes(validators: Iterable[Any]) -> set[str]:
    return {str(one.code) for one in validators if hasattr(one, "code")}
