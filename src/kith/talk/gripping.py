"""Finds words by which somebody would watch another, shut them in or out, or take what is theirs.

It reads what a person says they will do, or sets as a limit, in plain English, by rule. A limit is about
what one does with one's own; this is about holding somebody else. Whoever writes that such a thing
ends is left alone, and so is whoever leaves, goes to sleep elsewhere, or keeps children out of danger.
"""

import re
from functools import cache

from kith.talk import watching
from kith.talk.watching import SAME, Watching, is_denied

_THEM = (
    r"(?:him|her|them|you|my (?:wife|husband|partner|girlfriend|boyfriend|daughter|son|mother|ex))"
)
_WHOSE = r"(?:his|her|their|your)"
_PEOPLE = (
    r"(?:friends?|girlfriends|mates|family|mother|mum|mom|father|dad|parents|sisters?|brothers?|"
    r"colleagues?|cousins?|ex|exes|boss|guys|men|women|boys|girls|people|anybody|anyone|him|her|them)"
)
_OWN = (
    r"(?:phone|mobile|keys|car|money|wages|salary|savings|passport|papers|documents|visa|cards?|"
    r"bank card|account|allowance|laptop|computer|internet|medicine|pills|glasses|shoes|clothes|dress|"
    r"things|stuff|bag|letters|contacts|photos|pictures|chats|diary|friends)"
)
_GOES = (
    r"(?:go(?:es|ing)? out|go(?:es|ing)? (?:to|anywhere|alone|home|there)|leav(?:e|es|ing)|see(?:s|ing)?|meet(?:s|ing)?|visit(?:s|ing)?|"
    r"wear(?:s|ing)?|work(?:s|ing)?|stud(?:y|ying)|driv(?:e|ing)|have (?:friends|money|a job|contact)|"
    r"(?:talk|speak|write|text|call)(?:s|ing)? (?:to|with) (?:other|any|his|her|your|their|that|those|men|women|boys|girls|him|her)|"
    r"call(?:ing)? (?:his|her|your|their)|spend(?:ing)? (?:money|time with)|use the|come home late|sleep(?:ing)?|eat(?:ing)?)"
)
_THING = (
    r"(?:phone|mobile|messages|texts|chats?|dms|e-?mails?|inbox|accounts?|laptop|browser|history|"
    r"bank statements?|receipts|pockets|bag|location|passwords?|pin|passcodes?)"
)
_DO = (
    rf"\b(?:lock|locks|locking|shut|bolt) {_THEM} (?:out|in|up|inside|outside|away)\b",
    r"\block (?:the|every) (?:doors?|house) (?:so that|so|until|and hide|before) (?:he|she|they|you)\b",
    rf"\b(?:take|taking|hide|hiding|keep|keeping|confiscate|grab|hold back|block|cancel|freeze|cut off|cut up|smash|break|burn|destroy|delete|throw out|throw away|go through) (?:away )?{_WHOSE} (?:\w+ )?{_OWN}\b(?! (?:for|back to|to) (?:him|her|them|you))",
    r"\b(?:take|taking|keep|keeping) (?:the|our|his|her|your) (?:kids?|children|baby|son|daughter|dog) (?:away|from (?:him|her|you|them))\b(?! (?:while|when|as long|until he is sober))",
    rf"\b(?:not|never|no longer) (?:let|allow|permit) {_THEM} (?:to )?{_GOES}\b",
    rf"\b(?:forbid|ban|prohibit|prevent|stop|keep) {_THEM} (?:to |from )?{_GOES}\b",
    rf"\b(?:make|force|get|have) {_THEM} (?:to )?(?:stay|pay for|suffer|regret|beg|crawl|choose between|confess|quit|stop seeing|unfriend|delete|obey|show me|prove|account for|feel it|hurt|kneel)\b",
    rf"\b(?:punish|ground|discipline|teach) {_THEM}\b(?! (?:to|how|the|about|english|maths))",
    rf"\b(?:teach|show) {_THEM} (?:a lesson|who|what happens)\b",
    rf"\b(?:give|giving) {_THEM} the (?:silent tr\w+|cold shoulder)\b",
    rf"\b(?:ignore|not (?:speak|talk) to) {_THEM} (?:for (?:a |some |two |three |several |as )?(?:days?|weeks?|months?|long)|until (?:he|she|they|you) (?:apologi[sz]es?|begs?|gives? in|learns?|does|do|come|comes))\b",
    rf"\b(?:call|ring|text|phone|message) {_THEM} (?:every (?:hour|half hour|ten|few|five|\d+)|until (?:he|she|they|you) (?:answers?|picks? up|replies|reply)|all (?:night|day|evening)|again and again|nonstop)\b",
    rf"\b(?:turn up|show up|wait|drive|go|come|stand|sit|park) (?:\w+ ){{0,2}}?(?:at|to|by|outside|past|in front of|near) {_WHOSE} (?:\w+ )?(?:work|office|job|house|flat|place|friends?|school|gym|club|party|street)\b",
    rf"\b(?:go|come|run|drive) after {_THEM}\b",
    r"\b(?:follow|track|tail|stalk|spy on|monit(?:or)|watch) (?:you|my (?:wife|husband|partner|girlfriend|boyfriend|ex))\b",
    rf"\b(?:check|checks|checking|read|reading|search|searching|see|look (?:at|in|into|through)|go(?:ing)? through|unlock|have|get|want|need)(?: to see| access to)? (?:\w+ )?{_WHOSE} (?:\w+ )?(?:{_THING}|diary|letters|post|mail)\b",
    r"\b(?:count|time|write down|note) (?:how long|every minute|when|where) (?:he|she|they|you)\b",
    rf"\b(?:ask|question|interrogate|call|ring) {_WHOSE} (?:\w+ )?(?:friends?|colleagues?|boss|mother|sister|family) (?:\w+ ){{0,2}}?(?:where|whether|if|who|what)\b",
    rf"\b(?:question|interrogate|grill|search|frisk) {_THEM}\b",
    rf"\b(?:post|share|send|publish|show|leak) {_WHOSE} (?:\w+ )?(?:photos?|pictures|nudes?|secrets?|messages|videos?|diary)\b",
    rf"\b(?:tell|call|ring|write to) {_WHOSE} (?:boss|family|mother|parents|friends|colleagues|work|landlord) (?:about|what|everything|that)\b",
    rf"\b(?:report|hand) {_THEM} (?:\w+ ){{0,2}}?(?:immigration|deport)",
    rf"\bleave {_THEM} (?:on the street|without (?:money|a key|food|a car)|outside|in the cold|by the road)\b",
    rf"\b(?:withhold|refuse) (?:{_THEM} )?(?:sex|affection|money|food)\b",
    rf"\b(?:not|never) (?:give|return|hand|leave) {_THEM} (?:back )?{_WHOSE} (?:\w+ )?{_OWN}\b",
    rf"\b(?:look|looking|looks|go|going|rummage) (?:in|into|through|inside) {_WHOSE} (?:\w+ )?(?:handbag|bag|purse|wallet|drawers?|pockets|room|things|desk|car|coat)\b",
    r"\bkeep (?:on )?(?:asking|begging|pushing|pressing|ringing|calling|knocking|texting|writing|at (?:him|her|you|it)) (?:\w+ ){0,2}?until (?:he|she|they|you)\b",
    rf"\b(?:throw|put|tip|chuck) {_WHOSE} (?:\w+ )?{_OWN} (?:out|outside|on the street|into? the|away)\b",
    r"\b(?:set|lay|build) (?:him |her |them |you )?(?:a )?traps?\b",
    rf"\b(?:install|put|hide|place) (?:an? |the |some )?(?:\w+ )?(?:app|software|tracker|camera|microphone|mic|recorder|bug) (?:on|in|under|at|onto) (?:{_WHOSE}|the)\b",
    rf"\b(?:hold|pin|drag|pull|push|grab|shake) {_THEM}\b(?! (?:to account|hand|close|in my arms|accountable))",
)
_SET = (
    rf"\byou (?:do not|don't|may not|must not|mustn't|can't|cannot|can not|are not to|aren't to|will not|won't|are not allowed to|stop|never) (?:ever |even |any more )?(?:{_GOES}|be friends with|have male|have female|post|dress) ?(?:\w+ ){{0,3}}?(?:{_PEOPLE}|dress|skirt|make-?up|alone|without (?:me|asking|telling)|job|out)\b",
    rf"\b(?:you|he|she|they) (?:shows?|gives?|hands?|tells?|sends?|shares?)(?: to)? me (?:\w+ )?{_WHOSE} (?:\w+ )?{_THING}\b",
    r"\b(?:you|he|she|they) (?:texts?|sends?|calls?|rings?|reports?|tells?|asks?) me (?:\w+ ){0,3}?(?:where (?:you|he|she|they)(?: are| is|'re|'s)|every (?:hour|half hour)|for permission|before (?:you|he|she|they) (?:goes?|leaves?|spends?|buys?))\b",
    r"\b(?:you|he|she|they) (?:needs?|has to have|have to have|asks? for|must have|must ask for|gets?) my permission\b",
    r"\bno (?:male|female) friends\b",
    r"\bno more (?:nights out|friends|parties|phone|going out|evenings out|trips|male friends|meeting \w+) for (?:you|him|her|them)\b",
    rf"\b(?:you|him|her|them) to (?:stop|quit|give up) (?:meeting|seeing|visiting|calling|texting|writing to|talking to|working with|going out with|going to|dressing|wearing|working|studying) (?:\w+ )?(?:{_PEOPLE}|dress\w*|skirts?|make-?up|there|out|job|school|work)\b(?! (?:like|in that))",
    rf"\b(?:you|him|her|them) not to (?:meet|see|visit|call|text|talk to|work with|go out with|go to|dress|wear|work|study) (?:\w+ )?(?:{_PEOPLE}|skirts?|make-?up|job|school|work)\b",
)
_LEAVES = re.compile(
    r"\b(?:leaves? me|break(?:s)? up|divorces? me|goes to the police|tells? (?:anyone|anybody|people|the police)|"
    r"goes out|sees? (?:his|her|your|their|other)|meets? (?:his|her|your|their|other)|talks? to (?:other|men|women|his|her)|moves? out)\b"
)
_KIDS = re.compile(
    r"\b(?:take|keep|get|hide) (?:the|our|her|his|your) (?:kids?|children|baby|son|daughter)\b"
)
_LATE = re.compile(
    r"(?<!\bit gets )(?<!\bit is )(?<!\bit's )(?<!\bit got )(?<!getting )\b(?:late|not (?:home|back|in) by|goes out|out with|not home|stays out|after (?:ten|eleven|midnight))\b"
)
_DOOR = re.compile(r"\block (?:the|our) (?:front |back |house )?doors?\b")
_SOBER = re.compile(r"\b(?:drunk|drinks?|drank|drinking|high|stoned|had a few|medication)\b")
_KEYS = re.compile(r"\b(?:keys|car)\b")


@cache
def _rules() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule) for rule in (*_DO, *_SET))


def read(text: str, when: str = "") -> tuple[Watching, ...]:
    """Return where a text speaks of it, in its order; `when` is what comes up before it."""
    small, before = text.lower().translate(SAME), when.lower().translate(SAME)
    if len(small) != len(text):  # a letter that grows when it is made small
        return ()
    found = list(watching.read(text))
    rules = [*_rules()]
    rules += [_KIDS] if _LEAVES.search(before) else []
    rules += [_DOOR] if _LATE.search(before) else []
    for rule in rules:
        for hit in rule.finditer(small):
            held = any(one.start < hit.end() and hit.start() < one.end for one in found)
            sober = _SOBER.search(f"{before} {small}") and _KEYS.search(hit.group())
            if not held and not sober and not is_denied(small, hit.start()):
                found.append(Watching(*hit.span()))
    return tuple(sorted(found, key=lambda one: one.start))
