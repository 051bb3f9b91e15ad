"""The crisis reader finds what asks for help, stays quiet otherwise, and never breaks."""

import random
import time

import pytest
from crisis_corpus import HALVES, example, lines, share

from kith.safety.crisis import NOTHING, Reading, languages, read, read_many
from kith.safety.fold import fold
from kith.safety.matching import sentence_of
from kith.safety.templates import DATA, knowledge, together

LONG = 200_000
NEAR_DANGER = [
    "he",
    "she",
    "they",
    "will",
    "might",
    "going",
    "to",
    "us",
    "outside",
    "with",
    "and",
    "in",
    "at",
    "hands",
    "pushed",
    "threw",
    "says",
    "told",
    "leave",
    "if",
    "when",
    "by",
    "accident",
    "dont",
    "never",
]


@pytest.mark.parametrize("half", HALVES)
def test_explicit_words_bring_at_least_the_panel(half):
    """Somebody who writes it outright is met with more than a quiet line."""
    assert share(half, "explicit", lambda level: level >= 2) >= 0.91
    assert share(half, "explicit", lambda level: level >= 1) == 1


@pytest.mark.parametrize("half", HALVES)
def test_a_plan_a_means_or_a_time_brings_the_full_page(half):
    """Intent with a plan, means or time, a means question, something done: level 3."""
    assert share(half, "plan", lambda level: level == 3) >= 0.95


@pytest.mark.parametrize("half", HALVES)
def test_a_denied_past_or_told_sentence_is_never_nothing(half):
    """It drops by one level and never to 0, and does not get the full page either."""
    assert share(half, "softened", lambda level: level in (1, 2)) == 1


@pytest.mark.parametrize("half", HALVES)
def test_words_between_the_lines_are_read_too(half):
    """Wishes not to be, leave-taking, being at the end of one's strength."""
    assert share(half, "oblique", lambda level: level >= 1) >= 0.9


@pytest.mark.parametrize("half", HALVES)
def test_ordinary_strong_language_stays_quiet(half):
    """Idioms, grief, films, accidents and anger bring no panel."""
    assert share(half, "benign", lambda level: level >= 2) <= 0.03
    assert share(half, "benign", lambda level: level >= 1) <= 0.1  # the quiet line


def test_the_corpus_is_large_and_its_halves_share_no_line():
    """What the templates were tuned on is not what they are judged on."""
    size = {kind: sum(len(lines(half, kind)) for half in HALVES) for kind in
            ("explicit", "plan", "softened", "oblique", "benign")}  # fmt: skip
    assert size["explicit"] >= 150
    assert size["oblique"] >= 80
    assert size["benign"] >= 250
    for kind in size:
        assert not set(lines("tune", kind)) & set(lines("held", kind)), kind


@pytest.mark.parametrize(
    "text",
    ["I don’t want to be alive", "I don‘t want to be alive", "I donʼt want to be alive",
     "I dont want to be alive", "ＫＩＬＬ ＭＹＳＥＬＦ", "ki\u200bll my\u00adself", "k\u2060ill myself",
     "kill\u202e myself", "ｓｕｉｃｉｄｅ", "suïcide", "kіll mуself", "k i l l  m y s e l f", "kiiiill myself",
     "su1c1de", "k!ll myself", "ki11 myself", "s*icide", "sewerslide", "unalive myself", "#suicidal",
     "killmyself", "kill\tmyself", "I want to d\x00ie", "kill my\x07self", "I\x00 want\x00 to kill myself", "want to d!e", "kys? no. kms"],
)  # fmt: skip
def test_disguises_and_odd_characters_do_not_hide_the_words(text):
    """Typographic apostrophes, invisible characters, digits for letters and spread letters."""
    assert read(text).level >= 2, fold(text, knowledge().lexicon)


