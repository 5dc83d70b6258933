"""Whether a message breaks off in the middle of a sentence: what speech recognition sends when somebody takes a breath."""

from __future__ import annotations

import re

from knowledge.language.questions import asks

# After these a sentence goes on.
_GOES_ON = re.compile(
    r"(?:然后|但是|可是|因为|所以|而且|后来|还有|或者|如果|要是|假如|就是|就|一直|之前是|以前是|本来是|的话|关于|为了|按照|[,，](?:结果|不过)"
    r"|(?<![都也不])跟|(?<!一)把|(?<=.)被|(?:老板|他们?|单位|公司|厂里|窗口)(?:让|叫)|(?<!没)(?:交|缴|干|做|拖|休|住)到"
    r"|(?:之前|以前|一直|本来|单位|公司|老板)给我)$"
)
# A subject that has just been taken up.
_SUBJECT = re.compile(
    r"(?:然后|但是|可是|结果|后来|因为|所以|就是)(?:我们?|他们?|她们?|老板|公司|厂里?|单位|工头|社保|那边|人家)(?:他们?|她们?|就|又|也)*$"
)
# The mere name of a matter that has been spoken of nowhere: "我那个工伤的", "然后我那个合同".
_NAMES_ONLY = re.compile(
    r"(?:然后|就是|还有|嗯|呃|那|我想问|我就是想问)*(?:我|我们|我[妈爸]|我老[公婆])?的?(?:那个|这个)[^,，。不没有了要能是想个]{1,6}(?:的|就|然后)*"
)

_ENDS = re.compile(r"[。！!?？呢吗嘛]\s*$")


def breaks_off(text: str) -> bool:
    """Whether a normalised message stops where its sentence goes on; never where it asks, or ends with a full stop."""
    words = text.rstrip("…,， .")
    if asks(text) or _ENDS.search(text):
        return False
    return bool(_GOES_ON.search(words) or _SUBJECT.search(words) or _NAMES_ONLY.fullmatch(words))
