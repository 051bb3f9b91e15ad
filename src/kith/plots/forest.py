"""The forest: one row a person, a dot where the effect probably is, a bar where it may be.

Rows stand in the order they are given (alphabetical, or by circle), never by effect: a list
sorted by effect reads as a ranking of people, and most of its order is chance.
"""

from collections.abc import Mapping, Sequence

from kith.plots import ink
from kith.plots.effects import NOT_YET, EffectLike, ForestWords
from kith.plots.forest_rows import felt_ends, felt_head, felt_mark, row
from kith.plots.frame import framed
from kith.plots.ink import element, plain, text, width_of
from kith.plots.layout import SMALL, Layout, Scale, laid_out
from kith.plots.ticks import round_up

SMALL_EFFECT = 0.1  # in standard deviations: the grey band around no change
BOTTOM = 36.0


def forest(
    effects: Sequence[EffectLike],
    felt: Mapping[str, float] | None = None,
    *,
    words: ForestWords | None = None,
    width: float = 600.0,
    key: str = "forest",
) -> str:
    """Draw the effects as SVG; `felt` holds the mean of felt ratings (−3..3) by person.

    Below 480 pixels the names stand above the bars. Without words it shows names and numbers.
    """
    words = words or ForestWords()
    names = [words.name(e.person) for e in effects]
    kinds = [words.kind(e.kind) for e in effects]
    layout = laid_out(names, kinds, width=width, with_felt=bool(felt))
    scale = _scale(effects, layout)
    drawn = [
        _ground(effects, layout, scale),
        *(row(e, i, layout, scale, words) for i, e in enumerate(effects)),
        *_felt_column(effects, felt or {}, layout, words),
        *_axis(layout, scale, words, len(effects)),
    ]
    return framed(
        ink.lines(drawn),
        width=width,
        height=layout.bottom(len(effects)) + BOTTOM,
        key=key,
        title=words.title,
        description=words.description,
    )


def _scale(effects: Sequence[EffectLike], layout: Layout) -> Scale:
    middle = (layout.plot_left + layout.plot_right) / 2
    half = (layout.plot_right - layout.plot_left) / 2 - 8.0
    return Scale(middle, half, _limit(effects))


def _limit(effects: Sequence[EffectLike]) -> float:
    """Choose how far the axis goes: every dot and every told bar; an open bar may run out."""
    dots = [abs(e.mean) * 1.25 for e in effects]
    told = [max(abs(e.low), abs(e.high)) for e in effects if e.verdict != NOT_YET]
    open_ = sorted(max(abs(e.low), abs(e.high)) for e in effects)
    usual = [open_[(len(open_) - 1) // 2]] if open_ else []
    return round_up(max([*dots, *told, *usual, 3 * _small(effects), 1e-6]))


def _small(effects: Sequence[EffectLike]) -> float:
    """Return what 0.1 standard deviations are in the outcome's unit, 0 where it cannot be told."""
    surest = max(effects, key=lambda e: abs(e.sd_units), default=None)
    if surest is None or surest.sd_units == 0:
        return 0.0
    return SMALL_EFFECT * abs(surest.mean / surest.sd_units)


def _ground(effects: Sequence[EffectLike], layout: Layout, scale: Scale) -> str:
    top, bottom = layout.head - 4.0, layout.bottom(len(effects)) + 6.0
    stretches = [(top, bottom)]
    if layout.stacked:  # nothing is drawn across the names, which stand above their bars
        stretches = [layout.beside_bar(row) for row in range(len(effects))]
    small = _small(effects)
    return ink.lines(_stretch(begin, end, small, scale) for begin, end in stretches)


def _stretch(top: float, bottom: float, small: float, scale: Scale) -> str:
    """Draw the band around no change, the middle and both ends, over one stretch of the height."""
    band = element(
        "rect",
        class_="kp-band",
        x=scale.x(-small),
        y=top,
        width=scale.x(small) - scale.x(-small),
        height=bottom - top,
        fill=ink.BAND,
    )
    sides = [_upright(scale.x(s * scale.limit), top, bottom, "kp-line", ink.LINE) for s in (-1, 1)]
    zero = _upright(scale.x(0), top, bottom, "kp-zero", ink.UNKNOWN)
    return ink.lines([band, *sides, zero])


def _upright(x: float, top: float, bottom: float, class_: str, stroke: str) -> str:
    return element("line", class_=class_, x1=x, x2=x, y1=top, y2=bottom, stroke=stroke)


def _axis(layout: Layout, scale: Scale, words: ForestWords, rows: int) -> list[str]:
    y = layout.bottom(rows) + 24.0
    value = plain(scale.limit)
    left, right = words.lower.format(value=value), words.higher.format(value=value)
    return [
        _under(left, scale.x(-scale.limit), y, layout),
        _under(words.no_change, scale.x(0), y, layout),
        _under(right, scale.x(scale.limit), y, layout),
    ]


def _under(said: str, x: float, y: float, layout: Layout) -> str:
    """Centre a word under its mark, pushed in where it would leave the picture."""
    half = width_of(said, SMALL) / 2
    most = layout.plot_right + 4.0 if layout.felt_left and not layout.stacked else layout.width
    kept = max(half + 2.0, min(most - half - 2.0, x))
    return text(
        said, class_="kp-small", x=kept, y=y, font_size=SMALL, text_anchor="middle", fill=ink.MUTED
    )


def _felt_column(
    effects: Sequence[EffectLike], felt: Mapping[str, float], layout: Layout, words: ForestWords
) -> list[str]:
    if layout.felt_left is None:
        return []
    marks = [
        felt_mark(felt[e.person], i, layout) for i, e in enumerate(effects) if e.person in felt
    ]
    return [
        felt_head(layout, words),
        *marks,
        *felt_ends(layout, layout.bottom(len(effects)) + 24.0),
    ]
