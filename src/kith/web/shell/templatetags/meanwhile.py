"""The hidden field of a form that changes something: a mark of what stood when its page was shown."""

from django import template
from django.forms import BaseForm

from kith.web.shell import meanwhile

register = template.Library()


@register.inclusion_tag("shell/stood.html", takes_context=True)
def stood(context: template.Context, form: BaseForm) -> dict[str, str]:
    """Give the field; a draft that is brought back brings its own mark along."""
    return {"name": meanwhile.FIELD, "mark": meanwhile.carried(context["request"], form)}
