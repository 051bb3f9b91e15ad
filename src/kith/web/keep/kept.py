"""Rows that are kept as they came: whether the same one is kept already."""

import hashlib
import re
from collections import Counter

from kith.exchange.fhir_answers import names_only_for_help
from kith.web.keep.models import KeptRow
from kith.web.shell.models import Space

_ONLY = re.compile(r'"measure": ?"(?:hark|asq)"')


def mark_of(why: str, original: str) -> bytes:
    """Return what a row is known by when it comes again, on whatever line."""
    return hashlib.sha256(f"{why}\n{original}".encode(errors="surrogatepass")).digest()


def kept_before(space: Space) -> Counter[bytes]:
    """Return how often each row is kept from earlier imports that still stand."""
    kept = KeptRow.objects.filter(batch__space=space).values_list("why", "original")
    return Counter(mark_of(why, original) for why, original in kept.iterator())


def tells_only_for_help(original: str) -> bool:
    """Say whether a kept row holds answers that only lead to help: an earlier version kept them."""
    told = '"measure"' in original or "linkId" in original or "QuestionnaireResponse" in original
    return told and (bool(_ONLY.search(original)) or names_only_for_help(original))
