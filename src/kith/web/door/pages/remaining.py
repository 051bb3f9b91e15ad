"""What remains on this device: the published list as a page. It tells nothing of anybody."""

from kith.remains.listing import Listing, Other, Ours, listing
from kith.web.door.pages import Safe, fill, joined


def main(home: str) -> Safe:
    """Return the inside of the page; `home` is where Back leads."""
    found = listing()
    return fill(
        "remains",
        title=found.title,
        lead=_each("remains_line", found.lead),
        choices_title=found.choices_title,
        choices=_each("remains_line", found.choices),
        options=_options(found),
        ours=joined([_kind(one) for one in found.ours]),
        others=joined([_other(one) for one in found.others]),
        quiet_title=found.quiet_title,
        quiet=_each("remains_item", found.quiet),
        home=home,
    )


def _each(piece: str, lines: tuple[str, ...]) -> Safe:
    return joined([fill(piece, line=line) for line in lines])


def _options(found: Listing) -> Safe:
    return joined([fill("remains_option", title=title, what=what) for title, what in found.options])


def _kind(ours: Ours) -> Safe:
    goes = fill(f"remains_goes_{ours.goes}")
    return fill("remains_kind", title=ours.title, what=ours.what, goes=goes)


def _other(other: Other) -> Safe:
    how = _each("remains_item", other.how)
    return fill("remains_other", title=other.title, what=other.what, how=how)
