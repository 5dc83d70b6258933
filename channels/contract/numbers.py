"""Numbers as callers may send them: a database holds none that are larger, and says so by an error."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

LARGEST = 2**63 - 1

# Of a row.
Number = Annotated[int, Field(ge=1, le=LARGEST)]
# How many; 0 for none, or from the first on.
Count = Annotated[int, Field(ge=0, le=LARGEST)]
