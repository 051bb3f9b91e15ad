"""What a person wrote, as one Markdown page in the order of their days."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.dateformat import format as dated

from kith.exchange import life

# Signs that Markdown or HTML would act on; a picture from the network must not be fetched.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
_DATED = ("check_ins", "contacts", "writings")


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it was written."""
    return _STARTS.sub(_not_a_list, _SIGNS.sub(r"\\\1", text))


def _not_a_list(found: "re.Match[str]") -> str:
    sign = found[2]
    return found[1] + (f"\\{sign}" if len(sign) == 1 else f"{sign[:-1]}\\{sign[-1]}")


def pieces(held: dict[str, list[life.Row]]) -> list[dict[str, Any]]:
    """Return every dated text that is not deleted, oldest first, with who was there."""
    names = {row["uid"]: row["name"] for row in held["people"] if not row["deleted_at"]}
    found = [
        {
            "what": table,
            "at": (at := datetime.fromisoformat(row["at"])),
            "when": dated(at, "j F Y, H:i"),  # in the zone of that day, whatever the zone of now
            "title": escaped(" ".join(row.get("title", "").split())),
            "who": escaped(", ".join(_who(row, names))),
            "text": quoted(text),
        }
        for table in _DATED
        for row in held[table]
        if not row["deleted_at"] and (text := row.get("note") or row.get("text"))
    ]
    return sorted(found, key=lambda piece: piece["at"])


def _who(row: life.Row, names: dict[str, str]) -> Iterator[str]:
    for uid in row.get("company") or row.get("people") or ():
        if uid in names:
            yield " ".join(names[uid].split())


def about_people(held: dict[str, list[life.Row]]) -> list[dict[str, str]]:
    """Return the notes about people, by name."""
    noted = [row for row in held["people"] if row["note"] and not row["deleted_at"]]
    return [
        {"name": escaped(" ".join(row["name"].split())), "text": quoted(row["note"])}
        for row in sorted(noted, key=lambda row: row["name"].casefold())
    ]


def quoted(text: str) -> str:
    """Return a text as a quotation that keeps its line breaks."""
    lines = escaped(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(f"> {line}  " if line.strip() else ">" for line in lines)
