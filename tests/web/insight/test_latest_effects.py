"""Other pages get what the last answer says, by person, without any work."""

from kith.web.insight.latest import latest_effects


def test_nothing_is_known_before_the_first_answer(space, person):
    """An empty answer, not an error."""
    person("Amara")
    assert latest_effects(space) == {}


def test_each_person_comes_with_number_words_and_feeling(space, diary, answered):
    """What the People pages show beside a name."""
    people = diary()
    answered(
        [
            (people["Amara"], "nourishing", 0.8, 0.4, 1.2, None),
            (people["Zed"], "not enough yet", -0.2, -1, 1, 9),
        ]
    )
    amara, zed = (latest_effects(space)[people[n].pk] for n in ("Amara", "Zed"))
    assert (amara["tone"], amara["label"], amara["mean"]) == ("heal", "nourishing, likely", 0.8)
    assert (zed["tone"], zed["more_contacts"], zed["felt"]) == ("unknown", 9, -1.0)
    assert amara["sentence"].startswith("In the hours after contact with Amara")


def test_a_stranger_gets_nothing_of_it(space, strangers_space, diary, answered):
    """Effects stay in their space."""
    people = diary()
    answered([(people["Amara"], "nourishing", 0.8, 0.4, 1.2, None)])
    assert latest_effects(strangers_space) == {}


def test_an_answer_says_nothing_once_too_little_is_left_to_rest_it_on(space, diary, answered):
    """What was worked out from days that are gone is no answer any more, on no page."""
    from kith.web.insight.page import Asked, on_paper
    from kith.web.today.models import CheckIn

    people = diary()
    answered([(people["Amara"], "nourishing", 0.8, 0.4, 1.2, None)])
    kept = CheckIn.objects.order_by("pk").values("pk")[:8]
    CheckIn.objects.exclude(pk__in=kept).delete()
    assert latest_effects(space) == {}
    assert on_paper(space, Asked())["answer"] is None
