"""What a test needs and the machine lacks: skipped loudly for a developer, a failure for CI."""

import os
from typing import NoReturn

import pytest


def missing(what: str, remedy: str) -> NoReturn:
    """Skip the running test, or fail it when the environment variable CI is set."""
    sentence = f"{what} is missing: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
