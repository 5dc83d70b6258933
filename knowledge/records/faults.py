"""What is wrong or odd about a row of a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """A bad or an odd row: the line where it starts and what is wrong with it; ``sheet`` if the file has several."""

    line: int
    reason: str
    sheet: str = ""

    @property
    def place(self) -> str:
        """Where it is, for people."""
        where = f"工作表“{self.sheet}”" if self.sheet else ""
        return f"{where}第 {self.line} 行"
