"""Traditional characters: words by OpenCC, names of places as they are written now."""

from __future__ import annotations

import pytest

from channels.transports.traditional import to_traditional


@pytest.mark.usefixtures("lengthy")
@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("兰溪市的驿站", "蘭溪市的驛站"),
        ("我在兰溪，户口在慈溪", "我在蘭溪，戶口在慈溪"),
        ("资溪县、竹溪县、巨野县", "資溪縣、竹溪縣、巨野縣"),
        ("沈阳、余姚、云和、台州、范县", "瀋陽、餘姚、雲和、台州、范縣"),
        ("舟山、安康、江门、上饶", "舟山、安康、江門、上饒"),
        ("失业金怎么领", "失業金怎麼領"),
        ("婆媳勃谿", "婆媳勃谿"),
        ("", ""),
    ],
)
def test_texts(simplified: str, traditional: str) -> None:
    assert to_traditional(simplified) == traditional
