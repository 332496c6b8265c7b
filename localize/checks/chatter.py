"""What a chat model says around a translation: "Sure, here is…", code fences, labels, notes at the end.

Found at the edges of an answer only, and only where it reads as speech about the translation. What is found is
either taken off, when the rest passes the gate, or keeps the text from becoming a draft.

>>> answer = "Sure! Here's the Korean translation:\\n\\n어디예요?\\n\\nLet me know if you need anything else."
>>> without_closing(without_opening(answer))
'어디예요?'
>>> without_opening("확실히 말하자면: 아니요."), without_label("번역: 어디예요?"), unfenced("```text\\n어디예요?\\n```")
('확실히 말하자면: 아니요.', '어디예요?', '어디예요?')
"""

from __future__ import annotations

import json
import re

_ABOUT = (
    r"translat|korean|번역|한국어|翻译|翻譯|译文|譯文|中文|翻訳|traduc|tradu[çcz]|traduit|traduction|terjemah|tafsiri"
    r"|bản dịch|dịch|คำแปล|แปล|अनुवाद|here(?:'s| is| you go)|below|as follows|다음과 같|다음은|아래|如下|以下"
    r"|voici|aquí (?:está|tienes)|berikut|hii hapa"
)
_CONSENT = (
    r"sure(?: thing)?|certainly|of course|absolutely|okay|ok|no problem|gladly|got it|understood|as requested"
    r"|네|예|물론(?:이죠|입니다|이에요|이지요|이야)?|알겠습니다|알겠어요|그럼요|좋아요|좋습니다|당연하죠"
    r"|好的|当然(?:可以)?|當然(?:可以)?|没问题|沒問題|bien sûr|d'accord|certainement|claro(?: que sí)?|por supuesto"
    r"|tentu(?: saja)?|baik(?:lah)?|boleh|dĩ nhiên|tất nhiên|được|vâng|ได้(?:เลย)?(?:ครับ|ค่ะ)|แน่นอน|ज़रूर|जरूर|ठीक है"
    r"|hakika|sawa|bila shaka|はい|もちろん(?:です)?|承知(?:しました|いたしました)"
)
_NAMES = (
    r"translation|translated(?: text)?|korean|korean translation|english|target|output|result|answer"
    r"|번역(?:문|본| ?결과)?|한국어(?: ?번역)?|번역된 (?:문장|텍스트)|翻译|翻譯|译文|譯文|翻訳|traduction|traducción"
    r"|tradução|terjemahan|tafsiri|bản dịch|คำแปล|अनुवाद"
)
_LABEL = re.compile(rf"^[^\w{{]*_*(?:{_NAMES})(?: ?\((?:[^()\n]{{1,20}})\))?[*_]* ?[:：][*_ \t]*\n*", re.IGNORECASE)
# A line of consent or about the translation that ends in a colon or a line break, or consent and a colon later on.
_OPENING = re.compile(
    rf"^[\W_]*(?:(?:{_CONSENT})\b[^\n]{{0,160}}?(?:[:：][*_ \t]*\n*|[.!~。！]?[ \t]*\n+)"
    rf"|[^\n:：]{{0,80}}?(?:{_ABOUT})[^\n:：]{{0,80}}(?:[:：][*_ \t]*\n*|[.!。！]?[ \t]*\n\s*\n))",
    re.IGNORECASE,
)
_CONSENT_ALONE = re.compile(rf"^(?:{_CONSENT})[!！.。]\s+(?=\S)", re.IGNORECASE)
_CLOSING = re.compile(
    r"\n+[\s*_>(\[-]*(?:(?:translation |translator'?s? )?notes?\b|\(?note|explanation|let me know|i hope|hope this"
    r"|please (?:note|let)"
    r"|feel free|if you (?:need|want|have|would)|is there anything|this (?:translation|is a)"
    r"|the (?:translation|tone)"
    r"|참고|주의|비고|설명|번역 ?(?:노트|설명|참고)|도움이 (?:되|필요)|더 (?:필요|도움|궁금)|필요하(?:시|면)"
    r"|이 번역|위 번역"
    r"|[^()\n]{0,40}(?:translat\w+|번역(?:했|하였|문입|입니)\S*|翻译|翻譯|traduit|traducción|terjemah\w+|dịch|คำแปล)[^()\n]{0,40}\)\s*$"
    r"|추가로|궁금|注[:：]|注意|备注|備註|说明|說明|希望|如果(?:您|你)|remarque|nota|catatan|ghi chú|หมายเหตุ"
    r"|टिप्पणी"
    r"|kumbuka|注釈|補足)[^\n]*(?:\n[\s\S]*)?$",
    re.IGNORECASE,
)
_FENCED = re.compile(r"```[\w+-]*[ \t]*\n?([\s\S]*?)\n?[ \t]*```")
_TILDES = re.compile(r"^~~~[\w+-]*\n([\s\S]*?)\n~~~\s*$")
_THOUGHT = re.compile(r"^\s*<(think|thinking|reasoning)>[\s\S]*?</\1>\s*", re.IGNORECASE)
_TAGGED = re.compile(r"^\s*<(translation|text|answer|output|target|result)>\s*([\s\S]*?)\s*</\1>\s*$", re.IGNORECASE)
_MARKUP = re.compile(r"^\*\*(?!\s)[^*]+\*\*$|^>\s|^(?:[-*_]\s?){3,}$|(?<=\n)(?:[-*_]\s?){3,}$", re.MULTILINE)
_QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』", "«": "»", "'": "'", "‘": "’"}
_INTERJECTION = re.compile(r"^\W*[A-Za-z]+(?: [A-Za-z]+)?[!.,]\s")
_CONTROL = re.compile(r"\[/?INST\]|<\|[A-Za-z_]+\|>|<(?:/?s|start_of_turn|end_of_turn|eos)>|</?think(?:ing)?>")


