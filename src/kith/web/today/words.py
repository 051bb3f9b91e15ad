"""The words under which numbers and codes of Today stand on a page."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith import vocabulary
from kith.records import Mode, StartedBy, Support

# Low-battery mode: one tap, no faces. The key is kept with the check-in as its mood word.
FIVE: dict[str, tuple[float, Any]] = {
    "rough": (-0.8, gettext_lazy("rough")),
    "low": (-0.4, gettext_lazy("low")),
    "so-so": (0.0, gettext_lazy("so-so")),
    "okay": (0.4, gettext_lazy("okay")),
    "good": (0.8, gettext_lazy("good")),
}
FELT: dict[int, Any] = {
    -3: gettext_lazy("very draining"),
    -2: gettext_lazy("draining"),
    -1: gettext_lazy("a little draining"),
    0: gettext_lazy("neither"),
    1: gettext_lazy("a little nourishing"),
    2: gettext_lazy("nourishing"),
    3: gettext_lazy("very nourishing"),
}
ENERGY: dict[float, Any] = {
    -1.0: gettext_lazy("empty"),
    -0.5: gettext_lazy("little"),
    0.0: gettext_lazy("some"),
    0.5: gettext_lazy("good"),
    1.0: gettext_lazy("plenty"),
}
MODES: dict[str, Any] = {
    Mode.IN_PERSON: gettext_lazy("in person"),
    Mode.PHONE: gettext_lazy("phone"),
    Mode.VIDEO: gettext_lazy("video"),
    Mode.TEXT: gettext_lazy("messages"),
    Mode.ONLINE: gettext_lazy("online"),
    Mode.THOUGHT: gettext_lazy("only in my thoughts"),
}
STARTED_BY: dict[str, Any] = {
    StartedBy.ME: gettext_lazy("I did"),
    StartedBy.THEM: gettext_lazy("they did"),
    StartedBy.BOTH: gettext_lazy("both of us"),
}
SUPPORT: dict[str, Any] = {
    Support.EMOTIONAL: gettext_lazy("listening and comfort"),
    Support.PRACTICAL: gettext_lazy("practical help"),
    Support.ADVICE: gettext_lazy("advice"),
    Support.COMPANY: gettext_lazy("company"),
    Support.ESTEEM: gettext_lazy("encouragement"),
}
PLEASANT: tuple[Any, ...] = (
    gettext_lazy("very unpleasant"),
    gettext_lazy("unpleasant"),
    gettext_lazy("in between"),
    gettext_lazy("pleasant"),
    gettext_lazy("very pleasant"),
)
AWAKE: tuple[Any, ...] = (
    gettext_lazy("very quiet"),
    gettext_lazy("quiet"),
    gettext_lazy("neither quiet nor stirred up"),
    gettext_lazy("stirred up"),
    gettext_lazy("very stirred up"),
)
EDGES = (-0.6, -0.15, 0.15, 0.6)


def mood(valence: float | None, arousal: float | None, own: str = "") -> str:
    """Say in words where a point of the mood grid lies; `own` is a word that came with it."""
    if own:
        return str(FIVE[own][1]) if own in FIVE else own
    if valence is None:
        return ""
    said = str(PLEASANT[_step(valence)])
    step = 2 if arousal is None else _step(arousal)
    return said if step == 2 else _("%(one)s, %(two)s") % {"one": said, "two": AWAKE[step]}


def feelings(kept: Iterable[str]) -> list[str]:
    """Return the words of kept feelings: ours by their key, own ones as they were written."""
    known = vocabulary.feelings()
    return [known[key].word if key in known else key for key in kept]


def needs(kept: Iterable[str]) -> list[str]:
    """Return the words of kept needs."""
    known = vocabulary.needs()
    return [known[key].word if key in known else key for key in kept]


def _step(value: float) -> int:
    return sum(value >= edge for edge in EDGES)
