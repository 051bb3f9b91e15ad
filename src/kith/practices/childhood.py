"""Does a text tell that somebody hurt the writer when the writer was young? Then no share is theirs.

Rules over plain English words: a sign of being young (an age below eighteen, "as a child", "my
teacher"), and a deed that was done to the writer. Where the person said by a choice that they were
young, the deed alone is enough. It decides only whether a slice of a pie is offered, so a doubt
refuses it: a share that is not asked for harms nobody.
"""

import re

_SMALL = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
]
_AGE = rf"(?:[1-9]|1[0-7]|{'|'.join(_SMALL)})"
_YOUNG = re.compile(
    rf"\b(?:i was (?:only |just |about |maybe |around |nearly |not even )*{_AGE}"
    rf"|i am (?:only |just )?{_AGE}|im (?:only |just )?{_AGE}|i turned {_AGE}"
    rf"|(?:at|aged|age|at the age of) {_AGE}|{_AGE} years? old|{_AGE}(?: | to |-){_AGE}"
    r"|(?:as|was|when|being|still|only|just) (?:a |an |still |only |just |so |very |too )*"
    r"(?:little|small|young|child|kid|boy|girl|teen|teenager|minor|baby|toddler)"
    r"|(?:my|our) (?:childhood|youth|teens)|growing up|grew up|(?:in|at) (?:primary|elementary|middle|high|secondary|boarding)? ?(?:school|kindergarten|nursery)"
    r"|(?:in|at) (?:the )?(?:childrens|foster) home|foster (?:home|dad|mum|mom|father|mother|parents)"
    r"|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:grade|class|form))\b"
)
_ME = r"(?:me|us|my (?:body|breasts?|chest|legs?|thighs?|bottom|bum|privates?|private parts|underwear|pants|clothes))"
_DEED = re.compile(
    rf"\b(?:(?:touch|fondl|grop|molest|abus|rap|assault|attack|hurt|harm|beat|hit|punch|slap|kick|whip|thrash|spank|chok|strangl|burn|bit|lock|starv|tortur|humiliat|grab|kiss|undress|strip|groom|us|forc|threaten|violat|penetrat|exploit|manipulat|drug)(?:s|es|ed|ped|ted|ing|ping|ting|en|ned)? (?:\w+ ){{0,2}}?{_ME}"
    rf"|(?:made|make|makes|making) {_ME} (?:do|touch|undress|watch|kiss|sleep|take|lie|strip|pose|suck|sit)"
    rf"|(?:did|does|do|doing|done) (?:\w+ ){{0,3}}?to {_ME}"
    rf"|(?:laid|put|puts|had) (?:his|her|their|a) (?:hands?|fingers?) (?:\w+ )?(?:on|in|up|down|under|inside) {_ME}"
    r"|(?:slept|sleeping|sleeps|had sex|having sex|sex) with me"
    r"|(?:came|comes|coming|climbed|got|gets) in(?:to)? (?:my|our) (?:room|bed|bedroom|bath|shower)"
    r"|(?:was|were|been|being|got|getting) (?:(?:often|always|sexually|badly|also|first|repeatedly|physically|regularly) )*(?:abused|molested|raped|assaulted|beaten|groomed|touched|hit|groped|exploited)"
    r"|(?:sexual|child|physical) (?:abuse|assault)|incest|abuser|(?:with|used) (?:his|her|the|a) belt)\b"
)


def told(text: str, *, young: bool = False) -> bool:
    """Say whether a text tells of it; `young` says that the writer was, so that the deed is enough."""
    plain = " ".join(
        re.findall(r"[a-z]+|[0-9]+", text.casefold().replace("’", "").replace("'", ""))
    )
    return bool(_DEED.search(plain)) and (young or bool(_YOUNG.search(plain)))
