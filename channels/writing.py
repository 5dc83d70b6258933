"""What can be read of what people write: signs that nobody sees, or that turn the direction of writing, are taken out, so
that no word hides from masking, from the search or from a clerk's eyes."""

from __future__ import annotations

import re

from pydantic import AfterValidator

# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt), which has the bidirectional controls, zero-width signs,
# fillers, variation selectors and tags; and the other controls of its category Cf that change how text is shown.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
# Nobody types these, and data bases and logs stumble over them.
_CONTROLS = re.compile(r"[^\n\t -\x7e\xa0-\U0010ffff]")


def readable(text: str) -> str:
    """What can be seen of ``text``; controls become spaces."""
    return _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", _UNSEEN.sub("", text)))


# Behind this, lengths and masks see what people see.
Readable = AfterValidator(readable)
