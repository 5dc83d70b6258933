"""What was answered to "which column is this?", kept in the data folder by kind and by the headings of the file: the
next file of the same shape needs no answer."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from knowledge.records.kinds import Kind
from knowledge.records.layout import Columns, Guide
from knowledge.records.reading import open_records

_FILE = "columns.json"


class ColumnMemory:
    """The answers kept in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE

    def of(self, kind: str) -> Mapping[str, Columns]:
        """The answers for files of this kind, by their shape (``layout.shape_of``)."""
        return self._all().get(kind, {})

    def keep(self, kind: str, shape: str, columns: Columns) -> None:
        """Remember answers beside those that there are of this shape. Raises OSError."""
        known = self._all()
        of_shape = known.setdefault(kind, {}).setdefault(shape, {})
        of_shape.update(columns)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{_FILE}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(known, file, ensure_ascii=False, indent=1, sort_keys=True)
        Path(name).replace(self._path)

    def learn(self, kind: Kind, file: Path, guide: Guide) -> None:
        """Remember what was said of the columns of a file. Raises FileError, OSError."""
        with open_records(file, kind, guide) as opened:
            for shape, headings in opened.shapes.items():
                said = {heading: guide.columns[heading] for heading in headings if heading in guide.columns}
                if said:
                    self.keep(kind.name, shape, said)

    def _all(self) -> dict[str, dict[str, dict[str, str]]]:
        """Everything kept; a file that is damaged counts as none: the questions are asked again."""
        try:
            known: dict[str, dict[str, dict[str, str]]] = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return known
