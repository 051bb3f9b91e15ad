"""The rooms beside the boundaries in the terminal: the same rows, the same gate, the same help."""

from datetime import date

import pytest

from kith.cli.rooms import asking, events, ground, kind_words, scenes, theirs, week
from kith.web.boundaries.models import (
    Apology,
    Boundary,
    BoundaryEvent,
    Capacity,
    CardSort,
    Commitment,
    Ground,
    TheirLimit,
)
from kith.web.people.models import CareSetting
from kith.web.today.models import Contact

pytestmark = pytest.mark.usefixtures("room")
HELP = "You do not have to carry this alone"
SILENT = "Here Kith offers no words to say out loud"
WISH = "I want to die"


@pytest.fixture
def go(space, capsys):
    """Go through a room with these lines typed; the input ends after them. Returns what was said."""

    def run(work, *lines):
        typed = [*lines]

        def ask(prompt):
            print(prompt, end="")
            if not typed:
                raise EOFError
            return typed.pop(0)

        assert asking.entered(work, ask) == 0
        run.left = typed
        return capsys.readouterr().out

    return run


@pytest.fixture
def robin(space, person):
    """Somebody whose private questions were met."""
    made = person("Robin", kinds=["neighbour"])
    guard(space, made, "no_concern_reported", year=2025)
    return made


def guard(space, who, state="care", year=2026):
    CareSetting.objects.create(space=space, person=who, at=f"{year}-01-01T00:00Z", state=state)


KIND = ("1", "I like our evenings", "After nine I need it quiet", "go to my room then", "We could eat at six", "I hear you")  # fmt: skip
HAPPENED = ("1", "3", "2026-03-01", "Robin", "2", "The door banged", "I stayed calm", "3", "It was late")  # fmt: skip
PLAN = ("2", "go to my sister", "2026-03-20")
THEIRS = ("Robin", "no calls at work", "2", "She said it twice")
APOLOGY = ("Robin", "I read your letter", "It may have felt watched", "I could give it back", "I will ask", "2026-02-20")  # fmt: skip
COMMITMENT = ("1", "the choir", "3,5", "10", "3", "1 3", "Robin")
CAPACITY = ("2", "40", "70", "5", "9", "12")
GROUND = ("1", "a handshake", "long hugs", "tickling", "I like some room", "yes", "Robin")


def test_a_limit_is_said_in_kind_words(go, mine):
    """Each part is kept; the whole stands there with what it holds."""
    one = mine()
    said = go(kind_words.kind, *KIND)
    one.refresh_from_db()
    assert (one.warmth, one.limit, one.then, one.offer, one.again) == KIND[1:]
    assert (
        "I like our evenings. After nine I need it quiet. I will go to my room then. "
        "We could eat at six." in said
    )
    assert "It says what you will do.\n" in said
    assert "(not yet)" not in said
    assert "Kept." in said


def test_a_demand_is_asked_about_and_kept(go, mine):
    """The question of the page; the words stay as they are."""
    one = mine()
    said = go(kind_words.kind, "1", "", "", "You must be quiet", "", "")
    one.refresh_from_db()
    assert one.then == "You must be quiet"
    assert "What could you do yourself" in said
    assert "(not yet)" in said


def test_what_happened_is_noted_and_what_could_follow_is_planned(go, mine, robin):
    """From the crossing to the plan in one go, and later whether it was done."""
    mine(robin)
    said = go(events.happened, *HAPPENED, *PLAN)
    event = BoundaryEvent.objects.get()
    assert (event.what, event.severity, event.person) == ("crossed", "repeated", robin)
    assert (event.reaction, event.did, event.feel, event.note) == ("The door banged", "I stayed calm", 3, "It was late")  # fmt: skip
    assert event.at.date() == date(2026, 3, 1)
    assert (event.option, event.plan, event.due) == (
        "consequence",
        "go to my sister",
        date(2026, 3, 20),
    )
    assert "crossed 1 time" in said
    said = go(events.plan, "1", "1", "7")
    event.refresh_from_db()
    assert "You planned: go to my sister" in said
    assert (event.followed, event.feel) == ("yes", 7)
    assert event.followed_at


def test_a_contact_gives_the_time_of_what_happened(go, mine, robin):
    """As on the page: chosen among those at which a boundary came up."""
    one = mine(robin)
    met = Contact.objects.create(space=one.space, at="2026-02-27T18:00Z", boundary=True)
    met.people.add(robin)
    go(events.happened, "1", "2", "", "", "1", "", "", "", "")
    event = BoundaryEvent.objects.get()
    assert (event.what, event.contact, event.at.isoformat()) == (
        "held",
        met,
        "2026-02-27T18:00:00+00:00",
    )


