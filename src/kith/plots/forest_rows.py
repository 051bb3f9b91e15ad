"""One row of the forest: who, the bar, the dot, and how it felt at the time."""

from kith.plots import ink
from kith.plots.effects import NOT_YET, TONES, EffectLike, ForestWords
from kith.plots.ink import element, named, text
from kith.plots.layout import EDGE, KIND_SIZE, NAME_SIZE, SMALL, Layout, Scale

FELT_MOST = 3.0


def row(effect: EffectLike, index: int, layout: Layout, scale: Scale, words: ForestWords) -> str:
    """Return one row of the forest: the name, the bar, the mark and what the screen reader says."""
    said = words.row(effect)
    tone = TONES.get(effect.verdict, "unknown")
    drawn = [
        named("title", said),
        *_who(effect, index, layout, words),
        *_bar(effect, layout.y_of(index), scale, tone),
        _dot(effect, layout.y_of(index), scale, tone),
    ]
    mark = element("g", "\n".join(drawn), class_=f"kp-row kp-{tone}", role="img", aria_label=said)
    if words.link is None:
        return mark
    return element(
        "a", f"{_target(index, layout)}{mark}", class_="kp-link", href=words.link(effect)
    )


def _target(index: int, layout: Layout) -> str:
    """Give a link the whole row to be tapped on, not only its ink."""
    return element(
        "rect",
        class_="kp-target",
        x=0,
        y=layout.head + index * layout.row,
        width=layout.width,
        height=layout.row,
        fill=ink.PAPER,
        fill_opacity=0,
    )


def _who(effect: EffectLike, index: int, layout: Layout, words: ForestWords) -> list[str]:
    y = layout.name_y(index)
    name = ink.shortened(words.name(effect.person), layout.name_room, NAME_SIZE, bold=True)
    kind = ink.shortened(words.kind(effect.kind), layout.kind_room, KIND_SIZE)
    left = layout.plot_left if layout.stacked else EDGE
    after = left + ink.width_of(name, NAME_SIZE, bold=True) + 6.0
    kind_left = after if layout.stacked else layout.kind_left
    return [
        text(
            name,
            class_="kp-name",
            x=left,
            y=y,
            font_size=NAME_SIZE,
            font_weight=600,
            fill=ink.INK,
        ),
        text(
            kind,
            class_="kp-kind",
            x=kind_left,
            y=y,
            font_size=KIND_SIZE,
            fill=ink.MUTED,
        ),
    ]


def _bar(effect: EffectLike, y: float, scale: Scale, tone: str) -> list[str]:
    left, right = scale.x(effect.low), scale.x(effect.high)
    colour = ink.TONES[tone]
    bar = element(
        "line",
        class_=f"kp-bar kp-bar-{tone}",
        x1=left,
        x2=right,
        y1=y,
        y2=y,
        stroke=colour,
        stroke_width=7,
        stroke_linecap="round",
        stroke_opacity=0.3,
    )
    ends = [
        _runs_out(scale.x(s * scale.limit), y, s, colour, tone)
        for s, out in ((-1, effect.low < -scale.limit), (1, effect.high > scale.limit))
        if out
    ]
    return [bar, *ends]


def _runs_out(x: float, y: float, side: int, colour: str, tone: str) -> str:
    points = f"{x:.1f},{y - 6:.1f} {x + side * 7:.1f},{y:.1f} {x:.1f},{y + 6:.1f}"
    return element("polygon", class_=f"kp-mark-{tone}", points=points, fill=colour)


def _dot(effect: EffectLike, y: float, scale: Scale, tone: str) -> str:
    colour = ink.TONES[tone]
    x = scale.x(effect.mean)
    if effect.verdict == NOT_YET:
        return element(
            "circle",
            class_="kp-ring",
            cx=x,
            cy=y,
            r=5.5,
            fill=ink.PAPER,
            stroke=colour,
            stroke_width=1.8,
            stroke_dasharray="2.6 2",
        )
    return element("circle", class_=f"kp-mark-{tone}", cx=x, cy=y, r=6, fill=colour)


def felt_head(layout: Layout, words: ForestWords) -> str:
    """Name the column of felt ratings."""
    right = layout.width - EDGE
    return text(
        words.felt,
        class_="kp-small",
        x=right,
        y=13.0,
        font_size=SMALL,
        text_anchor="end",
        fill=ink.MUTED,
    )


def felt_mark(value: float, index: int, layout: Layout) -> str:
    """Draw the mean of the ratings as a diamond on its own small scale, −3 to 3."""
    if layout.felt_left is None:
        return ""
    left, right = layout.felt_left + 10.0, layout.width - EDGE - 6.0
    y = layout.name_y(index) - 5.0
    middle, half = (left + right) / 2, (right - left) / 2
    x = middle + half * max(-1.0, min(1.0, value / FELT_MOST))
    return "\n".join(
        [
            element(
                "line",
                class_="kp-line",
                x1=left,
                x2=right,
                y1=y,
                y2=y,
                stroke=ink.LINE,
                stroke_width=2,
            ),
            element(
                "line",
                class_="kp-zero",
                x1=middle,
                x2=middle,
                y1=y - 4,
                y2=y + 4,
                stroke=ink.UNKNOWN,
            ),
            element("path", class_="kp-felt", d=f"M{x:.1f} {y - 5:.1f}l5 5-5 5-5-5z", fill=ink.INK),
        ]
    )


def felt_ends(layout: Layout, y: float) -> list[str]:
    """Name the two ends of the ratings where there is room beside the axis."""
    if layout.stacked or layout.felt_left is None:
        return []
    ends = ((layout.felt_left + 10.0, -FELT_MOST), (layout.width - EDGE - 6.0, FELT_MOST))
    return [
        text(
            ink.signed(value, 0),
            class_="kp-small",
            x=x,
            y=y,
            font_size=SMALL,
            text_anchor="middle",
            fill=ink.MUTED,
        )
        for x, value in ends
    ]
