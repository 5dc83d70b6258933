"""The shape of ``data/danger.yml``: how danger is heard, what speaks against it, and what is said.

Patterns are regular expressions over one clause in plain form (``normalise`` and ``standard_words``); ``{boss}`` stands for
the words of the group ``boss``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from knowledge.shapes import Strict, Text

Kind = Literal[
    "self_harm",
    "violence",
    "captivity_forced_labour",
    "trafficking_scam_compound",
    "accident_or_illness_now",
    "child_at_risk",
    "sexual_harassment",
    "hunger",
    "no_roof",
]
# What somebody says next who stays with a danger: that there is no telephone, that nobody answers, that they are afraid, that
# it happens again; and that they ask on, or are not understood.
Turn = Literal["no_phone", "no_answer", "afraid", "again", "next"]
Patterns = Annotated[tuple[Text, ...], Field(min_length=1)]


class Pair(Strict):
    """Cues that say nothing alone: one of ``cues`` in a clause counts when one of ``need`` stands anywhere in the message."""

    cues: Patterns
    need: Patterns


class Ground(Strict):
    """Why a cue is no danger now ("去年", "没有…", "算不算工伤").

    ``where``: "before" ends right where the cue begins, "clause" stands in its clause, "after" there or in a later one,
    "message" anywhere. One of ``lifted_by`` anywhere in the message takes the ground away.
    """

    where: Literal["before", "clause", "after", "message"]
    patterns: Patterns
    lifted_by: tuple[Text, ...] = ()


class Reply(Strict):
    """What is said. ``numbers`` in the order in which to call them; ``call`` names the first of them.

    ``now`` is what to do right away, ``after`` the offer to help with the matter itself, ``also`` one sentence for when
    another case is more urgent and speaks first.
    """

    numbers: Annotated[tuple[Annotated[Text, Field(pattern=r"^\d{3,5}$")], ...], Field(min_length=1)]
    call: Text
    now: Text
    also: Text
    after: Text


class Case(Strict):
    """One situation of a kind of danger with a reply of its own.

    Heard by ``cues``, by ``pairs``, or by the sound of ``sounds`` (whole words, for slips of speech recognition);
    ``unless`` in the same clause, and the grounds named in ``held_by``, speak against it. ``usual``: the case to reply with
    when only the kind is known; one of each kind. ``answer_too``: there is time for an answer to what was asked as well;
    ``matter_too``: where the message speaks of one of the ``matters`` of the file.
    ``then``: what is said to each turn that stays with the danger; where a case has none, the usual case of its kind does.
    """

    id: Text
    kind: Kind
    cues: tuple[Text, ...] = ()
    pairs: tuple[Pair, ...] = ()
    sounds: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    held_by: tuple[Text, ...] = ()
    usual: bool = False
    answer_too: bool = False
    matter_too: bool = False
    reply: Reply
    then: dict[Turn, Text] = Field(default_factory=dict)


class DangerFile(Strict):
    """The whole file. ``idioms`` only look like cues and are blotted out first; a clause with a figure of speech
    (``figures``) is no cue for what was learned either. ``cases`` stand in order of urgency.

    ``matters``: what this office answers beside a danger. ``turns``: how each turn is worded, a whole clause but for the
    group ``filler``; of several the first of the file is it.
    """

    groups: dict[str, Text]
    turns: dict[Turn, Patterns]
    idioms: tuple[Text, ...] = ()
    figures: tuple[Text, ...] = ()
    matters: tuple[Text, ...] = ()
    grounds: dict[str, Ground]
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
