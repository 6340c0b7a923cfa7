"""The phrases by which a sentence negates, saves, reserves, excepts, or says with what mind an act is done.

Set expressions of treaty English and of criminal law at large, in the order of no list of offences: what one
subject calls its conduct, its means or its purposes is in the vocabulary of a library.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from travaux.diff.effects.softeners import FREE, SOFTENER, SOFTENING
from travaux.model.phrases import OTHERS

Family: TypeAlias = Literal[
    "negation", "safeguard", "reservation", "closing", "declaration", "exception", "softener", "purpose"
]
Mind: TypeAlias = Literal["special", "general", "knowledge", "reckless", "negligent", "right"]
"""A state of mind that an offence asks for: intent as to what follows, intention as to the act, knowledge,
recklessness, negligence; "right" is the absence of right."""
Nature: TypeAlias = Literal[
    "reservation", "closing", "declaration", "safeguard", "definition", "offence", "obligation", "permission", ""
]
"""What a whole sentence does."""

_PHRASES: Final[dict[Family, str]] = {
    "negation": r"not|no|nothing|neither|never|none|cannot|without",
    "safeguard": (
        r"without prejudice to|nothing (?:contained )?in|shall not affect|does not affect|shall be without prejudice"
        r"|subject to (?:the |such |appropriate |adequate )*(?:conditions and )?safeguards"
        r"|with (?:due|full) (?:regard|respect) (?:for|to) (?:\w+ ){0,4}?(?:rights?|freedoms?|privacy)"
        r"|shall not be (?:interpreted|construed)"
    ),
    "reservation": r"may (?:\w+ ){0,6}?reserves? the right|may (?:make|enter) (?:a |the |any )?reservations?"
    r"|may (?:\w+ ){0,24}?formulate (?:a |any )?reservations?"
    r"|^(?:any |the )?(?:declarations? and )?reservations? (?:\w+ ){0,16}?shall (?:also )?(?:be applicable|apply)"
    r"|avails? (?:itself|themselves) of (?:\w+ ){0,8}?reservations?",
    "closing": (
        r"no (?:other |further )?reservations? (?:may|shall|can) be|no (?:other |further )?reservations? (?:is|are) "
        r"(?:permitted|allowed)|reservations (?:shall|may) not be|reservations are not"
    ),
    "declaration": (
        r"may (?:\w+ ){0,24}?(?:by (?:a |means of a )?declaration|declare (?:that|its|the)|make (?:a )?declarations?)"
    ),
    "exception": (
        r"unless|except|excepting|provided that|save (?:that|where|in|as|for)|other than|with the exception of"
    ),
    "softener": SOFTENER,
    "purpose": r"(?:for|with) the purpose of",
}
_BARRED: Final[dict[Family, str]] = {
    "negation": (
        r"whether or not|not only|(?:not|no) (?:later|less|more|fewer|earlier) than|not exceeding|without right"
        r"|without (?:prejudice|reservation as to|(?:undue |unreasonable |further )?delay)|no longer|no\. ?\d+"
        rf"|the right not to|nothing (?:contained )?in|not limited to|without (?:limitation|being limited)|{FREE}"
        r"|shall not (?:affect|be (?:interpreted|construed))|does not affect|no (?:other |further )?reservations?"
        r"|reservations (?:shall|may) not|reservations are not"
    ),
    "exception": r"save the|other than as",
}
_MINDS: Final[dict[Mind, str]] = {
    "special": r"with (?:the |an )?(?:intent|intention|aim)\b",
    "general": r"intentional(?:ly)?|will?ful(?:ly)?|deliberately",
    "knowledge": r"knowingly|with (?:the )?knowledge|knowing (?:that|it|him|her|them)|knows (?:that|of)",
    "reckless": r"reckless\w*|reason to believe|reasonable grounds to (?:believe|suspect)|should have known",
    "negligent": r"negligen\w+",
    "right": r"without right|unlawfully",
}
_PARTIES: Final = (
    r"\b(?:part(?:y|ies)|states?)(?: part(?:y|ies)| concerned)?"
    r"(?: (?:that|which|whose) [^,.;:]{0,120}?)?(?:,[^.;:]{0,160}?,)? "
)
_IT: Final = r"^\W*(?:where|when|if|whenever)\b[^.;:]{0,160}?\b(?:part(?:y|ies)|states?)\b[^.;:]{0,320}?, (?:it|they) "
"""A condition that speaks of a party, and the pronoun that stands for it in the sentence."""
_ENSURED: Final = r"^\W*it (?=shall (?:also )?ensure\b(?! that:))"
_PARTY: Final = re.compile(rf"(?:{_PARTIES}|{_IT}|{_ENSURED})(?!{FREE})(?:shall|must|may not|undertakes?)\b", re.I)
_ALLOWED: Final = re.compile(rf"(?:{_PARTIES}|{_IT})(?:may(?! not\b)|{FREE})\b", re.I)
_GOVERNING: Final = re.compile(
    r"\b(?:shall|must|may|undertakes?)(?: (?:also|itself|in any case))? (?:not|never|neither)\b"
    r"|^\W*(?:no|none of|neither|nor)\b[^,;:]*?\b(?:part(?:y|ies)|states?)\b|\bunder no circumstances\b|\bin no case\b"
)
"""A negation of the verb itself, and not of a word beside it."""
_DISPENSING: Final = re.compile(r"\b(?:need|requir\w+|necessary|irrelevant|defen[cs]es?|exclud\w+)\b", re.I)
_ESTABLISHING: Final = (
    r"\bestablish\w*(?: \w+){0,8} as (?:a )?criminal offences?\b|\bcriminalis\w+"
    r"|\bmakes? it an? (?:criminal )?offence\b"
)
_LISTING: Final = re.compile(rf"{_ESTABLISHING}|\bfollowing (?:intentional )?(?:conduct|acts?)\b", re.I)
_CREATING: Final = re.compile(
    rf"{_ESTABLISHING}|\b(?:constitutes?|commits) an? (?:\w+ )?offence\b"
    r"|\boffence (?:is|shall be)(?: not)? committed\b|\b(?:is|shall be) an? (?:\w+ )?offence(?=\s*[,.;:]|$)"
    r"|\bfollowing (?:conduct|acts) (?:is|are|shall be) (?:criminal|offences|punishable)\b"
    r"|\bshall be (?:made )?punishable\b(?! by (?!law\b))",
    re.I,
)
_ELSEWHERE: Final = re.compile(r"\b(?:jurisdiction|extradit\w+|assistance|convict\w+)\b", re.I)
_FREEING: Final = re.compile(
    r"\bnot (?:be |constitute |commit )?(?:held |made )?(?:criminally )?"
    r"(?:an? (?:\w+ )?offence|liable|criminal|punish\w+)\b"
    r"|\bno (?:criminal )?(?:liability|offence)\b|\bexempt\w*\b"
    r"|\bnot apply to (?:an? |any |those |the )?(?:acts?|conduct|persons?|offences?)\b",
    re.I,
)
_SAVING: Final = re.compile(
    r"\bnothing (?:contained )?in\b|\b(?:shall|does) not affect\b|\bshall not be (?:interpreted|construed)\b"
)
"""Words by which a sentence as a whole leaves something alone."""
_KEPT: Final = re.compile(
    r"\b(?:is|are|be) (?:without prejudice to|(?:\w+ ){0,4}?subject to (?:\w+ ){0,6}?safeguards)\b"
    r"|^\W*without prejudice to\b(?!.*\b(?:shall|may|must)\b)"
)
"""Words by which it does so if it does not bind the parties."""
_DENYING: Final = re.compile(
    r"\b(?<!who )(?<!which )(?<!that )(?:shall|may|must|need|can)(?: (?:also|of|itself|have|be|confer|in|any|case))"
    r"{0,3} (?:not|no|neither|never)\b|\b(?:does|is|are) not (?:exclude|prevent|preclude|limit|bound|obliged|required)"
    r"|^\W*(?:no|nor|neither)\b.*\b(?:shall|may|need)\b",
    re.I,
)
_EXTENDING: Final = re.compile(r"\bextends?\b", re.I)
_DEFINING: Final = re.compile(
    r"“(?P<term>[^“”]+)”\s+(?:\w+\s+){0,2}?(?:means|shall mean|includes|refers to|has the meaning)\b"
)


_MANY: Final = 1024
"""Of so many sentences it is known what they do, for each is asked about several times."""
_NONE: Final[Counter[str]] = Counter()
_TELLING: Final = re.compile(
    r"\b(?:no\b|not|nor|nothing|nei|never|none|cannot|without|prejudice|affect|subject|safeguard|condition|regard|respect"
    r"|right|freedom|privacy|interpret|constru|reserv|declar|unless|except|provided|provides|offer|save|other|possib|extent"
    r"|appropriate|means|far|concept|basic|within|purpose|aim|intent|wil|deliberate|know|reckless|reason|believe|suspect"
    r"|negligen|unlawful|shall|should|may|must|consider|endeavo|striv|seek|effort|underta|requir|oblig|encourag|necessary"
    r"|adopt|take|measure|try|best|attempt|permit|allow|practicab|feasib|reasonabl|limit|domestic|national|internal|constitution"
    r"|accordance|conform|consistent|framework|resources|capacit|deem|need|bound|appl|free|liab|fullest|widest|greatest)"
)
"""Words by which a phrase comes in, goes, or becomes another."""


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])")


_THESE: Final = {family: _whole(pattern) for family, pattern in _PHRASES.items()}
_NOT_THESE: Final = {family: _whole(pattern) for family, pattern in _BARRED.items()}
_OF_MIND: Final = {mind: _whole(pattern) for mind, pattern in _MINDS.items()}
_HINTS: Final[dict[Family, tuple[str, ...]]] = {
    "negation": ("no", "nei", "never", "without"),
    "safeguard": ("prejudice", "nothing", "not ", "safeguards", "with "),
    "reservation": ("reserv",),
    "closing": ("reserv",),
    "declaration": ("decl",),
    "exception": ("unless", "except", "provided", "save", "other than"),
    "softener": SOFTENING,
    "purpose": ("purpose",),
}
"""Of each family letters of which every phrase has some: a text without any of them is not searched."""


def phrases(family: Family, text: str) -> Counter[str]:
    """The phrases of a family in a text, each with how often it stands there, in small letters."""
    plain = plain_of(text)
    for hint in _HINTS[family]:
        if hint in plain:
            return Counter(_phrases(family, plain))
    return _NONE


def _phrases(family: Family, plain: str) -> Iterator[str]:
    barred = _NOT_THESE.get(family)
    spans = [each.span() for each in barred.finditer(plain)] if barred else []
    for each in _THESE[family].finditer(plain):
        if not any(a <= each.start() < b for a, b in spans):
            yield each.group()


def minds(text: str) -> dict[Mind, str]:
    """The states of mind that a text names, each in its first words."""
    plain = plain_of(text)
    found = ((mind, pattern.search(plain)) for mind, pattern in _OF_MIND.items())
    return {mind: match.group() for mind, match in found if match}


def mindless(text: str) -> str:
    """A text, as phrases are sought in it, without the first words of each state of mind that it names."""
    plain = plain_of(text)
    for words in minds(text).values():
        plain = plain.replace(words, " ", 1)
    return " ".join(plain.split())


@lru_cache(_MANY)
def obliges(text: str) -> bool:
    """Whether a text says that parties or States shall do something."""
    return bool(_PARTY.search(text))


def permits(text: str) -> bool:
    """Whether a text says that parties or States may do something."""
    return bool(_ALLOWED.search(text))


@lru_cache(_MANY)
def creates_offence(text: str) -> bool:
    """Whether a text makes conduct an offence."""
    return bool(_CREATING.search(text)) and not _ELSEWHERE.search(text)


def lists_offences(text: str) -> bool:
    """Whether a text opens a list of conduct that is to be an offence."""
    return bool(_LISTING.search(text))


@lru_cache(_MANY)
def frees(text: str) -> bool:
    """Whether a text says what is no offence, or whom no liability meets."""
    return bool(_FREEING.search(text))


def exempts(text: str) -> bool:
    """Whether a text says what is no offence, or saves something from the text it stands in."""
    return frees(text) or bool(phrases("safeguard", text))


def tells(words: str) -> bool:
    """Whether words that only one of two sentences has may be of a phrase that is known here."""
    return bool(_TELLING.search(words.casefold()))


@lru_cache(_MANY)
def nature(text: str) -> Nature:
    """What a sentence does as a whole: the first that it does of these; "" if it does none of them."""
    if opens := phrases("reservation", text).total() - phrases("closing", text).total():
        return "reservation" if opens > 0 else "closing"
    if phrases("declaration", text):
        return "declaration"
    if leaves_alone(text):
        return "safeguard"
    if defines(text):
        return "definition"
    if obliges(text):
        return "offence" if creates_offence(text) else "obligation"
    return "permission" if permits(text) else ""


def comparable(old: str, new: str) -> bool:
    """Whether two sentences do the same, more or less strongly."""
    both = {nature(old), nature(new)}
    return (len(both) == 1 and "" not in both) or both == {"obligation", "permission"}


def leaves_alone(text: str) -> bool:
    """Whether a sentence as a whole is a saving, and does not bind the parties besides."""
    if not phrases("safeguard", text):
        return False
    plain = plain_of(text)
    return bool(_SAVING.search(plain)) or (bool(_KEPT.search(plain)) and not obliges(text))


def extends(text: str) -> bool:
    """Whether a declaration is one by which the text reaches further, and not less far."""
    return bool(_EXTENDING.search(text))


def dispenses(text: str) -> bool:
    """Whether a text says what is not needed, or no defence: a negation there may take away a limit."""
    return bool(_DISPENSING.search(text))


def governing(text: str) -> int:
    """How many negations are of the verb of a sentence, or of the parties that it speaks of."""
    return sum(1 for _ in _GOVERNING.finditer(plain_of(text)))


def denies(text: str) -> bool:
    """Whether the sentence itself forbids or excludes something, and not a word of it beside the point."""
    return bool(phrases("negation", text)) and bool(_DENYING.search(text))


def defines(text: str) -> bool:
    """Whether a text defines a term."""
    return bool(term(text))


def term(text: str) -> str:
    """The first term that a text defines, in small letters; "" if it defines none."""
    found = _DEFINING.search(text) if "“" in text else None
    return found["term"].casefold() if found else ""


@lru_cache(512)
def plain_of(text: str) -> str:
    """A text in small letters with single spaces; the marks between words are spaces too."""
    return " ".join(text.translate(OTHERS).casefold().split())
