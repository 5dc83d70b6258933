"""Going back to something that was spoken of before: "那回到工资的事，……", "还是说那个社保卡"."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.contract.status import Status
from actions.dialogue import Dialogue
from actions.memory import Memory
from actions.presenting import following
from actions.running import Turn
from actions.saying import Say, phrase
from actions.services.service import Utterance
from knowledge.language.normalise import letters_only

_RETURNS = re.compile(
    r"(?:那|好的?|嗯|哦)?[,，]?(?:我们?)?(?:还是)?再?(?:回到|[说讲]回|回过头来?[说讲]|接着[说讲]|还是[说讲问]|再[说讲]回?)"
    r"(?:刚才|前面|之前)?(?:[那这]个|那件)?(?P<what>[^,，。?？]{0,8}?)(?P<thing>的?事情?|的?问题|那个|那件事|[这那]块)?"
    r"(?:吧|上|上来)?(?:[,，。]|$)"
)


def returned(utterance: Utterance, memory: Memory, dialogue: Dialogue) -> tuple[Utterance, Memory] | None:
    """What is left of the message, and the memory with what it goes back to as the matter: what is called so or, where it is
    said to be a matter, what is nearest; None where it goes back to nothing that was told."""
    back = _RETURNS.match(utterance.text)
    told = [passage for id in memory.told if (passage := dialogue.passage(id))]
    if back is None or not letters_only(back["what"]):
        return None
    called_so = [passage for passage in told if back["what"] in passage.question]
    likely = called_so or (told if back["thing"] else [])
    if not likely:
        return None
    meant = dialogue.searcher.nearest(utterance.reading.reworded(back["what"]), likely)
    left = utterance.text[back.end() :]
    rest = utterance.reading.reworded(f"{back['what']}{left}" if letters_only(left) else "")
    about = replace(memory.speaking_of(meant.id, meant.question), story=(), suggested=())
    return replace(utterance, reading=rest, named=dialogue.named(rest), off_topic=0.0), about


def is_back_says(memory: Memory, dialogue: Dialogue) -> Turn:
    """That the matter is spoken of again, with what is asked of it next."""
    meant = dialogue.passage(memory.last_passage or "")
    assert meant
    say = Say.plain(Status.NOTED, phrase("back_to", question=meant.question), buttons=following(meant, dialogue))
    return [say], memory
