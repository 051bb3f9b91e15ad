"""What the pages of Today read from a browser, checked field by field."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith import vocabulary
from kith.web.shell.own_words import OwnForm
from kith.web.today import words

LONGEST_NAME = 80
LONGEST_WORDS = 480  # of a field for several words
LONGEST_NOTE = 200_000
A_WEEK = 7 * 24 * 60
NUMBER = _(
    "Kith could not read this number. Nothing was saved yet, and what you wrote is still here. "
    "It could look like 7.5."
)

NO_MOOD = _(
    "Where is your mood? You could tap the map or move a slider. Nothing is lost: what you wrote is still here."
)


def _choices(labels: dict[Any, Any]) -> list[tuple[str, Any]]:
    return [
        (f"{key:g}" if isinstance(key, float) else str(key), label) for key, label in labels.items()
    ]


class Text(forms.CharField):
    """Text as it was written; only what no database keeps is taken out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, strip=False, **options)

    def to_python(self, value: Any) -> str:
        """Return the text, empty where nothing but blanks was written."""
        text: str = (super().to_python(value) or "").replace("\x00", "").replace("\r\n", "\n")
        return text if text.strip() else ""


class Some(forms.MultipleChoiceField):
    """Any number of known keys; one that is not known is passed over, not refused."""

    def __init__(self, keys: Iterable[str], label: Any = None) -> None:
        self.keys = frozenset(keys)
        super().__init__(required=False, label=label)

    def clean(self, value: Any) -> list[str]:
        """Return the known keys in the order they came, each once."""
        return [key for key in dict.fromkeys(value or ()) if key in self.keys]


class OneOf(forms.TypedChoiceField):
    """One of a few answers, or none: not answering is an answer too."""

    def __init__(
        self, labels: dict[Any, Any], coerce: Any = str, empty: Any = None, label: Any = None
    ) -> None:
        super().__init__(
            choices=[("", ""), *_choices(labels)],
            coerce=coerce,
            required=False,
            empty_value=empty,
            label=label,
        )


class Number(forms.FloatField):
    """A number between two bounds; a comma may stand for the point."""

    def __init__(self, low: float, high: float, says: Any, label: Any = None) -> None:
        super().__init__(
            required=False,
            label=label,
            min_value=low,
            max_value=high,
            error_messages={"invalid": NUMBER, "min_value": says, "max_value": says},
        )

    def to_python(self, value: Any) -> Any:
        """Return the number, None where the field was left empty."""
        return super().to_python(str(value).strip().replace(",", ".") if value else value)


class WhenForm(OwnForm):
    """The date and time of a row; empty is now."""

    unmarked = OwnForm.unmarked | {"day", "clock", "second", "together"}  # the instant counts

    day = forms.DateField(required=False)
    clock = forms.TimeField(required=False)
    second = forms.BooleanField(required=False)
    zone = Text()

    def time_changed(self) -> bool:
        """Say whether the person changed the time that the page showed."""
        return bool({"day", "clock", "second"} & set(self.changed_data))


class FeelingForm(WhenForm):
    """The person's own side of a check-in: mood, words, needs, energy, sleep, note."""

    mood_optional = False  # true where a check-in that never had a mood is changed

    uid = Text()
    mood_set = Text()
    valence = forms.FloatField(required=False, min_value=-1, max_value=1)
    arousal = forms.FloatField(required=False, min_value=-1, max_value=1)
    feelings = Some(vocabulary.feelings(), _("Words for it"))
    own_words = Text(max_length=LONGEST_WORDS, label=_("A word of your own"))
    needs = Some(vocabulary.needs(), _("What do you need?"))
    energy = OneOf(words.ENERGY, float, label=_("Energy"))
    sleep_hours = Number(
        0,
        24,
        _(
            "Hours of sleep are from 0 to 24. Nothing was saved yet, and what you wrote is still here. You could write another number."
        ),
        _("Hours of sleep last night"),
    )
    note = Text(max_length=LONGEST_NOTE, label=_("Note"))
    alone = forms.BooleanField(required=False)
    together = forms.BooleanField(required=False)

    def clean_uid(self) -> uuid.UUID:
        """Return the name of this sending; a new one where it came without."""
        try:
            return uuid.UUID(self.cleaned_data["uid"])
        except ValueError:
            return uuid.uuid4()

    def clean_own_words(self) -> list[str]:
        """Return the person's own words; one that Kith knows becomes its key."""
        given = (word.strip() for word in self.cleaned_data["own_words"].split(","))
        kept = []
        for word in filter(None, given):
            known = vocabulary.find_feeling(word)
            kept.append(known.key if known else word)
        return list(dict.fromkeys(kept))

    def clean(self) -> dict[str, Any]:
        """Ask for the mood where nothing was said of it; nobody's mood is made up."""
        given = super().clean() or self.cleaned_data
        if {"valence", "arousal"} & self.errors.keys():
            return given
        if (given.get("mood_set") == "0" and not self._mood_moved(given)) or given.get(
            "valence"
        ) is None:
            given["valence"] = given["arousal"] = None
            if not self.mood_optional:
                self.add_error("valence", NO_MOOD)
        return given

    def _mood_moved(self, given: dict[str, Any]) -> bool:
        """Say whether a slider stands elsewhere than where the page put it: without script."""
        if self.mood_optional:
            return bool({"valence", "arousal"} & set(self.changed_data))
        return bool(given.get("valence") or given.get("arousal"))


class MeetingForm(OwnForm):
    """One contact with one person or one group."""

    felt = OneOf(words.FELT, int, label=_("How did it feel?"))
    minutes = Number(
        0,
        A_WEEK,
        _(
            "Minutes are from 0 to 10,080, which is a week. Nothing was saved yet, and what you wrote is still here. You could write another number."
        ),
        _("Minutes"),
    )
    mode = OneOf(words.MODES, empty="", label=_("How"))
    started_by = OneOf(words.STARTED_BY, empty="", label=_("Who began it"))
    gave = Some(words.SUPPORT, _("I gave support"))
    got = Some(words.SUPPORT, _("I got support"))
    boundary = forms.BooleanField(required=False, label=_("A boundary came up"))
    ended = forms.TimeField(required=False)

    def clean_minutes(self) -> float | None:
        """Return how long it was; no minutes at all is a length that nobody told."""
        return self.cleaned_data["minutes"] or None
