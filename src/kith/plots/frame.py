"""The frame of a picture: its size, its name and what it says to who cannot see it."""

from kith.plots.ink import PAPER, SANS, element, named


def framed(
    content: str, *, width: float, height: float, key: str, title: str, description: str
) -> str:
    """Wrap drawn elements into one SVG with a name; `key` keeps ids apart on one page.

    The root is a group and each mark an image of its own: inside a root with the role of an
    image, a screen reader would not reach the marks.
    """
    inside = "\n".join(
        [
            named("title", title, id=f"{key}-title"),
            named("desc", description, id=f"{key}-desc"),
            element("rect", class_="kp-paper", width=width, height=height, fill=PAPER),
            content,
        ]
    )
    return element(
        "svg",
        f"\n{inside}\n",
        xmlns="http://www.w3.org/2000/svg",
        class_="kp",
        role="group",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-desc",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        font_family=SANS,
    )
