"""Keyboard layouts as pairs of equally long rows: what the key says, what the typist meant.

Source: the layouts' own charts (ЙЦУКЕН; BDS 5237:1978 and the two phonetic ones; Arabic 101).
"""

from __future__ import annotations

from collections.abc import Mapping

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`"
_SHIFTED = dict(zip('{}:"<>?~', "[];',./`", strict=True))

_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбю.ё"
_BDS = ",уеишщксдзц;ьяаожгтнвмчюйъэфхпрлб("
_PHONETIC = "явертъуиопшщасдфгхйкл;'зьцжбнм,./ч"
_NEW_PHONETIC = "чшертъуиопящасдфгхйкл;'зжцвбнм,./ю"
_ARABIC = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤر\ufefbىةوزظذ"


def _meant(row: str) -> Mapping[str, str]:
    """What was meant by each Latin key when `row` was the layout in the typist's mind."""
    plain = dict(zip(_LATIN, row.replace("\ufefb", "\0"), strict=True))
    plain = {key: "لا" if meant == "\0" else meant for key, meant in plain.items()}
    return plain | {shifted: plain[key] for shifted, key in _SHIFTED.items()}


def _left_on(row: str) -> Mapping[str, str]:
    """What was meant by each native letter when the Latin layout was in the typist's mind."""
    return {typed: key for typed, key in zip(row, _LATIN, strict=True) if typed.isalpha()}


RUSSIAN = _meant(_RUSSIAN)
LEFT_ON_RUSSIAN = _left_on(_RUSSIAN)
BDS = _meant(_BDS)
LEFT_ON_BDS = _left_on(_BDS)
PHONETIC = _meant(_PHONETIC)
NEW_PHONETIC = _meant(_NEW_PHONETIC)
ARABIC = _meant(_ARABIC)
LEFT_ON_ARABIC = _left_on(_ARABIC)
