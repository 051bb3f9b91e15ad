r"""Dates in Spanish: "30 de noviembre de 2026".

Pages ask for a date by its English order ("j F Y"), as the name of a format; what stands here under
that name is taken instead. Fields of dates and times hold what browsers send, in every language.
"""

DATE_INPUT_FORMATS = ["%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]

SHOWN = {
    "F": "F",
    "M": "b",
    "M Y": "b Y",
    "D j M": "D j b",
    "j M": "j b",
    "j M Y": "j b Y",
    "j M Y, H:i": "j b Y, H:i",
    "j F": r"j \d\e F",
    "j F Y": r"j \d\e F \d\e Y",
    "F Y": r"F \d\e Y",
    "j F, H:i": r"j \d\e F, H:i",
    "j F Y, H:i": r"j \d\e F \d\e Y, H:i",
    "l, j F": r"l, j \d\e F",
    "l, j F Y": r"l, j \d\e F \d\e Y",
    "l, j F Y, H:i": r"l, j \d\e F \d\e Y, H:i",
}
globals().update(SHOWN)
