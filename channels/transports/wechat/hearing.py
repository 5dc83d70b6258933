"""What a person did in WeChat, as something said: words, a location, a menu entry, or a picture that nobody can read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from channels.contract.incoming import Location, Metadata, Spoken
from channels.texts import load_texts

# WeChat writes its old faces so ("/::)", "/:rose"); with the slash in front a message would be a command.
_FACE = re.compile(r"/:[!-.0-~]{1,9}")


@dataclass(frozen=True)
class Happening:
    """One message or event. ``id``: the same each time that WeChat sends it; ``joined``: the person has just subscribed."""

    id: str
    open_id: str
    account: str
    fields: Mapping[str, str]

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> Happening:
        """From the fields of its XML. Raises KeyError where nobody sent it."""
        open_id = fields["FromUserName"]
        # Messages have a number; events are told apart by who, when and what.
        marks = [fields.get(name, "") for name in ("MsgId", "CreateTime", "Event", "EventKey")]
        digest = hashlib.blake2b("\n".join((open_id, *marks)).encode(), digest_size=16)
        return cls(digest.hexdigest(), open_id, fields.get("ToUserName", ""), fields)

    @property
    def joined(self) -> bool:
        return self._kind == "event" and self._event == "subscribe"

    def spoken(self, region: str) -> Spoken | None:
        """What the person said to the account of this ``region``; None where nothing was. Raises ValidationError where it is
        too long."""
        if self._kind == "location":
            return self._located(region)
        words = self._words()
        if words is None:
            return None
        return Spoken(id=self.id, message=words, metadata=Metadata(region=region or None))

    def _located(self, region: str) -> Spoken:
        """A place that the person chose on WeChat's map, which is China's (GCJ-02)."""
        metadata = Metadata(region=region or None, location=self._location())
        return Spoken(id=self.id, message="", shown=load_texts().wechat.my_location, metadata=metadata)

    def _location(self) -> Location | None:
        try:
            lat, lng = (float(self.fields.get(f"Location_{axis}", "")) for axis in "XY")
            return Location(lat=lat, lng=lng, coord_sys="gcj02")
        except (ValueError, ValidationError):
            return None

    def _words(self) -> str | None:
        unreadable = load_texts().wechat.unreadable
        if self._kind == "event":
            return self.fields.get("EventKey") or None if self._event == "click" else None
        if self._kind == "text":
            return _FACE.sub(" ", self.fields.get("Content", "")).strip() or unreadable["face"]
        if self._kind == "voice":
            return self.fields.get("Recognition", "").strip() or unreadable["voice"]
        return unreadable.get(self._kind, unreadable["other"])

    @property
    def _kind(self) -> str:
        return self.fields.get("MsgType", "").lower()

    @property
    def _event(self) -> str:
        return self.fields.get("Event", "").lower()