def test_what_may_follow_goes_by_how_it_was_crossed(go, mine):
    """The ladder of the page; the newest crossing can be chosen among several."""
    one = mine()
    for day, severity in ((1, "slip"), (2, "deliberate")):
        BoundaryEvent.objects.create(
            space=one.space,
            boundary=one,
            at=f"2026-02-0{day}T12:00Z",
            what="crossed",
            severity=severity,
        )
    said = go(events.plan, "1", "2", "3", "", "")
    assert "2026-02-02 · on purpose" in said
    assert "Go, or get somebody to help" not in said
    assert BoundaryEvent.objects.get(severity="slip").option == "nothing"
    assert "Nothing is noted as crossed" not in said


def test_nothing_crossed_is_said_kindly(go, mine):
    """And how it could be noted."""
    mine()
    said = go(events.plan, "1")
    assert "Nothing is noted as crossed." in said
    assert "kith boundaries happened" in said


def test_a_dangerous_crossing_brings_help_and_no_script(go, mine):
    """It is kept; nothing is put forward towards them; the lines are named."""
    mine()
    said = go(events.happened, "1", "3", "", "", "4", "He stood in the door", "", "", "", *PLAN)
    event = BoundaryEvent.objects.get()
    assert (event.severity, event.reaction, event.option) == (
        "dangerous",
        "He stood in the door",
        "",
    )
    assert "You come first" in said
    assert "If you do not feel safe" in said
    assert "Here are some ways" not in said
    assert go.left == [*PLAN]


def test_a_limit_of_theirs_is_written_down_and_shown(go, robin):
    """As it is known; the next time it stands there."""
    said = go(theirs.theirs, *THEIRS)
    row = TheirLimit.objects.get()
    assert (row.person, row.text, row.known, row.note) == (robin, *("no calls at work", "noticed", "She said it twice"))  # fmt: skip
    assert "Nothing is written down yet. Nothing has to be." in said
    said = go(theirs.theirs, "Robin", "a slow goodbye", "", "")
    assert "I noticed it\n  no calls at work\n    She said it twice" in said
    assert TheirLimit.objects.get(text="a slow goodbye").known == "unsure"


def test_an_apology_is_put_together_and_told(go, robin):
    """What may take it back is pointed at; that it was said can be noted."""
    said = go(theirs.apology, *APOLOGY, "")
    row = Apology.objects.get()
    assert (row.own, row.impact, row.repair, row.change) == APOLOGY[1:5]
    assert row.at.date() == date(2026, 2, 20)
    assert "I read your letter. It may have felt watched. I could give it back. I will ask." in said
    said = go(theirs.apology, "Robin", "", "but you hid it", "", "", "", "", "yes")
    row.refresh_from_db()
    assert "You began one: I read your letter." in said
    assert "may take back what the line before gave" in said
    assert row.own == "but you hid it"
    assert row.said_at
    assert Apology.objects.count() == 1


def test_a_week_is_reckoned(go, robin):
    """What there is, what is planned, where it is more; and three lines, kept nowhere."""
    go(week.week, *COMMITMENT)
    row = Commitment.objects.get()
    assert (row.what, row.hours, row.energy, row.load, row.days, row.person) == ("the choir", 3.5, 10, 2, [0, 2], robin)  # fmt: skip
    said = go(week.week, "2", "2", "70", "5", "1", "12")
    assert "Hours: 3.5 of 2 · 1.5 more than you have" in said
    assert "More than a day holds: Monday, Wednesday." in said
    there = Capacity.objects.get()
    assert [there.hours, there.energy, there.load, there.day_hours, there.day_energy] == [2, 70, 5, 1, 12]  # fmt: skip
    said = go(week.week, "3", "1", "Thank you", "after May", "come for an hour")
    assert "No: Thank you. I cannot take this on: the choir." in said
    assert "You could ask me again after May." in said
    assert "What I can do: come for an hour." in said


def test_cards_are_sorted_and_beside_some_help_stands(go, space):
    """Each is put there at once; a flagged one brings the way to help wherever it is put."""
    said = go(ground.cards, "1", "1", "3", "", "", "", "")
    assert dict(CardSort.objects.values_list("card", "said")) == {
        "interrupts": "ok",
        "shouts": "not_ok",
    }
    assert "can be part of something dangerous" not in said
    said = go(ground.cards, "1", "", "", "", "", "", "", "1", "")
    assert CardSort.objects.get(card="threatens_me").said == "ok"
    assert "can be part of something dangerous" in said
    assert "Not OK: Shouting when we do not agree." in said


