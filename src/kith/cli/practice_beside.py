"""Keep the answers of a step typed in a terminal, beside what another window answers meanwhile."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kith import practices
from kith.cli import practice_asking as asking
from kith.cli.asking import is_yes
from kith.cli.terminal import SkippedError, StoppedError, Terminal
from kith.practices import Practice, Step, merging
from kith.tongues import gettext as _

if TYPE_CHECKING:
    from kith.practices.merging import Merged
    from kith.web.practise.models import Run


class Keeper:
    """Keeps one step of a run; nothing that another window saved meanwhile is replaced without a word.

    `typed` is all that was answered here, to be read for a hard moment where somebody stops.
    """

    def __init__(
        self, on: Terminal, run: "Run", one: Practice, step: Step, part: Mapping[str, Any]
    ) -> None:
        self.typed: dict[str, Any] = {}
        self._on, self._run, self._one, self._step = on, run, one, step
        self._before: Mapping[str, Any] = _as_kept(part)
        self._told: dict[str, bool] = {}  # what stood elsewhere, and whether it gave way
        self._stops = False

    def part(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Keep what was answered so far; return what came from elsewhere, in fields not answered here."""
        from django.utils import timezone

        from kith.web.practise import saving

        found = self._settled(values)
        saving.keep_part(self._run, self._step.id, found, timezone.now())
        known = self._known(values, found)
        if self._stops:
            raise StoppedError
        return known

    def whole(self, values: Mapping[str, Any]) -> practices.Path:
        """Keep the step as it is left; return where the run stands now."""
        from django.utils import timezone

        from kith.web.practise import saving

        found = self._settled(values)
        path = saving.keep(self._run, self._one, self._step.id, found, timezone.now())
        self._known(values, found)
        if self._stops:
            raise StoppedError
        return path

    def _settled(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what to keep, as one with what stands by now; asked anew if that changes meanwhile."""
        self.typed.update(values)
        mine = _as_kept(values)
        while True:
            stands = self._stands()
            one = merging.merged(self._step, self._before, mine, stands)
            found = self._chosen(one, mine, stands)
            if self._stands() == stands:
                return found

    def _known(self, values: Mapping[str, Any], found: Mapping[str, Any]) -> Mapping[str, Any]:
        mine = _as_kept(values)
        for name, value in found.items():  # what stands now is told already
            self._told.setdefault(json.dumps([name, value]), False)
        elsewhere = {name: value for name, value in found.items() if name not in mine}
        self._before = {**mine, **elsewhere}
        return elsewhere

    def _stands(self) -> dict[str, Any]:
        """Return what stands at the step by now; where it takes no answers any more, stop."""
        from kith.practices.fitting import fitting
        from kith.practices.running import PART
        from kith.web.practise import saving
        from kith.web.practise.models import Run

        now = Run.objects.filter(pk=self._run.pk).first()
        if now is None or now.ended_at is not None:
            self._too_late()
        if now is not None and now.deleted_at is not None and not self._run.deleted_at:
            self._run.deleted_at = now.deleted_at
            self._on.say(
                _(
                    "Meanwhile this was deleted in another window. What you type is kept in it, and "
                    "you could bring it back there."
                )
            )
        held = fitting(self._step, saving.answers_of(self._run).get(self._step.id, {}))
        return {name: value for name, value in held.items() if name != PART}

    def _too_late(self) -> None:
        """Keep what was typed as a writing, since the run ended or went in another window, and stop."""
        from kith.web.practise import late
        from kith.web.practise.at import At

        path = practices.path(self._one, {})
        at = At(self._run, self._one, path, self._step)
        new = {n: v for n, v in _as_kept(self.typed).items() if v != self._before.get(n)}
        if text := late.as_text(at, new):
            late.as_writing(at, text)
        self._on.say(
            _(
                "Meanwhile this came to its end in another window, or was deleted there. What you "
                "typed last is kept among your writings."
            )
            if text
            else _("Meanwhile this came to its end in another window, or was deleted there.")
        )
        raise StoppedError

    def _chosen(
        self, one: "Merged", mine: Mapping[str, Any], stands: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Say what another window answered, and ask where only one answer can stand."""
        found = dict(one.values)
        fields = {field.id: field for field in self._step.fields}
        heading = _("Meanwhile this was answered in another window:")
        for name in (name for name in one.elsewhere if name in fields):
            field, stood = fields[name], json.dumps([name, stands.get(name)])
            if stood not in self._told:
                said = practices.said(field, stands.get(name), asking.word, stands)
                if heading:
                    self._on.say(heading)
                heading = ""
                self._on.say(f"  {field.ask} {'; '.join(said) or _('left open')}")
                self._told[stood] = name in one.either and self._takes_mine(field, mine)
                if name in one.both:
                    self._on.say("  " + _("What you typed is kept beside it."))
            if name in one.either and self._told[stood]:
                found[name] = mine[name]
        return found

    def _takes_mine(self, field: practices.Field, mine: Mapping[str, Any]) -> bool:
        said = "; ".join(practices.said(field, mine[field.id], asking.word, mine))
        asks = _("You typed: {said}. Put it in its place? (yes, or Enter to leave what stands) ")
        try:
            return is_yes(self._on.line("  " + asks.format(said=said)))
        except SkippedError:
            return False
        except StoppedError:
            self._stops = True
            return False


def _as_kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers as they come back from where they are kept."""
    kept: dict[str, Any] = json.loads(json.dumps(values))
    return kept
