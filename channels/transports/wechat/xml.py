"""WeChat's XML: one element ``<xml>`` with a field in each child."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

# XML knows no other control characters, yet WeChat passes on what people paste.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class BadXml(Exception):
    """It is no XML, or one with entities or a document type, which WeChat never sends."""


def read(xml: bytes) -> dict[str, str]:
    """The fields by their names; "" for what has no text of its own. Raises BadXml."""
    try:
        root = fromstring(_without_control(xml.decode()), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise BadXml from error
    return {child.tag: child.text or "" for child in root}


def write(fields: Mapping[str, str]) -> bytes:
    """The fields as XML."""
    root = Element("xml")
    for name, text in fields.items():
        SubElement(root, name).text = _without_control(text)
    written: bytes = tostring(root, "utf-8", xml_declaration=False)
    return written


def _without_control(text: str) -> str:
    return _CONTROL.sub(" ", text)
