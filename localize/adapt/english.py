"""Fitting a phrase into an English sentence: article, number, possessive and capital follow what stood there.

>>> def replaced(text, old, new):
...     at = text.index(old)
...     start, end, words = fit(text, at, at + len(old), new, 0, len(text))
...     return text[:start] + words + text[end:]
>>> replaced("He went to a koban.", "koban", "autonomous police box")
'He went to an autonomous police box.'
>>> replaced("The pension offices' staff know.", "pension offices'", "National Pension Service branch")
"The National Pension Service branches' staff know."
>>> replaced("Seikatsu hogo is paid monthly.", "Seikatsu hogo", "basic livelihood benefit")
'Basic livelihood benefit is paid monthly.'
>>> replaced("Call Houterasu today.", "Houterasu", "Korea Legal Aid Corporation")
'Call the Korea Legal Aid Corporation today.'
>>> replaced("Call Houterasu today.", "Houterasu", "the 132 line")
'Call the 132 line today.'
>>> replaced("Into the resident records system.", "resident records", "resident registration transcript")
'Into the resident registration transcript system.'
>>> replaced("A penalty game for workplace harassment.", "game", "penalty game")
'A penalty game for workplace harassment.'
>>> replaced("She lives in Setagaya Ward.", "Setagaya", "Seocho District")
'She lives in Seocho District.'
>>> replaced("Going to Hello Work scares me.", "Hello Work", "employment center")
'Going to the employment center scares me.'
"""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"\b(an?)(\s+)$", re.IGNORECASE)
_DETERMINER = re.compile(
    r"(?:\b(?:the|an?|this|that|these|those|my|your|his|her|its|our|their|whose|any|some|every|each|no|another)"
    r"(?:\s+\w+)?|['’]s|s['’])\s+$",
    re.IGNORECASE,
)
_OWN_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=s)['’]$|['’]s$")
_POSSESSIVE_BEHIND = re.compile(r"['’]s\b|['’](?=\s)")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]['\"”’)]*\s+|\n\s*)['\"“‘(\[*\-•\s]*$")
_VOWEL_SOUND = re.compile(
    r"[aeio]|u(?!ni|s[eua]|ti|ser|ro)|hour|honest|honou?r|heir|8|11(?!\d)|18(?!\d)", re.IGNORECASE
)
_CONSONANT_SOUND = re.compile(r"one\b|once\b|eu|ewe", re.IGNORECASE)
_LETTERS_READ_WITH_VOWEL = frozenset("AEFHILMNORSX")
_ACRONYM = re.compile(r"[A-Z]{2,}\d*\b")
_INSTITUTION = re.compile(
    r"\b(?P<noun>act|administration|agency|association|authority|board|branch|bureau|cent(?:er|re)|code|commission"
    r"|committee|constitution|corporation|council|court|department|foundation|headquarters|institute|(?:hot|help)?line|law|ministry|number"
    r"|office|organi[sz]ation|police|service|union)(?=$|\s+(?:of|on|for|against|to)\b)",
    re.IGNORECASE,
)
_NOT_PLURAL = re.compile(
    r"(?:news|sales|goods|politics|series|means|species|ethics|economics|gas|lens|christmas|premises|affairs|arts"
    r"|sports|services|relations|rights|works|studies|thanks|savings|earnings|always|perhaps|ss|us|is)$"
)
_UNCOUNTABLE = re.compile(
    r"(?:(?<!meet)(?<!build)(?<!wedd)(?<!warn)(?<!hear)(?<!r)ing|fraud|abuse|harassment|violence|insurance|assistance"
    r"|aid|welfare|education|police|security|staff|information|money|food|rice|water|work|labor|housing|leave|services"
    r"|culture|people|won|s|\W|\d)$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*\([^()]*\)$")
# "resident records system": the plural stands before its noun, where what takes its place is singular.
_ATTRIBUTIVE = re.compile(
    r"\s(?:systems?|numbers?|forms?|offices?|fees?|frauds?|scams?|cards?|databases?|staff|worker|members?|payments?)\b"
)
# "Setagaya Ward" becomes "Seocho District", whichever of the two words the span has.
_DIVISION = re.compile(r"\s(?:Ward|City|Town|Village|Prefecture|District|Province|County)\b")
_LINK = re.compile(r"\s+(?:of|for|on|in|against|to)\s")
_IRREGULAR = {"man": "men", "person": "people", "child": "children", "half": "halves", "wife": "wives"}


def fit(text: str, start: int, end: int, phrase: str, floor: int, ceiling: int) -> tuple[int, int, str]:
    """Where to write what: the span may grow by the article before it, an apostrophe behind, and by words that the
    phrase brings along; not beyond `floor` and `ceiling`.

    `phrase` is singular and without article.
    """
    start, end = _with_echoes(text, start, end, phrase.split(" "), floor, ceiling)
    old, before = text[start:end], text[floor:start]
    core = _POSSESSIVE.sub("", old)
    plural = is_plural(core) and not (core == old and _ATTRIBUTIVE.match(text, end))
    words = pluralise(phrase) if plural else phrase
    words, end = _with_possessive(words, text, end, inside=core != old, plural=plural)
    own = _OWN_ARTICLE.match(words)
    if own and _DETERMINER.search(before):
        words = words[own.end() :]
    first = start
    start, words = _with_article(before, start, words, core, plural=plural)
    if _SENTENCE_START.search(text[:start]) and not text[min(start, first)].islower():
        words = _capital(words)
    return start, end, words