def test_ground_is_said_kind_by_kind(go, robin):
    """And taken up again the next time."""
    go(ground.ground, *GROUND)
    row = Ground.objects.get()
    assert (row.sort, row.comfortable, row.never) == ("physical", "a handshake", "tickling")
    assert (row.sentence, row.told, row.person) == ("I like some room", True, robin)
    said = go(ground.ground, "1", "", "", "", "I like much room", "", "")
    row.refresh_from_db()
    assert "So far: a handshake" in said
    assert (row.comfortable, row.sentence) == ("a handshake", "I like much room")


def test_a_push_is_practised_and_kept_nowhere(go, space):
    """A reply is read; examples come by themselves after two, or when they are asked for."""
    said = go(scenes.rehearse, "1", "I am going home at nine.", "/show", "I leave at nine.", "")
    assert "Your limit is still there in these words" in said
    assert said.count("I know how much you did") == 1
    assert "Stopped" not in said


KEPT = [
    (
        kind_words.kind,
        KIND,
        lambda: [*Boundary.objects.values_list("warmth", "limit", "then", "offer", "again")],
    ),
    (
        events.happened,
        HAPPENED,
        lambda: [*BoundaryEvent.objects.values_list("reaction", "did", "note")],
    ),
    (theirs.theirs, THEIRS, lambda: [*TheirLimit.objects.values_list("text", "note")]),
    (
        theirs.apology,
        APOLOGY,
        lambda: [*Apology.objects.values_list("own", "impact", "repair", "change")],
    ),
    (week.week, COMMITMENT, lambda: [*Commitment.objects.values_list("what")]),
    (
        ground.ground,
        GROUND,
        lambda: [*Ground.objects.values_list("comfortable", "uncomfortable", "never", "sentence")],
    ),
]
NAMED = [pytest.param(row, id=row[0].__name__) for row in KEPT]


@pytest.mark.parametrize("case", NAMED)
def test_a_terminal_that_closes_at_any_question_loses_no_answer(go, mine, robin, case):
    """Every word that was typed before stands there, whenever the input ends."""
    work, lines, rows = case
    mine(robin)
    for count in range(len(lines) + 1):
        said = go(work, *lines[:count])
        here = [word for row in rows() for word in row]
        words = [line for line in lines[1:count] if " " in line and not line[0].isdigit()]
        assert not {*words} - {*here}, said
        if count < len(lines):
            assert "Stopped here." in said
        for model in (BoundaryEvent, TheirLimit, Apology, Commitment, Ground):
            model.objects.all().delete()


@pytest.mark.parametrize("case", NAMED)
def test_everything_left_open_keeps_nothing(go, mine, robin, case):
    """Enter alone, and /skip where it could be; nothing is asked twice and nothing is blamed."""
    work, lines, rows = case
    mine(robin)
    Boundary.objects.update(limit="you shout at me")
    before = rows()
    go(work, *[""] * 30)
    first = [lines[0]]
    for rest in ([""] * 30, ["/skip"], ["/stop"]):
        go(work, *first, *rest)
    assert rows() == before


@pytest.mark.parametrize("case", NAMED)
def test_heavy_words_are_kept_and_help_comes_at_once(go, mine, robin, case):
    """Whom to call stands there, and nothing more is asked."""
    work, lines, rows = case
    mine(robin)
    at = next(n for n, line in enumerate(lines) if n and " " in line)
    said = go(work, *lines[:at], WISH, *lines[at + 1 :])
    assert HELP in said
    assert WISH in [word for row in rows() for word in row]
    assert go.left == [*lines[at + 1 :]]
    assert "Stopped here. What you wrote is kept." in said


def test_heavy_words_in_a_reply_bring_help_and_nothing_is_corrected(go, space):
    """In the rehearsal too."""
    said = go(scenes.rehearse, "1", WISH, "more")
    assert HELP in said
    assert "Stopped here. Nothing was kept." in said
    assert go.left == ["more"]


@pytest.mark.parametrize("state", ["care", "danger"])
@pytest.mark.parametrize("case", [(kind_words.kind, KIND), (theirs.apology, APOLOGY)])
def test_where_a_tie_asks_for_care_no_words_are_offered(go, mine, robin, state, case):
    """Nothing is asked and nothing kept; where it is danger, the lines come first."""
    work, lines = case
    space = robin.space
    one = mine(robin)
    guard(space, robin, state)
    said = go(work, *lines)
    assert "Not offered here." in said
    assert SILENT in said
    assert ("You could talk this over" in said) == (state == "danger")
    assert go.left == [*lines[1:]]
    one.refresh_from_db()
    assert one.warmth == ""
    assert not Apology.objects.exists()


