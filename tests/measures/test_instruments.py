"""One file is one questionnaire, and a file that does not hold together is refused."""

import copy
import tomllib
from datetime import date

import pytest

from kith import measures
from kith.measures import MeasureError
from kith.measures.loading import FOLDER, made

RAW = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.toml")}


def changed(name, *path, to=None):
    """A file with one place changed, or taken out where `to` is None."""
    raw = copy.deepcopy(RAW[name])
    place = raw
    for step in path[:-1]:
        place = place[step]
    if to is None:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return raw


@pytest.mark.parametrize("name", sorted(RAW))
def test_every_file_is_whole_and_says_on_what_ground_it_is_here(name):
    """Licence, evidence, date, notice, citation, two sources; the file is named as it calls itself."""
    one = measures.measure(name)
    assert one.id == name
    assert one.licence.grade.startswith("A")
    assert one.licence.redistribution == "yes"
    assert one.licence.accessed >= date(2026, 1, 1)
    assert one.licence.copyright_notice
    assert len(one.licence.sources) >= 2


def test_the_order_on_a_page_is_the_order_of_the_files():
    """No two ask for the same place."""
    orders = [measures.measure(name).order for name in measures.ids()]
    assert orders == sorted(set(orders))


def test_the_lowest_answer_of_the_gad_7_is_not_at_all():
    """Copies with "Not at all sure" are in error."""
    for name in ("gad7", "phq9", "phq8", "phq4", "phq2"):
        for item in measures.measure(name).items:
            assert [(o.value, o.says) for o in item.options] == [
                (0, "Not at all"),
                (1, "Several days"),
                (2, "More than half the days"),
                (3, "Nearly every day"),
            ]


def test_short_forms_hold_the_questions_of_the_long_ones():
    """PHQ-8 and PHQ-2 are beginnings of the PHQ-9; the PHQ-4 takes two of each."""
    asks = {name: [item.asks for item in measures.measure(name).items] for name in measures.ids()}
    assert asks["phq8"] == asks["phq9"][:8]
    assert asks["phq2"] == asks["phq9"][:2]
    assert asks["phq4"] == asks["gad7"][:2] + asks["phq9"][:2]
    assert measures.measure("phq9").without_self_harm == "phq8"


def test_what_is_turned_round_hangs_on_the_sentence():
    """Whichever order a file has: sentences against oneself are turned round, and no others."""
    against = {
        *("at times i think i am no good at all.", "i feel i do not have much to be proud of."),
        *("i certainly feel useless at times.", "i wish i could have more respect for myself."),
        "all in all, i am inclined to feel that i am a failure.",
    }
    turned = {item.asks.lower() for item in measures.measure("rses").items if item.reverse}
    assert turned == against
    hard = ("consumed", "happier", "alone", "obsess", "disapproving", "intolerant")
    for item in measures.measure("scs_sf").items:
        assert item.reverse == any(word in item.asks for word in hard), item.code
    with_them = ("turn to", "discuss", "talk things over", "easy to depend")
    for item in measures.measure("ecr_rs").items:
        assert item.reverse == any(word in item.asks for word in with_them), item.code
    for name in ("k10", "cbi", "mspss", "phq9", "qpr15"):
        assert not any(item.reverse for item in measures.measure(name).items)


def test_codes_of_loinc_are_those_of_the_right_questionnaire():
    """A public file labels the GAD-7 with the code of the PHQ-9; this one does not."""
    assert measures.measure("phq9").loinc == "44249-1"
    assert measures.measure("gad7").loinc == "69737-5"
    panels = [measures.measure(name).loinc for name in measures.ids()]
    assert len(set(filter(None, panels))) == len([*filter(None, panels)])


@pytest.mark.parametrize(
    ("raw", "code", "where"),
    [
        (changed("phq9", "licence", "licence_evidence_url"), "wrong", "form"),
        (changed("phq9", "licence", "redistribution", to="perhaps"), "wrong", "redistribution"),
        (changed("phq9", "licence", "redistribution", to="ask"), "wrong", "phq9 item"),
        (changed("phq9", "licence", "sources", to=["one place"]), "wrong", "licence.sources"),
        (changed("phq9", "licence", "accessed", to="today"), "wrong", "licence.accessed"),
        (changed("phq9", "licence", "grade", to="Z"), "wrong", "licence.grade"),
        (changed("phq9", "score", "high", to=28), "wrong", "score.range"),
        (changed("phq9", "score", "kind", to="vibes"), "wrong", "score.kind"),
        (changed("phq9", "branch", 0, "code", to="risk"), "wrong", "branch.code"),
        (changed("phq9", "branch", 0, "items", to=["phq9_99"]), "wrong", "branch.items"),
        (changed("phq9", "branch", 0, "at_least"), "wrong", "phq9 branch"),
        (changed("phq9", "item", 0, "code", to="phq9_2"), "wrong", "item.code"),
        (changed("phq9", "asked", "options", 0, "value", to=1), "wrong", "item.options"),
        (changed("mspss", "score", "part", 0, "items", to=["nobody"]), "wrong", "score.part"),
        (changed("phq9", "change", "threshold", to=0), "wrong", "change"),
        (changed("phq9", "change", "population"), "wrong", "form"),
        (changed("phq9", "asked"), "missing", "asked"),
        (changed("phq9", "use", to="fun"), "wrong", "use"),
        (changed("ecr_rs", "tie", to="family"), "wrong", "tie"),
        ({**RAW["hark"], "tie": "partner"}, "wrong", "tie"),
        ({**RAW["ecr_rs"], "change": RAW["phq9"]["change"]}, "wrong", "change"),
        (changed("ecr_rs", "score", "part"), "wrong", "score.part"),
        ({}, "missing", "asked"),
    ],
)
def test_a_file_that_does_not_hold_together_is_refused(raw, code, where):
    """The place that is wrong is named."""
    with pytest.raises(MeasureError) as error:
        made(raw)
    assert error.value.code == code
    assert error.value.where.endswith(where)


def test_one_that_may_only_be_asked_for_holds_no_wording():
    """With `ask` the file names the questionnaire and its licence, and no question."""
    raw = changed("phq9", "licence", "redistribution", to="ask")
    raw |= {"item": [], "asked": {}, "branch": [], "score": {"kind": "none", "low": 0, "high": 0}}
    del raw["follow_up"]
    assert made(raw).items == ()


def test_a_file_that_is_no_toml_is_refused(tmp_path):
    """Also one that is not text at all."""
    for content in (b"= =", b"\xff\xfe"):
        path = tmp_path / "x.toml"
        path.write_bytes(content)
        with pytest.raises(MeasureError):
            measures.load(path)
    with pytest.raises(MeasureError):
        measures.measure("mbi")
