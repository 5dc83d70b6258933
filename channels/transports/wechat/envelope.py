"""What WeChat and the account seal for each other: SHA-1 signatures and AES (消息加解密, "安全模式").

As https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/Technical_Plan.html describes
it: AES-256-CBC with the first half of the key as initial vector over 16 random bytes, the length of the message (four bytes,
big end first), the message, and the app id, padded after PKCS #7 to blocks of 32 bytes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7

from channels.transports.wechat.account import Account

_PADDING = PKCS7(32 * 8)
_RANDOM, _LENGTH = 16, 4


class BadEnvelope(Exception):
    """It was not sealed with what this account shares with WeChat."""


class Envelope:
    """Checks, opens and seals messages of an account."""

    def __init__(self, account: Account) -> None:
        self._token, self._app_id = account.token, account.app_id.encode()
        self._cipher = Cipher(AES256(account.key), CBC(account.key[:16]))

    def sign(self, *parts: str) -> str:
        """The signature of the parts and the token."""
        return hashlib.sha1("".join(sorted((self._token, *parts))).encode()).hexdigest()  # noqa: S324 (WeChat's choice)

    def check(self, signature: str, *parts: str) -> None:
        """Raises BadEnvelope unless it is the signature of these parts."""
        if not hmac.compare_digest(self.sign(*parts).encode(), signature.encode()):
            raise BadEnvelope

    def open(self, sealed: str) -> bytes:
        """The message in a sealed text. Raises BadEnvelope."""
        try:
            decryptor, unpadder = self._cipher.decryptor(), _PADDING.unpadder()
            padded = decryptor.update(base64.b64decode(sealed, validate=True)) + decryptor.finalize()
            content = (unpadder.update(padded) + unpadder.finalize())[_RANDOM:]
        except (binascii.Error, ValueError) as error:
            raise BadEnvelope from error
        end = _LENGTH + int.from_bytes(content[:_LENGTH], "big")
        if content[end:] != self._app_id:
            raise BadEnvelope
        return content[_LENGTH:end]

    def seal(self, message: bytes) -> str:
        """A message as only WeChat can read it."""
        encryptor, padder = self._cipher.encryptor(), _PADDING.padder()
        content = secrets.token_bytes(_RANDOM) + len(message).to_bytes(_LENGTH, "big") + message + self._app_id
        padded = padder.update(content) + padder.finalize()
        return base64.b64encode(encryptor.update(padded) + encryptor.finalize()).decode()