def test_where_a_tie_asks_for_care_a_crossing_is_noted_and_nothing_put_forward(
    go, mine, space, robin
):
    """Neither told nor changed together can be chosen; no plan is asked."""
    mine(robin)
    guard(space, robin)
    said = go(events.happened, "1", "2", "", "Robin", "2", "The door banged", "", "", "", *PLAN)
    assert BoundaryEvent.objects.get().what == "crossed"
    assert "I told somebody" not in said
    assert "You come first" in said
    assert go.left == [*PLAN]
    go(events.plan, "1", *PLAN)
    assert BoundaryEvent.objects.get().option == ""


def test_a_guarded_name_in_a_plan_is_not_kept(go, mine, space, robin):
    """It is read for help, and given back as not saved."""
    mine()
    guard(space, robin)
    go(events.happened, "1", "3", "", "", "1", "", "", "", "", "", "", "")
    said = go(events.plan, "1", "2", "tell Robin to stop", "2026-03-20")
    event = BoundaryEvent.objects.get()
    assert (event.plan, event.due) == ("", None)
    assert "What you wrote last is not saved." in said
    assert SILENT in said


def test_a_guarded_name_in_kind_words_ends_them(go, mine, space, robin):
    """As on the page it is kept; nothing is put together."""
    one = mine()
    guard(space, robin)
    said = go(kind_words.kind, "1", "Robin, I like our evenings", "more")
    one.refresh_from_db()
    assert one.warmth == "Robin, I like our evenings"
    assert SILENT in said
    assert "Put together" not in said
    assert go.left == ["more"]


def test_a_guarded_tie_gets_no_words_for_a_no_and_no_question(go, space, robin):
    """Their limits can be written down; that they be asked is not said."""
    guard(space, robin)
    go(week.week, *COMMITMENT)
    said = go(week.week, "3", "1", "Thank you", "", "")
    assert "Not offered here." in said
    assert "I cannot take this on" not in said
    said = go(theirs.theirs, "Robin", "no calls at work", "3", "")
    assert SILENT in said
    said = go(theirs.theirs, "Robin", "")
    assert "no calls at work" in said
    assert "You could ask" not in said


def test_a_reply_that_names_a_guarded_tie_is_met_with_nothing_else(go, space, robin):
    """And it is kept nowhere."""
    guard(space, robin)
    said = go(scenes.rehearse, "1", "Robin, I leave at nine.", "more")
    assert "Not offered here." in said
    assert "Your limit is still there" not in said


@pytest.mark.parametrize(("work", "lines"), [(kind_words.kind, KIND), (theirs.apology, APOLOGY)])
def test_private_questions_come_first_and_only_a_yes_goes_on(go, mine, person, work, lines):
    """For a tie about which they were not met yet."""
    mine(person("Robin", kinds=["partner"]))
    for typed in ("", "no"):
        said = go(work, lines[0], typed, *lines[1:])
        assert "A few private questions about this tie" in said
        assert go.left == [*lines[1:]]
    said = go(work, lines[0], "yes", *lines[1:], "")
    assert "Put together, in your own words" in said


def test_an_answer_that_cannot_be_is_asked_again_and_read(go, mine, space):
    """A number, a day, words that are too long: a sentence each; nothing before it is lost."""
    mine()
    long = "x" * 301
    said = go(events.happened, "9", "1", "8", "three", "3", "tomorrow", "2026-03-01", "", "1 2", "1", long, f"{long} {WISH}")  # fmt: skip
    event = BoundaryEvent.objects.get()
    assert (event.what, event.severity, event.reaction) == ("crossed", "slip", "")
    assert "A number from 1 to 1 fits here." in said
    assert said.count("A number from 1 to 6 fits here.") == 2
    assert "A day fits here, as 2026-03-01" in said
    assert "This is longer than Kith can keep here." in said
    assert HELP in said


def test_signs_that_steer_a_terminal_are_not_shown(go, mine):
    """What a row holds comes out as text alone."""
    mine(when="\x1b[2Jgone", then="leave\x07")
    said = go(kind_words.kind, "1", "", "", "", "", "")
    assert "\x1b" not in said
    assert "\x07" not in said
