"""`kith talk` streams readings in order, survives bad lines, and says nothing of what it read."""

import json

import forked
from kith.talk import LABELS, SELF_TALK

CANARY = "violet-canary-sentence"


def kith(*args, given=b""):
    return forked.run(["-m", "kith", "talk", *args], given)


def answers(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def given(*rows):
    return "\n".join(map(json.dumps, rows)).encode()


def test_read_gives_findings_and_a_chance_for_every_label():
    """One object in, one out, in order, the id as it came; offsets are code points."""
    rows = [
        {"id": "a", "text": "Tea 🍵. You never listen to me, not once"},
        {"id": 2, "text": "see you at six", "context": [{"from": "them", "text": "when?"}, 7]},
        {"text": "lone \ud800 surrogate", "context": "nonsense"},
    ]
    done = kith("read", "--jsonl", given=given(*rows))
    found = answers(done)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [row["id"] for row in found] == ["a", 2, None]
    assert set(found[0]) == {"id", "findings", "probabilities", "language"}
    assert all(tuple(row["probabilities"]) == LABELS for row in found)
    first = next(f for f in found[0]["findings"] if f["label"] == "overgeneralisation")
    assert set(first) == {"label", "probability", "start", "end", "reason"}
    assert rows[0]["text"][first["start"] :].startswith("You never listen")


def test_selftalk_has_labels_of_its_own():
    """Self-talk labels live in their own command."""
    (found,) = answers(
        kith("selftalk", "--jsonl", given=given({"id": 1, "text": "I'm such a loser"}))
    )
    assert tuple(found["probabilities"]) == SELF_TALK
    assert "labelling" in {f["label"] for f in found["findings"]}


def test_istatement_says_what_to_mend():
    """`ok`, codes, words, and `safety` joined with the crisis reader."""
    rows = [
        {"id": 1, "text": "I feel that you are selfish"},
        {"id": 2, "text": "When the dishes stood Monday and Tuesday I felt tired, because I need to share the load. Would you wash up tonight?"},
        {"id": 3, "text": "You must stop shouting"},
        {"id": 4, "text": "I feel trapped"},
        {"id": 5, "text": "I feel sad and I want to die. You must stop."},
    ]  # fmt: skip
    found = answers(kith("istatement", "--jsonl", given=given(*rows)))
    assert [row["ok"] for row in found] == [False, True, False, False, False]
    assert [row["safety"] for row in found] == [False, False, False, True, True]
    assert "disguised_you" in found[0]["problems"]
    assert found[1]["problems"] == []
    assert "demand" in found[2]["problems"]
    assert found[3]["problems"] == found[4]["problems"] == []
    (span,) = [s for s in found[2]["spans"] if s["problem"] == "demand"]
    assert rows[2]["text"][span["start"] : span["end"]] == "You must"


def test_paraphrase_gives_fidelity_and_flags():
    """Flags are true or false."""
    row = {"id": 1, "speaker": "I can't sleep since the move", "reply": "You should try tea"}
    (found,) = answers(kith("paraphrase", "--jsonl", given=given(row)))
    assert found == {
        "id": 1, "fidelity": 0, "feeling_named": False, "advice": True, "judgement": False,
        "parroting": False, "negation_flip": False, "language": "en",
    }  # fmt: skip
