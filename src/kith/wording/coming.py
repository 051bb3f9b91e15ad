"""How many steps are still to come, in words."""

from kith.tongues import gettext as _
from kith.tongues import ngettext


def to_come(between: tuple[int, int]) -> str:
    """Say how many steps follow: how many at least and at most is known."""
    least, most = between
    if not most:
        return _("This is the last step.")
    n = max(round((least + most) / 2), 1)
    if least == most:
        return ngettext("{n} more follows.", "{n} more follow.", n).format(n=n)
    return ngettext("About {n} more follows.", "About {n} more follow.", n).format(n=n)