@pytest.mark.parametrize(
    "text",
    ["skilled", "painkillers", "a killer whale", "she is very skilled at it", "overkill", "Suicide Squad",
     "dying to see you", "killing me", "kms lol this homework", "I'm dead 😂", "dead tired", "5 kms away",
     "we cut costs by 11", "room 1013", "my grandmother died in May"],
)  # fmt: skip
def test_words_inside_words_and_idioms_are_left_alone(text):
    """A letter sequence is no word, and a figure of speech is no wish."""
    assert read(text) == NOTHING


@pytest.mark.parametrize(
    ("text", "level", "reason"),
    [
        ("I want to kill myself", 2, "explicit_act"),
        ("I don't want to kill myself", 1, "negated"),
        ("I'm not going to kill myself tonight", 2, "negated"),
        ("When I was 15 I wanted to die", 1, "past"),
        ("my brother is suicidal", 1, "other_person"),
        ("I want to kill myself lol", 1, "laughing"),
        ("how do I kill myself", 3, "means_question"),
        ("I took all my pills", 3, "attempt_now"),
        ("I'm going to kill myself tonight", 3, "plan_time"),
        ("he threatened to kill me", 2, "danger"),
        ("I feel hopeless", 1, "hopeless"),
        ("where can I get a gun without a licence to end my life", 3, "plan_means"),
        ("I'll stab him when he comes home", 2, "harm_meant"),
        ("i took the whole bottle", 3, "attempt_now"),
    ],
)
def test_the_level_follows_what_stands_around_the_words(text, level, reason):
    """Denied, past, somebody else's or laughed at: one level down, and the code says why."""
    found = read(text)
    assert found.level == level
    assert found.reason == reason


@pytest.mark.parametrize(
    "text",
    ["is it painful to die by carbon monoxide?", "does jumping from the fourth floor kill you",
     "what pills can kill you", "can you die from too much insulin", "is drowning peaceful", "does hanging hurt",
     "which pills are painless", "is it painless to drown", "where could I jump so that it works",
     "is there a way to go that looks like an accident",
     "how high does a building have to be to kill somebody"],
)  # fmt: skip
def test_a_question_about_means_brings_the_full_page(text):
    """However it is asked (R7)."""
    assert read(text) == Reading(3, "suicide", "means_question")


@pytest.mark.parametrize(
    "text",
    ["does hanging the picture hurt the wall?", "how high is the tower", "which pills are for the morning?",
     "is drowning in paperwork painful", "can I take ibuprofen with my tablets", "does it hurt to get a tattoo",
     "is it easy to die in that level of the game", "we took the whole bottle of wine home",
     "I feel hopeless about this job", "I know you did it on purpose.", "He left the gate open on purpose"],
)  # fmt: skip
def test_ordinary_questions_and_bottles_are_none_of_these(text):
    """At most the quiet line."""
    assert read(text).level <= 1


@pytest.mark.parametrize(
    "text",
    ["I'm not okay and I want to die", "I don't know if I want to die", "I don't care, I want to die",
     "he makes me want to die", "my mum died i want to die", "I can't stop thinking about suicide",
     "I used to be suicidal and now I am again", "I don't trust myself not to kill myself",
     "not a joke, I want to die", "Please don't tell anyone that I want to die"],
)  # fmt: skip
def test_a_no_that_denies_something_else_lowers_nothing(text):
    """The word "not" in the sentence is no denial of the wish."""
    assert read(text).level == 2


def test_signs_of_preparation_count_beside_explicit_words_in_the_next_sentences():
    """Spread over sentences it is still a plan; far apart or alone it is not."""
    sign = "I counted my pills."
    assert read(sign).level <= 1
    assert read(f"I want to die. {sign}").level == 3
    assert read(f"{sign} It rained. I want to die.").level == 3
    assert read(f"{sign} " + "It rained. " * 5 + "I want to die.").level == 2


