"""The words under which codes of People stand on a page."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.plots.ecomap import Shows
from kith.records import Bond, Flow, Kind, Presence

KINDS: dict[str, Any] = {
    Kind.PARTNER: gettext_lazy("partner"),
    Kind.EX: gettext_lazy("ex"),
    Kind.PARENT: gettext_lazy("parent"),
    Kind.CHILD: gettext_lazy("child"),
    Kind.SIBLING: gettext_lazy("sibling"),
    Kind.FAMILY: gettext_lazy("family"),
    Kind.FRIEND: gettext_lazy("friend"),
    Kind.COLLEAGUE: gettext_lazy("colleague"),
    Kind.HOUSEMATE: gettext_lazy("housemate"),
    Kind.NEIGHBOUR: gettext_lazy("neighbour"),
    Kind.THERAPIST: gettext_lazy("therapist"),
    Kind.PROFESSIONAL: gettext_lazy("other professional"),
    Kind.PEER: gettext_lazy("peer"),
    Kind.GROUP: gettext_lazy("group"),
    Kind.PLACE: gettext_lazy("place"),
    Kind.PET: gettext_lazy("pet"),
    Kind.ONLINE: gettext_lazy("online"),
    Kind.STRANGERS: gettext_lazy("strangers"),
    Kind.OTHER: gettext_lazy("someone else"),
}
CIRCLES: dict[int, Any] = {
    1: gettext_lazy("closest"),
    2: gettext_lazy("close"),
    3: gettext_lazy("acquainted"),
    0: gettext_lazy("outside"),
}
CIRCLES_SAID: dict[int, Any] = {
    1: gettext_lazy("closest circle"),
    2: gettext_lazy("close circle"),
    3: gettext_lazy("acquainted circle"),
    0: gettext_lazy("outside the circles"),
}
BONDS: dict[str, Any] = {
    Bond.UNSAID: gettext_lazy("bond not said"),
    Bond.STRONG: gettext_lazy("strong bond"),
    Bond.THIN: gettext_lazy("thin bond"),
    Bond.STRESSFUL: gettext_lazy("stressful bond"),
    Bond.CUT_OFF: gettext_lazy("cut off"),
}
FLOWS: dict[str, Any] = {
    Flow.UNSAID: gettext_lazy("support not said"),
    Flow.ME_TO_THEM: gettext_lazy("you give support"),
    Flow.THEM_TO_ME: gettext_lazy("they give support"),
    Flow.BOTH: gettext_lazy("you both give support"),
    Flow.NONE: gettext_lazy("no support either way"),
}
SHOWS: dict[Shows, Any] = {
    Shows.NOURISHING: gettext_lazy("nourishing, likely"),
    Shows.DRAINING: gettext_lazy("draining, likely"),
    Shows.NO_CLEAR_EFFECT: gettext_lazy("no clear effect"),
    Shows.TOO_EARLY: gettext_lazy("not enough yet"),
    Shows.UNSAID: "",
}
PRESENCE: dict[str, Any] = {
    Presence.PRESENT: gettext_lazy("part of my life"),
    Presence.ESTRANGED: gettext_lazy("no contact now"),
    Presence.DECEASED: gettext_lazy("has died"),
}


def kinds(kept: Iterable[str]) -> list[str]:
    """Return the words of kept kinds: ours by their key, own ones as they were written."""
    return [str(KINDS.get(kind, kind)) for kind in kept]


def joined(parts: Iterable[str]) -> str:
    """Put parts of a description into one line."""
    return _(", ").join(part for part in parts if part)
