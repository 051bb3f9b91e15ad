"""The codes that stand in the tables of boundaries: kinds, what happened, how grave, what may follow."""

from enum import StrEnum


class Sort(StrEnum):
    """What a boundary is about, the first three before all others. Own kinds are free text beside these."""

    PHYSICAL = "physical"
    EMOTIONAL = "emotional"
    TIME = "time"
    SEXUAL = "sexual"
    DIGITAL = "digital"
    MONEY = "money"
    BELONGINGS = "belongings"
    BELIEFS = "beliefs"
    SUBSTANCES = "substances"
    INFORMATION = "information"


class What(StrEnum):
    """What happened to a boundary on one day."""

    TOLD = "told"
    HELD = "held"
    CROSSED = "crossed"
    RENEGOTIATED = "renegotiated"
    REVIEWED = "reviewed"
    RETIRED = "retired"


DRAFT = "draft"  # the state of a boundary to which nothing has happened yet


class Severity(StrEnum):
    """How a boundary was crossed, in the person's own eyes."""

    UNSAID = ""
    SLIP = "slip"
    REPEATED = "repeated"
    DELIBERATE = "deliberate"
    DANGEROUS = "dangerous"


class Option(StrEnum):
    """What may follow when a boundary was crossed, from the least to the most."""

    UNSAID = ""
    NOTHING = "nothing"
    RESTATE = "restate"
    CONSEQUENCE = "consequence"
    DISTANCE = "distance"
    EXIT_HELP = "exit_help"


class Followed(StrEnum):
    """Whether what was planned was done."""

    UNSAID = ""
    YES = "yes"
    PARTLY = "partly"
    CHANGED = "changed"
    NO = "no"


class Known(StrEnum):
    """How somebody else's limit came to be known."""

    TOLD = "told"
    NOTICED = "noticed"
    UNSURE = "unsure"


class Sorted(StrEnum):
    """Where a card of behaviour was put."""

    OK = "ok"
    UNSURE = "unsure"
    NOT_OK = "not_ok"


FIRST_SORTS = (Sort.PHYSICAL, Sort.EMOTIONAL, Sort.TIME)
LADDER = {
    Severity.UNSAID: (Option.RESTATE, Option.CONSEQUENCE, Option.DISTANCE, Option.NOTHING),
    Severity.SLIP: (Option.RESTATE, Option.CONSEQUENCE, Option.NOTHING),
    Severity.REPEATED: (Option.RESTATE, Option.CONSEQUENCE, Option.DISTANCE, Option.NOTHING),
    Severity.DELIBERATE: (
        Option.CONSEQUENCE,
        Option.DISTANCE,
        Option.EXIT_HELP,
        Option.RESTATE,
        Option.NOTHING,
    ),
    Severity.DANGEROUS: (),  # the plan, never a script
}
"""What a page puts forward for each severity, in this order; anything else can still be written."""
