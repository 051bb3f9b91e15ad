"""The hidden field of a form that changes something: a mark of what stood when its page was shown."""

from django import template
from django.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kith.web.shell import meanwhile

register = template.Library()


@register.simple_tag(takes_context=True)
def stood(context: template.Context, form: BaseForm) -> SafeString:
    """Return the field; a draft that is brought back brings its own mark along."""
    carried = meanwhile.carried(context["request"], form)
    return format_html(
        '<input type="hidden" name="{}" value="{}" data-keep>', meanwhile.FIELD, carried
    )
