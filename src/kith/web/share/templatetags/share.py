"""What stood on a page that was shared, in words."""

from django import template

from kith.web.share.models import Shared
from kith.web.share.parts import CALLED, PARTS

register = template.Library()


@register.filter
def parts_said(one: Shared) -> str:
    """Return the parts of a page and how people were called on it."""
    said = [str(PARTS[code]) for code in one.parts if code in PARTS]
    return "; ".join([", ".join(said), str(CALLED.get(one.names, ""))]).strip("; ")
