"""What a command is about to do to the content: worked out whole, shown, then done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Files to move, then files to write as a whole; a moved file is written at its new place."""

    writes: Mapping[Path, str] = field(default_factory=dict)
    moves: Mapping[Path, Path] = field(default_factory=dict)

    def __add__(self, other: Plan) -> Plan:
        return Plan(writes={**self.writes, **other.writes}, moves={**self.moves, **other.moves})

    def lines(self) -> Iterator[str]:
        """One line a file, in the order of the paths."""
        for old, new in sorted(self.moves.items()):
            yield f"move   {old} → {new}"
        for path in sorted(self.writes):
            known = path.exists() or path in self.moves.values()
            yield f"{'change' if known else 'write '} {path}"

    def carry_out(self) -> None:
        for old, new in self.moves.items():
            new.parent.mkdir(parents=True, exist_ok=True)
            old.rename(new)
            _remove_empty(old.parent)
        for path, text in self.writes.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def _remove_empty(folder: Path) -> None:
    """The folders a moved file leaves empty; a section's last article may go."""
    while folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