def _with_echoes(text: str, start: int, end: int, words: list[str], floor: int, ceiling: int) -> tuple[int, int]:
    """The span with the words around it that the phrase begins or ends with: a penalty [game] → "penalty game"."""
    for number in range(len(words) - 1, 0, -1):
        opening, closing = " ".join(words[:number]) + " ", " " + " ".join(words[-number:])
        if re.search(rf"(?<!\w){re.escape(opening)}$", text[floor:start], re.IGNORECASE):
            start -= len(opening)
        if re.match(rf"{re.escape(closing)}(?!\w)", text[end:ceiling], re.IGNORECASE):
            end += len(closing)
    division = _DIVISION.match(text, end, ceiling) if _DIVISION.fullmatch(f" {words[-1]}") else None
    return start, division.end() if division else end


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase ends in a plural: any in lower case, and the plurals of institutions.

    >>> [is_plural(phrase) for phrase in ("pension offices", "Guidance Centers", "spiritual sales", "bus")]
    [True, True, False, False]
    >>> [is_plural(phrase) for phrase in ("Ministry of Internal Affairs", "NHKs", "women")]
    [False, False, True]
    """
    last = re.split(r"\s", phrase.strip())[-1]
    if not last.lower().endswith("s") or _NOT_PLURAL.search(last.lower()):
        return last.lower().endswith(tuple(_IRREGULAR.values()))
    singular = re.sub("(?<=ch|sh|ss)es$|s$", "", re.sub("ies$", "y", last))
    return last.islower() or bool(_INSTITUTION.fullmatch(singular))


def pluralise(phrase: str) -> str:
    """The plural of a noun phrase; what cannot be counted stays as it is.

    >>> [pluralise(phrase) for phrase in ("child protection agency", "branch", "voice phishing", "112")]
    ['child protection agencies', 'branches', 'voice phishing', '112']
    >>> [pluralise(phrase) for phrase in ("office of the Ministry", "policeman", "KBS")]
    ['offices of the Ministry', 'policemen', 'KBS']
    """
    link = _LINK.search(phrase)
    head, tail = (phrase[: link.start()], phrase[link.start() :]) if link else (phrase, "")
    if _UNCOUNTABLE.search(head):
        return phrase
    irregular = next((one for one in _IRREGULAR if head.endswith(one)), None)
    if irregular:
        return head.removesuffix(irregular) + _IRREGULAR[irregular] + tail
    if re.search("[^aeiou]y$", head):
        return head[:-1] + "ies" + tail
    return head + ("es" if re.search("(?:x|ch|sh|z)$", head) else "s") + tail


def article(words: str) -> str:
    """a or an, by the sound the words begin with.

    >>> [article(words) for words in ("autonomous office", "university", "8 million won", "KBS", "NHIS")]
    ['an', 'a', 'an', 'a', 'an']
    """
    if _ACRONYM.match(words):
        return "an" if words[0] in _LETTERS_READ_WITH_VOWEL else "a"
    return "an" if _VOWEL_SOUND.match(words) and not _CONSONANT_SOUND.match(words) else "a"


def _with_possessive(words: str, text: str, end: int, *, inside: bool, plural: bool) -> tuple[str, int]:
    """The possessive as it was, in or right behind the span, in the form the new words ask for."""
    behind = None if inside else _POSSESSIVE_BEHIND.match(text, end)
    quoted = behind is not None and len(behind[0]) == 1 and text[end - 1] != "s"
    if quoted or (behind is None and not inside):
        return words, end
    mark = behind[0][0] if behind else "'"
    return words + mark + ("" if plural and words.endswith("s") else "s"), behind.end() if behind else end


def _with_article(before: str, start: int, words: str, old: str, *, plural: bool) -> tuple[int, str]:
    match = _ARTICLE.search(before)
    if match and not plural:
        first = article(words)
        written = first.capitalize() if match[1][0].isupper() else first
        return start - len(match[0]), written + match[2] + words
    if _needs_the(words) and not _needs_the(old) and not plural and not _DETERMINER.search(before):
        return start, f"the {words}"
    return start, words


def _needs_the(words: str) -> bool:
    """Whether it is the name or the kind of an office: what stands in brackets behind it does not count."""
    return (
        " " in words
        and not words.startswith("My ")
        and not _OWN_ARTICLE.match(words)
        and bool(_INSTITUTION.search(_POSSESSIVE.sub("", _BRACKETED.sub("", words))))
    )


def _capital(words: str) -> str:
    """The first letter in upper case, unless the word has capitals of its own inside (iPhone)."""
    first = words.split(" ", 1)[0]
    return words if any(c.isupper() for c in first[1:]) and first[:1].islower() else words[:1].upper() + words[1:]
