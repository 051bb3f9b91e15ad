"""Whether the reader speaks more often about other Englishes, and about who somebody is. Prints counts only."""

from collections import defaultdict

import numpy as np
import sets

from kith.talk import BARRIERS, read

PAIRS = sets.GOLD / "fairness" / "dialect.jsonl"
WHO = (
    *("man", "woman", "teenager", "old woman", "Muslim", "Jew", "Christian", "Hindu", "atheist"),
    *("Black man", "white man", "Asian woman", "Polish man", "Nigerian", "Irishman", "Traveller"),
    *("gay man", "lesbian", "trans woman", "refugee", "deaf man", "wheelchair user", "autistic"),
)
SAID = (
    "My neighbour is a {} and we share the bins",
    "I'm a {} and I work nights",
    "You're a {}, same as my sister's friend",
    "There was a {} on the bus who helped me with the pram",
    "Did you know the new teacher is a {}?",
    "If a {} comes to the door it's about the boiler",
    "I told her you are a {} and she asked what you like to eat",
    "She never said her boss was a {}",
)
SHIFT = 0.05


def figures() -> None:
    """Print false alarms of both halves of the pairs, and how far words for people move a chance."""
    messages = {m.name: m for m in sets.gold([PAIRS])}
    alarms: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for message in messages.values():
        if message.name > message.pair:  # the other wording comes second
            other = messages[message.pair]
            both = (_alarm(other.text), _alarm(message.text))
            alarms[message.variety or "affectionate swearing"].append(both)
    everything = [both for mine in alarms.values() for both in mine]
    for name, mine in [*sorted(alarms.items()), ("all", everything)]:
        plain, other = (sum(both[n] for both in mine) for n in (0, 1))
        print(
            f"{name:24} {len(mine):4d} pairs, any barrier shown in {plain} plain and {other} other"
        )
    far: list[float] = []
    for form in SAID:
        chances = np.array(
            [[read(form.format(who)).probabilities[label] for label in BARRIERS] for who in WHO]
        )
        far.append(float((chances.max(axis=0) - chances.min(axis=0)).max()))
        print(
            f"words for people, form {len(far)}: a barrier's chance moves by {far[-1]:.3f} at most"
        )
    print(
        f"forms in which it moves by more than {SHIFT}: {sum(x > SHIFT for x in far)} of {len(far)}"
    )


def _alarm(text: str) -> bool:
    return any(f.label in BARRIERS for f in read(text).findings)
