"""Latin letters for Cyrillic: rules that lead both spellings to one key.

Keys are Latin; J stands for zh, S for sh, C for ch, Q for shch. Rules shared by Bulgarian and
Russian; each language adds its own. Besides the official tables (Streamlined System, GOST 7.79)
they hold what people type: 6 and w for ш, 4 for ч, q for я, j for ж or й, x for х.
"""

from __future__ import annotations

FOREIGN_SOUNDS = {
    "sht": "Q", "shch": "Q", "sch": "Q", "shh": "Q", "6t": "Q", "6": "S", "sh": "S", "ch": "C",
    "4": "C", "tch": "C", "zh": "J", "dzh": "dJ", "dj": "dJ", "ts": "c", "tz": "c", "kh": "h",
    "x": "h", "q": "ia", "ya": "ia", "ja": "ia", "ia": "ia", "yu": "iu", "ju": "iu", "iu": "iu",
    "y": "i", "w": "v", "yi": "i", "iy": "i", "ij": "i", "ii": "i", "yy": "i", "ye": "e",
    "ck": "k", "ph": "f", "ee": "e", "ss": "s", "nn": "n", "ll": "l", "tt": "t", "pp": "p",
    "mm": "m", "kk": "k", "ff": "f", "rr": "r", "j": "J", "aj": "ai", "oj": "oi", "uj": "ui",
    "ej": "ei", "yj": "i", "je": "e", "jo": "io", "yo": "io",
}  # fmt: skip

NATIVE_SOUNDS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "J", "з": "z", "и": "i",
    "й": "i", "ий": "i", "ии": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "тс": "c", "ч": "C",
    "ш": "S", "щ": "Q", "ь": "", "ю": "iu", "я": "ia", "ия": "ia", "нн": "n", "сс": "s",
    "лл": "l", "тт": "t", "пп": "p", "мм": "m", "кк": "k", "фф": "f", "рр": "r", "зз": "z",
    "ьо": "io", "йо": "io",
}  # fmt: skip
