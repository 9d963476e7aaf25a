"""Problems as Git hosts show them beside the lines of a pull or merge request."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from helpcenter_build.problems import Problem


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands of GitHub and Gitea, a line a problem: ::error file=...,line=...::..."""
    return "\n".join(_command(problem) for problem in problems)


def _command(problem: Problem) -> str:
    place = [("file", _path(problem)), ("title", problem.id)]
    if problem.place.line:
        place.insert(1, ("line", str(problem.place.line)))
    properties = ",".join(f"{name}={_property(value)}" for name, value in place)
    return f"::{problem.severity} {properties}::{_escaped(_words(problem))}"


def _words(problem: Problem) -> str:
    return f"{problem.message}\n{problem.hint}" if problem.hint else problem.message


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def as_gitlab(problems: Iterable[Problem]) -> str:
    """A Code Quality report of GitLab; a whole file's problem stands at its first line."""
    return json.dumps([_entry(problem) for problem in problems], ensure_ascii=False, indent=2)


def _entry(problem: Problem) -> dict[str, object]:
    path = _path(problem)
    identity = f"{problem.id}\n{path}\n{problem.message}"
    return {
        "check_name": problem.id,
        "description": _words(problem).replace("\n", " "),
        "severity": "major" if problem.severity == "error" else "minor",
        "fingerprint": hashlib.sha256(identity.encode()).hexdigest(),
        "location": {"path": path, "lines": {"begin": max(problem.place.line, 1)}},
    }


def _path(problem: Problem) -> str:
    """Relative to where the command runs, the root of the repository in CI."""
    path, here = problem.place.path, Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
