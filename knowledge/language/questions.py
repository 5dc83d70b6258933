"""Whether a message asks. The one place that knows: services, conversation and the kinds of utterance read it here."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"[吗么](?!事)|怎么|怎样|咋|如何|多少|什么|啥|哪|(?<![十百千万好零又年])(?<![头后上这的](?=几[个天月年]))(?<!(?<!提)前(?=几[个天月年]))几[个天点时号月年岁楼]|有几[家处种样条级档位名人次项类](?=\W*$)|(?P<verb>[能要是有会算给用行可够])(?:可以)?不(?P=verb)|能不能|可不可以|有没有"
    r"|(?P<either>(?![动时])[一-鿿])不(?P=either)(?![^,，。;；]{0,4}[都也])"  # "包不包吃住", "人多不多"
    r"|要不要|是不是|会不会|算不算|为何|谁|多久|多长|(?<!没)多大(?![点事])|[差要是得拿领有]好多(?=\W*$|钱|岁|年|天|块)|知道不知道|是否"
    r"|(?<!不)[能可会要用算得该](?!是|不)[^,，。;；不]{1,5}不(?=[啊呀呢]?(?:$|[,，。;；?？]))"
    r"|(?:^|[,，。;；])(?:那|要是|如果)(?!我们?呢|[他她]呢)[^,，。;；]{1,10}呢(?=[,，。;；])"
    r"|(?<=[一-鿿]{2})(?<![对要也都还就并从])不[啊呀呢]?[?？]?$|[了过期完]没有?[啊呀呢]?[?？]?$|(?<!都)有[^,，。;；没]{1,6}没得?[啊呀呢]?[?？]?$|(?:可以|能|会)[^,，。;；]{1,8}冇[啊呀呢]?[?？]?$"
    r"|(?<![砍讨])伐(?=\W*$)"
    # "在职还是离职去告好", "按周还是按月"
    r"|[一-鿿]{2}还是[^,，。;；没不]{1,8}(?:好|划算|合算|合适|多|强)(?=[啊呀呢些点]*\W*$)"
    r"|(?<![不管论])是[^,，。;；是]{1,8}还是[^,，。;；没不]{1,8}(?=\W*$)"
)
# Words of a question that ask nothing: "啥都能干", "没找过谁", "什么都没有".
_INDEFINITE = re.compile(
    r"(?:怎么|怎样|(?:什么|啥|谁|哪[里儿个]?|多少)[^,，。;；?？吗么]{0,3})[都也](?![^,，。;；]*[吗么?？])"
    r"|(?<!有)没有?(?:再|去)?(?:[找问说告跟给要干做拿交签][过到给]?)?(?:什么|啥|谁|多少|多久|哪[里儿]|几[个天次])(?![^,，。;；]*[吗么呢?？])"
)
# At the end of a message these ask too, or seem to.
_SEEMS_TO_ASK = re.compile(
    r"[?？]|嘛|(?<![的有是对没了])呢\W*$|(?:^|[,，。;；])(?:那|要是|如果|万一|假如)[^,，。;；]{1,12}呢\W*$|想问|请问|问一?下"
    r"|[一-鿿]{2}可以吧\W*$|(?<!应该)(?:能|可以)[办领去拿用退交报补取][^,，。;；]{0,3}吧\W*$|(?:不要紧|来得及|合法|算数|不犯法)吧\W*$"
)
_REQUESTS = re.compile(
    r"查一下|告诉我|[帮替带教]我(?![一-鿿]{1,3}(?:问|打听|咨询))|帮忙|给我(?:查|看|算|说|讲|找|出|列|理|写)(?![的了过])|麻烦(?![你您]?们?了)"
)
# A clause that only wants a yes to what was said before it ("可以吗", "98天吗"), or leaves it open what is asked ("怎么办").
_OPEN = re.compile(
    r"(?:这样|那|我|都|也|还|这|就|到底|又|该|应该|请问)*(?:(?P<verb>可以|能行|行|好|对|是|能|会|有|合理|合法|算)(?:了|的)?(?:不(?P=verb)|吗|么|不)"
    r"|是不是|能不能|怎么办|咋办|咋整|怎么弄|怎么回事|为什么|什么意思|知道吗|真的吗|[\d一二两三四五六七八九十几百千万.多]+.{0,3}[吗么])[啊呀呢的]*"
)


def asks(text: str) -> bool:
    """Whether the words ask something. A question mark alone does not: it may be doubt about one's own answer ("20年?"); nor
    does a word of a question that means anything or nothing ("啥都能干", "没找过谁")."""
    return bool(_ASKS.search(_INDEFINITE.sub("", text)))


def may_ask(text: str) -> bool:
    """Whether a message may be meant as a question: its words ask, or it ends like one."""
    return asks(text) or bool(_SEEMS_TO_ASK.search(text))


def requests(text: str) -> bool:
    """Whether something is to be done for the speaker: "帮我查一下"."""
    return bool(_REQUESTS.search(text))


def is_open_question(letters: str) -> bool:
    """Whether the letters of a clause ask nothing of their own, but something of what was told before them."""
    return bool(_OPEN.fullmatch(letters))
