"""What is said in WeChat: words alone, at most 2,047 bytes at once, with buttons as links that say what stands on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from channels.contract.events import Message
from channels.texts import load_texts

MOST_BYTES = 2047
# The ends of sentences, with what closes behind them; and where there is none, the ends of parts of one.
_ENDS = (re.compile(r"\n+|[。！？；…][”’」』）】]*\n*"), re.compile(r"[，、：\s]"))
# WeChat makes links of these alone; nobody but this module may.
_LINK = re.compile(r"<(?=\s*/?\s*a\b)", re.IGNORECASE)
_SUMMARY = re.compile(r"(?<![\w/.])/(?=summary/)")


def words(messages: Iterable[Message], public_url: str = "") -> str:
    """Messages one below the other, as one text."""
    return "\n\n".join(filter(None, ("\n".join(_lines(message, public_url)) for message in messages)))


def _lines(message: Message, public_url: str) -> Iterator[str]:
    text = _LINK.sub("＜", message.get("text") or "")
    if text:
        yield _SUMMARY.sub(f"{public_url}/", text)
    shown = {re.sub(r"^\d+\. ", "", line) for line in text.splitlines()}
    titles = [button["title"] for button in message.get("buttons") or ()]
    # What is counted in the text may be answered with its number.
    yield from () if set(titles) <= shown else map(link, titles)


def link(title: str) -> str:
    """A link that says its own title; where it cannot be pressed it can still be typed."""
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={_address(title)}&msgmenuid=0">{_LINK.sub("＜", title)}</a>'


def _address(title: str) -> str:
    """WeChat sends it as it stands here; only what would end the address must not."""
    return re.sub(r"[\"&<>#%\s]", lambda match: quote(match[0]), title)


def cut(text: str, limit: int = MOST_BYTES) -> tuple[str, str]:
    """The first piece of a text, at most ``limit`` bytes, and the rest, "" if there is none. A piece ends where a sentence
    does, and tells how to get the rest."""
    if len(text.encode()) <= limit:
        return text, ""
    more = load_texts().wechat.more.format(link=link(load_texts().wechat.more_words[0]))
    room = text.encode()[: limit - len(f"\n{more}".encode())].decode(errors="ignore")
    end = next(filter(None, (_last(ends, room) for ends in _ENDS)), len(room))
    return f"{text[:end].rstrip()}\n{more}", text[end:].lstrip("\n")


def _last(ends: re.Pattern[str], text: str) -> int:
    """Where the last part of a text ends that has one of these ends; 0 where that is in the first half: too much would be
    put off."""
    last = max((match.end() for match in ends.finditer(text) if not _in_link(text, match.end())), default=0)
    return last if last > len(text) // 2 else 0


def _in_link(text: str, place: int) -> bool:
    return text.rfind("<a ", 0, place) > text.rfind("</a>", 0, place)
