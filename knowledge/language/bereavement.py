"""Somebody hurt or dead: whether a message tells of an injury that was survived, as far as it says, and whether an entry is
written to those whom somebody left.

Nobody whose father broke his back on a site is told what the family gets when he is dead. A death is told in a hundred ways
("人没了", "走的", "没熬过去"), so only who clearly tells of an injury, and has none of these words, is spared.
"""

from __future__ import annotations

import re

_HURT = re.compile(
    r"受[了过]?(?:重|轻|工)?伤|伤[了到着]|骨折|断了|断[了掉]?(?:腿|手|腰|脚|指|骨)|[摔掉跌滚]下[来去]|[摔跌砸压轧烫烧割扎崴扭撞夹绞][到了伤断破着]|缝了|截肢"
    r"|打(?:了)?(?:石膏|钢[板钉])|住院|养伤"
)
_DEATH = re.compile(
    r"[死亡逝丧葬殡]|去世|过世|辞世|走[了的]|走.{0,3}月|没[了的]|冇咗|不在了|唔[喺系]度|牺牲|遇难|没救|没得救|救不[回过活]|抢救|断气|咽气|没气|抚恤|遗[属产嘱孀体]|继承"
    r"|火化|骨灰|火葬|老了|过[咗了]?身|没挺过|没醒|没过来|熬过|不行了|喊不应|猝|白事|后事|供养|寡妇|孤儿|命|溺水|没找到"
)
# "养老、去世" in a list is not all that an entry is about.
_TO_BEREAVED = re.compile(r"(?<!、)(?:去世|病故|病死|死亡|猝死|工亡|因工死|人没了)|遗属|丧葬|抚恤")


def is_of_the_living(text: str) -> bool:
    """Whether a message tells of somebody hurt, and nothing that may mean a death."""
    return bool(_HURT.search(text)) and not _DEATH.search(text)


def answers_bereaved(question: str) -> bool:
    """Whether an entry with this question is written to those whom somebody left."""
    return bool(_TO_BEREAVED.search(question))
