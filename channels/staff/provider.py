"""The office's own login (OpenID Connect: authorization code, PKCE): where a browser is sent, and who comes back.

What state, nonce and verifier come from is one secret in a cookie of the browser, so nothing is kept here meanwhile.
"""

from __future__ import annotations

import hashlib
import hmac
import ssl
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple, cast
from urllib.parse import quote_plus

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from channels.roles import Role
from channels.settings import OidcSettings

# What a provider signs with; never a secret that it shares with its clients, and never nothing.
_ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
_TIMEOUT_SECONDS, _LEEWAY_SECONDS = 10.0, 60
# How a token says that more than a password was asked for (RFC 8176).
_SECOND_FACTORS = frozenset({"mfa", "otp", "hwk", "swk", "fpt", "face", "sms"})
# Of the roles that somebody's groups give, the one that may do the most.
_RANKED = (Role.ADMIN, Role.EDITOR, Role.AUDITOR, Role.HOTLINE)


class ProviderError(Exception):
    """The provider could not be reached, said no, or what it says of somebody is not to be believed."""


class Somebody(NamedTuple):
    """Who logged in: ``subject`` stands for them with this provider for ever; ``role``: None where they have none here."""

    subject: str
    name: str
    role: Role | None
    has_code: bool


class Provider:
    """One provider, as the settings name it. What it publishes of itself is asked for once, its keys each time."""

    def __init__(self, settings: OidcSettings) -> None:
        self._settings = settings
        self._published: Mapping[str, Any] | None = None

    async def address(self, secret: str) -> str:
        """Where a browser with this secret logs in. Raises ProviderError."""
        async with self._client() as client:
            published = await self._metadata(client)
        address: str = prepare_grant_uri(
            published["authorization_endpoint"],
            client_id=self._settings.oidc_client_id,
            response_type="code",
            redirect_uri=self._settings.oidc_return_url,
            scope="openid profile",
            state=derived(secret, "state"),
            nonce=derived(secret, "nonce"),
            code_challenge=create_s256_code_challenge(derived(secret, "verifier")),
            code_challenge_method="S256",
        )
        return address

    async def somebody(self, secret: str, code: str) -> Somebody:
        """Who came back with a code to a browser with this secret. Raises ProviderError."""
        try:
            async with self._client() as client:
                published = await self._metadata(client)
                given = {
                    "grant_type": "authorization_code",
                    "code": code,
                    "redirect_uri": self._settings.oidc_return_url,
                    "code_verifier": derived(secret, "verifier"),
                }
                token = _object(await client.post(published["token_endpoint"], data=given, auth=self._own_secret()))
                keys = KeySet.import_key_set(_keys(await client.get(published["jwks_uri"])))
            said = jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS)
            claims = CodeIDToken(
                said.claims,
                said.header,
                {"iss": {"value": self._settings.oidc_issuer}, "aud": {"value": self._settings.oidc_client_id}},
                {"nonce": derived(secret, "nonce"), "client_id": self._settings.oidc_client_id},
            )
            claims.validate(leeway=_LEEWAY_SECONDS)
        except (JoseError, httpx.HTTPError, KeyError, ValueError, TypeError) as error:
            raise ProviderError(type(error).__name__) from error
        return self._known(claims)

    def _known(self, claims: Mapping[str, Any]) -> Somebody:
        given = claims.get(self._settings.oidc_role_claim)
        groups = {given} if isinstance(given, str) else set(map(str, given)) if isinstance(given, list) else set()
        roles = {role for group, role in self._settings.roles.items() if group in groups}
        return Somebody(
            subject=hashlib.sha256(f"{claims['iss']} {claims['sub']}".encode()).hexdigest(),
            name=str(claims.get("preferred_username") or claims.get("name") or claims["sub"]),
            role=next((role for role in _RANKED if role in roles), None),
            has_code=bool(_SECOND_FACTORS & set(map(str, claims.get("amr") or ()))),
        )

    async def _metadata(self, client: httpx.AsyncClient) -> Mapping[str, Any]:
        if self._published is None:
            issuer = self._settings.oidc_issuer
            try:
                told = _object(await client.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration"))
            except (httpx.HTTPError, ValueError) as error:
                raise ProviderError(type(error).__name__) from error
            needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
            if told.get("issuer") != issuer or not all(isinstance(told.get(name), str) for name in needed):
                raise ProviderError("not what the settings name")
            self._published = told
        return self._published

    def _own_secret(self) -> tuple[str, str]:
        """As HTTP's basic authentication tells them (RFC 6749, 2.3.1)."""
        secret = self._settings.oidc_client_secret
        return quote_plus(self._settings.oidc_client_id), quote_plus(secret.get_secret_value() if secret else "")

    def _client(self) -> httpx.AsyncClient:
        # Its address is the office's own: no proxy gets what is said to it.
        return httpx.AsyncClient(timeout=_TIMEOUT_SECONDS, trust_env=False, verify=_trusted())


def derived(secret: str, what: str) -> str:
    """What goes out in place of the secret: nobody finds one from the other, nor from the third."""
    return hmac.new(secret.encode(errors="surrogateescape"), what.encode(), hashlib.sha256).hexdigest()


def _object(told: httpx.Response) -> dict[str, Any]:
    """The JSON object in a reply. Raises httpx.HTTPError, ValueError."""
    found = told.raise_for_status().json()
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


def _keys(told: httpx.Response) -> KeySetSerialization:
    """Raises httpx.HTTPError, ValueError."""
    return cast(KeySetSerialization, _object(told))


@cache
def _trusted() -> ssl.SSLContext:
    """What this machine trusts, an office's own authority among them."""
    return ssl.create_default_context()
