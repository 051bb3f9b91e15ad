"""The forms of Talk. What they take is looked at and forgotten: no model stands behind them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.talk.history import Reads
from kith.web.conversations.models import MESSAGE, OWN
from kith.web.people.models import Person
from kith.web.shell.own_words import OwnForm
from kith.web.today.forms import Text

LONGEST_MESSAGE, LONGEST_PART = 8_000, 2_000  # characters
MINE, THEIRS = "mine", "theirs"
EMPTY = _("There are no words here yet, and nothing was lost. You could write or paste some.")
TOO_LONG = _(
    "This is longer than Kith looks at in one go: %(limit_value)s characters. Nothing was kept, and "
    "what you wrote is still here. You could take the part that matters most to you."
)
NOT_OWN = _(
    "Kith looks at somebody else's words only where you are part of the conversation. Nothing was "
    "looked at or kept, and what you pasted is still here. You could tick the box if it is your own."
)
_WHO = _("Who is it about?")


def _text(label: Any, most: int, rows: int, help_text: Any = "") -> Text:
    return Text(
        label=label,
        max_length=most,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto", "maxlength": None}),
        error_messages={"max_length": TOO_LONG},
    )


class TalkForm(OwnForm):
    """A form whose words can be read also where it is refused."""

    def written(self, *names: str) -> list[str]:
        """Return what was sent in these fields, whole."""
        return [str(self[name].value() or "") for name in names]


class AboutSomebody(TalkForm):
    """A form that may say whom it is about, so that the care setting of the tie holds."""

    person = forms.ChoiceField(
        label=_WHO,
        required=False,
        help_text=_("You can leave this open. It is not kept."),
    )

    def __init__(self, data: Any = None, people: Iterable[Person] = ()) -> None:
        super().__init__(data)
        self.people = {str(one.pk): one for one in people}
        named = [(pk, one.name) for pk, one in self.people.items()]
        self.fields["person"].choices = [("", _("Not said")), *named]  # type: ignore[attr-defined]

    def somebody(self) -> Person | None:
        """Return whom it is about, None where that was left open."""
        return self.people.get(self.cleaned_data.get("person", ""))


class MessageForm(AboutSomebody):
    """One message, and whose words it holds."""

    text = _text(_("The message"), LONGEST_MESSAGE, 6)
    whose = forms.ChoiceField(
        label=_("Whose words are these?"),
        required=False,
        choices=[(MINE, _("My own draft")), (THEIRS, _("Somebody else's words"))],
        initial=MINE,
        widget=forms.RadioSelect,
    )
    before = _text(
        "", LONGEST_MESSAGE, 1
    )  # the wording of the look before; the page sends it along
    own = forms.BooleanField(
        label=_("It is from a conversation that I am part of."),
        required=False,
        help_text=_("Only for somebody else's words."),
    )
    field_order = ("text", "whose", "own", "person")

    @property
    def theirs(self) -> bool:
        """Say whether these are somebody else's words."""
        return bool(self.cleaned_data["whose"] == THEIRS)

    def clean(self) -> dict[str, Any]:
        """Ask for words, and for a conversation of one's own where they are somebody else's."""
        said = self.cleaned_data
        if "text" in said and not said["text"]:
            self.add_error("text", str(EMPTY))
        if said.get("whose") == THEIRS and not said.get("own"):
            self.add_error("own", str(NOT_OWN))
        return said


class ChatForm(AboutSomebody):
    """What is said about a chat that is brought; its file goes beside the form."""

    own = forms.BooleanField(
        label=_("It is a conversation that I am part of."),
        error_messages={
            "required": _(
                "Kith looks only at conversations that you are part of. Nothing was saved, "
                "and nothing was lost. You could tick the box if it is one."
            )
        },
    )
    reads = forms.ChoiceField(
        label=_("Whose words may Kith read?"),
        choices=[
            (Reads.NONE, _("Nobody's, only times and lengths")),
            (Reads.OWN, _("My own")),
            (Reads.BOTH, _("Both")),
        ],
        initial=Reads.NONE,
        widget=forms.RadioSelect,
        help_text=_("Read on this device and kept nowhere. It reads English alone, for now."),
    )
    field_order = ("own", "person", "reads")


class PartsForm(AboutSomebody):
    """What I saw, feel, need and ask."""

    saw = _text(
        _("What I saw or heard"),
        LONGEST_PART,
        3,
        _("As a camera would have it. For instance: When the dishes were still there on Monday"),
    )
    feel = _text(
        _("What I feel"), LONGEST_PART, 2, _("A feeling of your own. For instance: I feel tired")
    )
    need = _text(
        _("What I need"), LONGEST_PART, 2, _("What matters to you. For instance: I need some rest")
    )
    ask = _text(
        _("What I ask"),
        LONGEST_PART,
        2,
        _("Something that can be done, and refused. For instance: Could you do them by ten?"),
    )
    field_order = ("saw", "feel", "need", "ask", "person")

    def clean(self) -> dict[str, Any]:
        """Ask for at least one part."""
        said = self.cleaned_data
        parts = ("saw", "feel", "need", "ask")
        if not any(said.get(name) for name in parts) and not self.errors:
            self.add_error("saw", str(EMPTY))
        return said


class ThoughtForm(TalkForm):
    """A thought about oneself, as it says itself."""

    thought = _text(_("The thought, as it says itself"), LONGEST_PART, 3)

    def clean(self) -> dict[str, Any]:
        """Ask for words."""
        if "thought" in self.cleaned_data and not self.cleaned_data["thought"]:
            self.add_error("thought", str(EMPTY))
        return self.cleaned_data


class ReplyForm(TalkForm):
    """A reply to somebody invented, and how often one was read before."""

    reply = _text(_("Your reply"), LONGEST_PART, 3)
    tries = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def before(self) -> int:
        """Return how many replies were read before this one; a strange number counts as none."""
        tries = self.cleaned_data.get("tries")
        return tries if tries is not None and 0 <= tries < 9 else 0

    def clean(self) -> dict[str, Any]:
        """Pass over a number of tries that cannot be: it is no fault of the person's."""
        self.errors.pop("tries", None)
        return self.cleaned_data


class KeepForm(AboutSomebody):
    """Words to keep: of a message, or kind ones to oneself. Its page keeps them; nothing else does."""

    sort = forms.ChoiceField(
        choices=[(MESSAGE, ""), (OWN, "")], initial=MESSAGE, widget=forms.HiddenInput
    )
    first = _text(_("How it was worded at first"), LONGEST_MESSAGE, 3, _("This can stay empty."))
    later = _text(_("The words to keep"), LONGEST_MESSAGE, 4)
    with_first = forms.BooleanField(label=_("Keep the thought beside them."), required=False)
    field_order = ("first", "later", "with_first", "person", "sort")

    @property
    def is_own(self) -> bool:
        """Say whether these are kind words to oneself; they are for nobody else."""
        return str(self["sort"].value()) == OWN

    def clean(self) -> dict[str, Any]:
        """Ask for words; the thought before kind ones stays out where it was not ticked."""
        said = self.cleaned_data
        if "later" in said and not said["later"]:
            self.add_error("later", str(EMPTY))
        if self.is_own:
            said["person"] = ""
            said["first"] = said.get("first", "") if said.get("with_first") else ""
        return said