def test_one_line_in_a_long_note_is_found():
    """What matters may stand in the middle of a page."""
    page = "We went to the market and bought bread. " * 300
    assert read(f"{page}I want to kill myself. {page}").level == 2
    assert (
        read(page.replace(".", " ") + " i want to kill myself " + page.replace(".", " ")).level == 2
    )


def test_the_quiet_levels_can_be_switched_off_and_the_full_page_cannot():
    """L1 and L2 are the person's choice; a level that is off falls to the next one that is on."""
    hopeless, wish, plan = "I feel hopeless", "I want to die", "I'm going to kill myself tonight"
    assert [r.level for r in read_many([hopeless, wish, plan])] == [1, 2, 3]
    assert [r.level for r in read_many([hopeless, wish, plan], off={1})] == [0, 2, 3]
    assert [r.level for r in read_many([hopeless, wish, plan], off={2})] == [1, 1, 3]
    assert [r.level for r in read_many([hopeless, wish, plan], off={1, 2, 3})] == [0, 0, 3]
    assert read(wish, off={1, 2}) == Reading(0, "none", "switched_off")


def test_the_reader_gives_codes_only():
    """No number of risk, no text of the person, nothing beyond level, kind and reason."""
    reasons = {template.reason for template in knowledge().patterns.templates}
    reasons |= {row.reason for row in knowledge().adds_up} | {"words"}
    reasons |= {"none", "negated", "past", "other_person", "laughing", "switched_off"}
    for half in HALVES:
        for kind in ("explicit", "plan", "softened", "oblique", "benign"):
            for line in lines(half, kind):
                found = read(line)
                assert found == read(line)
                assert found.level in (0, 1, 2, 3)
                assert found.kind in {"none", "suicide", "self_harm", "danger", "harm_to_others"}
                assert found.reason in reasons


def test_it_says_which_language_it_reads():
    """Other languages rest on Help now, and the page can say so."""
    assert languages() == {"en": "whole", "es": "plain_words"}


