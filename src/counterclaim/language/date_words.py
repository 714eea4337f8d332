"""How news words dates: one pattern for each form, with the groups that its reader reads."""

import re
from functools import cache

WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
ANY_WEEKDAY = rf"{WEEKDAY}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun"
MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
YEAR = r"(?:19|20)\d\d"
NUMBER = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
PART = r"early|late|earlier|mid|the\s+(?:start|beginning|end|middle)\s+of"
HOURS = r"morning|afternoon|evening|night|dawn|noon|midday|midnight|daybreak"
DAY = r"(?:[12]\d|3[01]|0?[1-9])"
DAYS = rf"(?P<day>{DAY})(?:st|nd|rd|th)?(?:\s*(?:-|to|and)\s*(?P<last>{DAY})(?:st|nd|rd|th)?)?(?![\d:.,]\d|\d|\s*%)"
TIMED = rf"(?P<time>(?:(?:very\s+)?(?:early|earlier|late|later)|(?:at\s+)?(?:{HOURS}))\s+(?:on\s+|of\s+)?(?:the\s+)?)?"
AFTER = rf"(?:'?s?\s+(?P<hours>(?:(?:early|late)\s+)?(?:{HOURS})))?"
LEAD = rf"{TIMED}(?:on\s+)?(?:(?:{ANY_WEEKDAY})\b[\s,.(]*(?:the\s+)?)?(?:(?:{HOURS})[\s,]+)?"
IN_YEAR = rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR})\b)"
ABOUT = r"(?:(?:about|around|almost|nearly|some|just|over|more\s+than)\s+)?"
# What is counted behind a bare number makes it no year: "in 2013 people".
COUNTED = (
    r"people|civilians|fighters|soldiers|militants|troops|refugees|dead|deaths|men|women|children|others|buildings"
    r"|homes|families|members"
)
WITH_YEAR = r"in|since|until|till|by|during|from|before|after|of|the|through|throughout|year|mid|early|late"
WITH_MONTH = r"in|since|until|till|by|during|last|this|of|from|to|through|between|and|before|after|throughout|mid"
NEAR = (
    r"the\s+day\s+before\s+yesterday|to-?day|yesterday|tomorrow|overnight|tonight|last\s+night"
    rf"|this\s+(?:{HOURS})|earlier\s+in\s+the\s+day"
)

FORMS: tuple[tuple[str, str], ...] = (
    ("full", rf"{LEAD}(?P<month>{MONTH})\b\.?\s*{DAYS}{IN_YEAR}?"),
    ("full", rf"{LEAD}{DAYS}\s*(?:of\s+)?(?P<month>{MONTH})\b\.?{IN_YEAR}?"),
    ("full", rf"(?P<year>{YEAR})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)"),
    ("full", rf"(?P<day>{DAY})\.(?P<month>0[1-9]|1[0-2])\.(?P<year>{YEAR})(?!\d)"),
    ("full", rf"(?P<day>{DAY})-(?P<month>{MONTH})-(?P<year>{YEAR})(?!\d)"),
    ("slashed", rf"(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<year>{YEAR})(?!\d)"),
    ("month", rf"(?:(?:{PART})[\s-]+)?(?P<month>{MONTH})\b\.?{IN_YEAR}(?!-\d)"),
    (
        "month",
        rf"(?:{WITH_MONTH}|{PART})[\s-]+(?:(?:{PART})[\s-]+)?(?P<month>{MONTH})\b\.?(?P<year>(?!))?"
        r"(?!,?\s*(?:of\s+)?\d)",
    ),
    (
        "year",
        rf"(?:between\s+|from\s+|in\s+|during\s+|\()?(?P<year>{YEAR})\s*(?:-|to|until|and|through)\s*"
        rf"(?P<until>{YEAR}|\d\d(?!\d))(?![\d,.]\d|\d)",
    ),
    (
        "year",
        rf"(?:(?:in|during|of|since)\s+)?(?:the\s+)?(?:(?:{PART})\s+)?(?:spring|summer|autumn|fall|winter)\s+"
        rf"(?:of\s+|in\s+)?(?P<year>{YEAR})\b",
    ),
    (
        "year",
        rf"(?:{WITH_YEAR}|{PART})[\s-]+(?:(?:{PART}|the\s+year)[\s-]+)?(?P<year>{YEAR})"
        rf"(?![\d,]\d|\d|-\d|\s*%)(?!\s+(?:{COUNTED}))",
    ),
    (
        "weekday",
        rf"{TIMED}(?:on\s+)?(?:(?P<which>last|next|this|past|previous|coming)\s+)?(?P<weekday>{WEEKDAY})(?:s(?!\w))?"
        rf"{AFTER}",
    ),
    ("near", rf"{TIMED}(?P<near>{NEAR}){AFTER}"),
    ("ago", rf"{ABOUT}(?P<count>{NUMBER})[\s-](?P<unit>day|night|week|fortnight|month|year|decade)s?\s+ago"),
    (
        "earlier",
        rf"{ABOUT}(?P<count>{NUMBER})\s+(?P<unit>day|night|week|month|year)s?\s+"
        r"(?:earlier|later|before(?=\s*[.,;:)]|\s+(?:by|when|in|at|and|the)\b|\s*$))",
    ),
    (
        "earlier",
        r"(?:on\s+)?the\s+(?:(?:previous|preceding|following|next)\s+(?P<unit>day|night)"
        r"|day\s+(?:before|earlier)(?!\s+(?:yesterday|the|a|an|he|she|they|it)\b))(?P<count>(?!))?",
    ),
    ("last", r"(?:earlier\s+|late\s+|early\s+)?(?P<which>last|this|next|previous)\s+(?P<unit>week|month|year)\b(?!-)"),
    ("weekend", r"(?:over\s+|at\s+)?(?:the|last|this)\s+weekend\b"),
    (
        "span",
        r"(?:in|over|during|within|for|since)\s+(?:the\s+)?(?:past|last|previous)\s+"
        rf"(?:(?P<count>{NUMBER})[\s-])?(?P<unit>hour|day|week|month|year)s?\b",
    ),
)

# Words that make a weekday one to come: "will meet on Friday", "expected to vote Tuesday".
FUTURE = re.compile(
    r"\b(?:will|shall|due|scheduled|expected|plans?|planned|set|upcoming|slated|going)\b[^.;:]{0,60}$", re.I
)
# A sentence without any of these holds no date.
TRIGGER = re.compile(
    rf"\b(?:{ANY_WEEKDAY}|{MONTH})s?\b|\b{YEAR}\b|\d[-./]\d|\b(?:to-?day|yesterday|tomorrow|overnight|tonight|days?|weeks?"
    r"|months?|years?|decades?|hours?|weekend|night|morning|afternoon|evening|dawn)\b",
    re.I,
)


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the forms, compiled; where two overlap the longer wins, then the earlier."""
    return tuple((name, re.compile(rf"(?<![\w-]){pattern}(?!\w)", re.I)) for name, pattern in FORMS)