def without_thought(answer: str) -> str:
    """Without the reasoning that some models print before the answer."""
    return _THOUGHT.sub("", answer, count=1)


def unfenced(answer: str) -> str:
    """What stands in the only code fence or pair of tags; the answer itself where there is none, or more."""
    blocks = _FENCED.findall(answer)
    if len(blocks) == 1:
        return str(blocks[0]).strip()
    if match := _TILDES.match(answer.strip()) or None:
        return match[1].strip()
    tagged = _TAGGED.match(answer)
    return tagged[2] if tagged else answer


def without_opening(answer: str) -> str:
    """Without a first line that is not of the translation."""
    return _OPENING.sub("", answer, count=1).strip()


def without_consent(answer: str) -> str:
    """Without a "Sure!" in the same line."""
    return _CONSENT_ALONE.sub("", answer, count=1)


def without_label(answer: str) -> str:
    """Without "Translation:" before it."""
    return _LABEL.sub("", answer, count=1).strip()


def without_closing(answer: str) -> str:
    """Without the notes after it."""
    return _CLOSING.sub("", answer, count=1).strip()


def without_markup(answer: str) -> str:
    """Without rules around it, a quotation's marks, or bold from end to end."""
    lines = [line for line in answer.strip().split("\n") if not re.fullmatch(r"\s*(?:[-*_]\s?){3,}\s*", line)]
    if lines and all(line.startswith(">") for line in lines if line.strip()):
        lines = [line.removeprefix(">").removeprefix(" ") for line in lines]
    bare = "\n".join(lines).strip()
    return bare[2:-2] if re.fullmatch(r"\*\*(?!\s)[^*]+\*\*", bare) else bare


def unquoted(answer: str) -> str:
    """What stands in the only pair of quotation marks, which holds all of it."""
    bare = answer.strip()
    if len(bare) > 2 and _QUOTES.get(bare[0]) == bare[-1] and not {bare[0], bare[-1]} & set(bare[1:-1]):
        return bare[1:-1].strip()
    return answer


def without_json(answer: str) -> str:
    """The only text in a JSON object, such as {"translation": "…"}."""
    bare = answer.strip()
    if not (bare.startswith("{") and bare.endswith("}")):
        return answer
    try:
        held = json.loads(bare)
    except (ValueError, RecursionError):
        return answer
    texts = list(held.values())
    return texts[0] if len(texts) == 1 and isinstance(texts[0], str) else answer


def consents(answer: str, pivot: str) -> bool:
    """Whether it begins with a "Sure!" that the text has nothing like."""
    return bool(_CONSENT_ALONE.search(answer)) and not _INTERJECTION.search(pivot)


def is_wrapped(text: str) -> bool:
    """Whether any of it is there."""
    return bool(
        without_json(text) != text
        or unquoted(text) != text
        or _LABEL.search(text)
        or _OPENING.search(text)
        or _CLOSING.search(text)
        or _CONTROL.search(text)
        or _TAGGED.search(text)
        or _MARKUP.search(text)
        or "```" in text
        or text.startswith("~~~")
    )
