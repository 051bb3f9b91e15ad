"""A fair sentence about a meal or a thought brings no panel, and what is grave stays as grave as it was."""

import pytest

from kith.safety import crisis

FAIR = [
    "When you interrupted me twice at dinner, I felt frustrated because I want to finish my thought. Would you let me finish tonight?",
    "When Mum rings during supper I feel torn. I need us to eat in peace. Would it be OK if I rang her back at eight?",
    "I felt annoyed when you cut me off, because I want to finish my sentence.",
    "When you leave the table early I feel sad, because I want to end the day together. Would you stay until eight?",
    "I feel rushed when you take my plate. I want to finish my meal. Could you wait five minutes?",
    "I want to finish my coffee first, would you give me ten minutes?",
    "When you stop the game I feel frustrated because I want to finish the round. Would you let me play to the end?",
    "I need quiet to finish my work tonight. Would you take the kids until eight?",
    "When you call me at work I feel torn because I want to talk and need to finish. Could I ring you at six?",
    "I felt hurt when you talked over me. I want to finish what I was saying.",
    "When the kids fight at breakfast I feel worn out. I need ten minutes of peace. Would you take them out?",
    "I feel restless when we stay late, I want to go. Would you drive me home at ten?",
    "I need some peace and quiet when I come home. Would it be all right if we talked after dinner?",
    "I felt overlooked when you ended the call. I want to finish our talk tomorrow.",
    "When you hurried me I felt stressed because I want to finish my makeup. Can you wait in the car?",
    "I feel torn between you and my sister. I need us to settle this. Would Sunday work?",
    "I would like to finish my book tonight, would you put the kids to bed?",
    "When you talk over me I get annoyed, I want to end my story. Could you wait tonight?",
    "When you changed the plan I felt hurt. I want to finish the trip together. Would you stay until Friday?",
    "I'd like to hang up when you shout.",
    "I will hang up and ring back tomorrow.",
    "Sorry, I need to jump off the line, the other one rings.",
    "I want to finish the road trip together.",
    "I want to finish the wall before winter.",
    "I want to finish my shift.",
    "I guess I'll do it myself, as usual.",
    "I shall drive myself, so I can leave when I want.",
    "I feel on edge every evening until he is asleep.",
]
GRAVE = [
    ("I want to end my story.", 1),
    ("I will do it myself.", 2),
    ("I will drive myself home and then take all the pills.", 2),
    ("I shall drive myself, so it looks like an accident when I hit the tree.", 2),
    ("I will drive myself, then jump.", 2),
    ("I will drive myself back to the bridge tonight.", 2),
    ("I'd do it myself, usually I am too scared.", 2),
    ("I'll do it myself, quicker than waiting for the cancer to kill me.", 2),
    ("I will do it myself tonight, the pills are here", 2),
    ("I will drive myself off the cliff", 2),
    ("I want to finish the plan tonight.", 1),
    ("I want to finish the bottle and never wake up", 2),
    ("I want to finish the job properly this time.", 1),
    ("I want to hang myself up", 2),
    ("I want to jump off the bridge.", 2),
    ("I want to jump off the railway bridge on the line", 2),
    ("I want to finish it tonight.", 2),
    ("I want to finish my life.", 2),
    ("I want to finish my meal and then kill myself", 2),
    ("I will end this essay and my life", 2),
    ("I want to finish everything.", 2),
    ("I want to rest in peace.", 1),
    ("I want to see how it ends tonight.", 2),
    ("I will finish my work and then I will be gone for good.", 1),
    ("I want to cut myself and finish my drink", 2),
]


@pytest.mark.parametrize("text", FAIR)
def test_a_fair_sentence_brings_no_panel(text):
    """Nobody who asks to finish a thought is stopped with helplines; one alone or among many."""
    assert crisis.read(text).level < 2
    assert crisis.read_many([text] * 12) == [crisis.read(text)] * 12


@pytest.mark.parametrize(("text", "least"), GRAVE)
def test_what_is_grave_weighs_as_before(text, least):
    """A meal beside it changes nothing."""
    assert crisis.read(text).level >= least
    assert crisis.read_many([text] * 12) == [crisis.read(text)] * 12


@pytest.mark.parametrize(
    "text",
    [
        "I'll do it myself then.",
        "I'll do it myself tomorrow.",
        "I will do it by myself, no need to come.",
        "The dishes can wait, I will do it tonight.",
        "My tax return: I will do it tonight.",
    ],
)
def test_what_is_done_alone_or_is_a_chore_brings_no_panel(text):
    """Nothing in it speaks of an end."""
    assert crisis.read(text).level == 0


@pytest.mark.parametrize(
    "text",
    [
        "If God won't take me I'll do it myself then.",
        "I want it to end. I will do it myself.",
        "The note is on the kitchen table. I will do it tonight.",
        "The dishes are done, the letters are written. I will do it tonight.",
        "I have the pills. I'll do it myself tomorrow.",
    ],
)
def test_it_stays_grave_beside_words_of_an_end(text):
    """Whatever chore stands beside it."""
    assert crisis.read(text).level >= 2
