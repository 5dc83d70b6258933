"""``POST /api/traditional``: texts in Traditional characters, for those who read these."""

from __future__ import annotations

import asyncio
import re
from functools import cache

from opencc import OpenCC
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from channels.contract.incoming import Texts, parse
from channels.limits import Limiter
from knowledge.places.regions import all_regions

# Characters that 第一批异体字整理表 (1955) gave up for others, which Traditional has as well. OpenCC brings them back in
# names of places (兰溪 becomes 蘭谿), which nobody writes so any more.
_GIVEN_UP = str.maketrans("谿崑霑柺澂濬鉅淩", "溪昆沾拐澄浚巨凌")


@cache
def _converter() -> OpenCC:
    return OpenCC("s2tw")


@cache
def _old_names() -> re.Pattern[str]:
    """Names of places, without 市, 县 or 区, as OpenCC writes them with a character that was given up."""
    names: list[str] = _converter().convert("\n".join(region.name[:-1] for region in all_regions())).split("\n")
    return re.compile("|".join(name for name in names if name != name.translate(_GIVEN_UP)))


def to_traditional(text: str) -> str:
    """A text in Traditional characters as Taiwan writes them, with the names of places as they are written now."""
    return _old_names().sub(lambda name: name[0].translate(_GIVEN_UP), _converter().convert(text))


def blueprint(limiter: Limiter) -> Blueprint:
    """The route."""
    routes = Blueprint("traditional")

    @routes.post("/api/traditional")
    async def traditional(request: Request) -> HTTPResponse:
        await limiter.client(request)
        texts = parse(request.body, Texts).texts
        # The first one reads the tables, for half a second.
        return json({"texts": await asyncio.to_thread(lambda: [to_traditional(text) for text in texts])})

    return routes
