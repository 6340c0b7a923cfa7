"""Expected outputs kept in git: compared, or rewritten by `pytest --accept` and reviewed as a diff."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from travaux.diagnostics import Diagnostic


def listed(found: Iterable[Diagnostic]) -> str:
    """Findings as a list, one a line: where, code, message → hint; "" if there are none."""
    return "".join(f"{each}{f' → {each.hint}' if each.hint else ''}\n" for each in found)


@dataclass(frozen=True, slots=True)
class Golden:
    """The comparison with expected files; with `accept`, the actual is what is expected from now on."""

    accept: bool

    def text(self, path: Path, actual: str) -> None:
        """One file must hold exactly these characters; no characters, no file."""
        if self.accept:
            self._write(path, actual)
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        assert actual == expected, f"{path.name} differs (pytest --accept rewrites it)"

    def folder(self, path: Path, actual: Mapping[str, str]) -> None:
        """A folder must hold exactly these files."""
        files = {name: text for name, text in actual.items() if text}
        for name in files:
            self.text(path / name, files[name])
        spare = [each for each in path.glob("*") if each.name not in files]
        if self.accept:
            for each in spare:
                each.unlink()
            spare = []
        assert not spare, f"expected, and not made: {', '.join(each.name for each in spare)}"

    @staticmethod
    def _write(path: Path, text: str) -> None:
        if not text:
            path.unlink(missing_ok=True)
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
