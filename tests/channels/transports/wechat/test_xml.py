"""WeChat's XML: read without harm, written so that every text comes through."""

from __future__ import annotations

import pytest

from channels.transports.wechat.xml import BadXml, read, write


def test_fields() -> None:
    xml = "<xml><A><![CDATA[工资<b>&amp;]]></A><B>1</B><C/><D><E>in it</E></D></xml>"
    assert read(xml.encode()) == {"A": "工资<b>&amp;", "B": "1", "C": "", "D": ""}


@pytest.mark.parametrize("text", ["", "工", "<xml>&amp;]]></xml>", "一\n二", "😀", "\"'"])
def test_what_is_written_is_read_again(text: str) -> None:
    assert read(write({"Content": text})) == {"Content": text}


def test_control_characters_become_spaces() -> None:
    assert read(b"<xml><A><![CDATA[a\x00\x1f\x0bb]]></A></xml>") == {"A": "a   b"}
    assert read(write({"A": "a\x00b"})) == {"A": "a b"}


LAUGHS = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;">]><xml><Content>&lol1;</Content></xml>'


@pytest.mark.usefixtures("lengthy")
@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"hello",
        b"<xml>",
        b"<xml><A></xml>",
        b"\xff\xfe",
        LAUGHS.encode(),
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><Content>&e;</Content></xml>',
        b'<!DOCTYPE xml SYSTEM "http://127.0.0.1/x.dtd"><xml/>',
        b"<xml><A>&nix;</A></xml>",
        b"<xml>" * 100_000,
    ],
    ids=lambda xml: repr(xml[:20]),
)
def test_what_is_no_xml_of_wechat_is_refused(xml: bytes) -> None:
    with pytest.raises(BadXml):
        read(xml)
