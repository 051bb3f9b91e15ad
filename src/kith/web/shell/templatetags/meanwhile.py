"""The hidden field of a form that changes something: a mark of what stood when its page was shown."""

from typing import Any

from django import template
from django.forms import BaseForm

from kith.web.shell import meanwhile

register = template.Library()


@register.inclusion_tag("shell/stood.html", takes_context=True)
def stood(context: template.Context, form: BaseForm) -> dict[str, Any]:
    """Give the field; a draft that is brought back brings its own mark along, if that is not told.

    Of a page that told what stands now the draft keeps the mark of before: whoever comes back to it
    later does not see any more what was told, so they are told again.
    """
    request = context["request"]
    mark = meanwhile.carried(request, form)
    told = meanwhile.of(request) is not None
    kept = request.POST.get(meanwhile.FIELD, "") if told else ""
    older = meanwhile.older(request, form, context.get("draft"))
    if older is not None:
        kept = older.was
    return {"name": meanwhile.FIELD, "mark": mark, "kept": kept, "meanwhile": older}