def hostile():
    rng = random.Random(7)
    words = sorted(knowledge().lexicon)
    idioms = lines("tune", "benign")
    return {
        "one letter": "a" * LONG,
        "spaces": " " * LONG,
        "spread letters": "k i l m " * (LONG // 8),
        "all our words": " ".join(rng.choice(words) for _ in range(LONG // 6)),
        "near misses": " ".join(rng.choice(["want", "wish", "not", "i", "me", "pills", "going", "the", "if"])
                                for _ in range(LONG // 4)),
        "near danger": " ".join(rng.choice(NEAR_DANGER) for _ in range(LONG // 4)),
        "idioms": " ".join(rng.choice(idioms) for _ in range(LONG // 25)),
        "stars": "k*" * (LONG // 2),
        "digits": "k1" * (LONG // 2),
        "leet words": "su1c " * (LONG // 5),
        "long runs": "kkkiiilll " * (LONG // 10),
        "emoji": "😂" * LONG,
        "ligatures that grow": "\ufdfa" * LONG,
        "lone surrogates": "\ud800" * LONG,
        "combining marks": "a" + "\u0301" * LONG,
        "right to left": "\u202e\u05d0 " * (LONG // 3),
        "control characters": "\x00\x1b\x07 " * (LONG // 4),
        "new lines": "\n" * LONG,
        "commas": "," * LONG,
    }  # fmt: skip


@pytest.mark.parametrize("name", hostile())
def test_two_hundred_thousand_characters_take_less_than_a_second(name):
    """Nothing a person or a file can hold makes the reader hang or fail."""
    text = hostile()[name][:LONG]
    read("warm up")
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 1


def test_the_whole_of_a_text_of_anchor_words_takes_less_than_a_second():
    """Reading stops at level 3; even without that, words that look up every template are quick."""
    know, rng = knowledge(), random.Random(5)
    words = sorted({word for template in know.patterns.templates for word in template.anchors})
    text = " ".join(rng.choice(words) for _ in range(LONG // 4))[:LONG]
    start = time.process_time()
    for sentence in fold(text, know.lexicon):
        sentence_of(sentence, know.patterns.candidates(set(sentence)), know)
    assert time.process_time() - start < 1


def test_time_grows_with_length_and_not_faster():
    """Four times the text takes about four times as long, at worst."""
    text = hostile()["near misses"]

    def seconds(part):
        start = time.process_time()
        read(part)
        return time.process_time() - start

    seconds(text[:1000])
    short, long = (
        min(seconds(text[:40_000]) for _ in range(3)),
        min(seconds(text[:160_000]) for _ in range(3)),
    )
    assert long < 12 * short + 0.05


def test_any_string_is_taken():
    """Random characters from the whole of Unicode raise nothing."""
    rng = random.Random(11)
    for _ in range(300):
        text = "".join(chr(rng.randrange(0x110000)) for _ in range(rng.randrange(60)))
        assert read(text).level in (0, 1, 2, 3)
    assert read("") == NOTHING
    assert read_many([]) == []


def test_every_template_finds_its_own_example():
    """The plainest sentence that a template describes is found by it, through the index too."""
    know = knowledge()
    raw = together(DATA)
    for row in raw["pattern"]:
        for say in row.get("say", ()):
            line = example(say, raw["words"])
            hits = [
                t for t in know.patterns.candidates(set(line.split())) if t.pattern.search(line)
            ]
            assert any(t.reason == row["reason"] for t in hits), say
    assert {template.level for template in know.patterns.templates} == {0, 1, 2, 3}


@pytest.mark.parametrize("said", ["word", "a", "ok so", "la", "no", "very"])
@pytest.mark.parametrize("often", [5, 30, 100, 2000])
def test_a_word_said_over_and_over_weighs_no_more(said: str, often: int) -> None:
    """Filler, a child at the keyboard, a song: what is said a hundred times is not meant more."""
    again = f"{said} " * often
    assert read(again).level == 0
    assert read_many([again] * 20)[0].level == 0


def test_words_of_dying_said_over_and_over_are_heard() -> None:
    """Leaving out what repeats itself takes no word away."""
    assert read("i want to die " * 30).level >= 2
    assert read("please " * 30 + "i want to die " + "please " * 30).level >= 2


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("my friend wants to know how many paracetamol is too many", 2, 3),
        ("which pills are lethal", 3, 3),
        ("is 20 paracetamol enough to die", 3, 3),
        ("would thirty tablets be enough to kill me", 3, 3),
        ("does it hurt to drown", 3, 3),
        ("how tall must a building be to be sure", 3, 3),
        ("how high does a bridge need to be", 2, 3),
        ("would a whole box do it", 1, 3),
        ("How high does a bridge need to be for a lorry to pass?", 0, 0),
        ("Two tablets are enough to kill the infection", 0, 0),
        ("I'm scared to go home", 1, 2),
        ("I am afraid of what he'll do when he sees this", 1, 2),
        ("pills and vodka. done.", 1, 3),
        ("three days without the tablets I've stashed for the end", 2, 3),
        ("I forced her to show me her messages", 1, 2),
        ("I held her arm so hard it left marks", 1, 2),
        ("i wanna \N{SKULL} myself", 1, 3),
        ("That test was suicide, everyone failed", 0, 0),
        ("How many paracetamol is ok for a child of five?", 0, 1),
        ("I made her show me the photos of her trip, they were lovely", 0, 0),
        ("I held her arm so hard on the roller coaster", 0, 0),
        ("Two paracetamol and a gin, then bed", 0, 0),
        ("my brother said it was suicide", 1, 2),
    ],
)
def test_means_fear_at_home_and_a_hard_hand(text: str, least: int, most: int) -> None:
    """Lines that somebody who had not seen the reader wrote to try it, and their neighbours."""
    assert least <= read(text).level <= most
