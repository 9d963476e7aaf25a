"""References: the codes that shoppers quote, unguessable and safe to read out on the phone.

Twelve random characters of 32 (60 bits) without 0, O, 1 and I, and a check character: Luhn's
algorithm to base 32, which notices any single wrong character and nearly every swapped pair.
"""

import secrets
from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
RANDOM_CHARACTERS = 12

Randomness = Callable[[int], bytes]
"""So many random bytes; `secrets.token_bytes` outside tests."""


def new_reference(randomness: Randomness = secrets.token_bytes) -> str:
    """A fresh reference, such as `7KQF-2MXA-9TRWC`."""
    code = "".join(ALPHABET[byte % 32] for byte in randomness(RANDOM_CHARACTERS))
    return _grouped(code + _check_character(code))


def parse_reference(text: str) -> str | None:
    """The reference as stored, however it was typed; None when it cannot be one."""
    code = "".join(character for character in text.upper() if character.isalnum())
    if len(code) != RANDOM_CHARACTERS + 1 or not set(code) <= set(ALPHABET):
        return None
    return _grouped(code) if _check_character(code[:-1]) == code[-1] else None


def _grouped(code: str) -> str:
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def _check_character(code: str) -> str:
    total = 0
    for place, character in enumerate(reversed(code)):
        addend = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += addend // 32 + addend % 32
    return ALPHABET[-total % 32]
