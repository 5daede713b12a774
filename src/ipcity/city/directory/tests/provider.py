"""A small OpenID provider on loopback, for tests: discovery, authorize, token with PKCE, userinfo, keys (JWKS)."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "ipcity", "canary-provider-secret"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)  # a stranger's


@dataclass
class Provider:
    """`person` is who stands at its door; `claims` replace parts of the id_token (None: left out), to lie with; so
    do `key`, `algorithm` and `kid` with its signature, and `about` with what userinfo says."""

    person: dict[str, object]
    claims: dict[str, object] = field(default_factory=dict)
    about: dict[str, object] = field(default_factory=dict)
    key: object = KEY
    algorithm: str = "RS256"
    kid: str | None = "one"
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)  # code → PKCE challenge, nonce
    seen: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}"

    def discovery(self) -> dict[str, object]:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token",
                 "userinfo_endpoint": "userinfo", "jwks_uri": "jwks"}  # fmt: skip
        return {
            "issuer": self.issuer,
            **{name: f"{self.issuer}/{path}" for name, path in names.items()},
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent back to."""
        assert asked["client_id"] == CLIENT and asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256" and "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(12)
        self.codes[code] = asked["code_challenge"], asked["nonce"]
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked: dict[str, str]) -> dict[str, object] | None:
        """None for a wrong secret, a code used twice, or a verifier that does not fit its challenge."""
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        challenge, nonce = self.codes.pop(asked["code"], ("", ""))
        if asked.get("client_secret") != SECRET or challenge != proof:
            return None
        return {"access_token": "opens-userinfo", "token_type": "Bearer", "id_token": self.id_token(nonce)}

    def id_token(self, nonce: str) -> str:
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": nonce}
        told = {
            name: value for name, value in {**said, **self.person, **self.claims}.items() if value is not None
        }
        named = {"kid": self.kid} if self.kid else {}
        return jwt.encode(told, self.key, algorithm=self.algorithm, headers=named)

    def jwks(self) -> dict[str, object]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def start(self) -> ThreadingHTTPServer:
        server = ThreadingHTTPServer(("localhost", 0), type("Bound", (_Handler,), {"provider": self}))
        self.port = server.server_port
        Thread(target=server.serve_forever, daemon=True).start()
        return server


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(where.query).items()}
        self.provider.seen.append(where.path)
        match where.path:
            case "/.well-known/openid-configuration":
                self._json(self.provider.discovery())
            case "/authorize":
                self.send_response(302)
                self.send_header("Location", self.provider.authorize(asked))
                self.end_headers()
            case "/userinfo":
                open_ = self.headers["Authorization"] == "Bearer opens-userinfo"
                self._json({**self.provider.person, **self.provider.about} if open_ else None)
            case "/jwks":
                self._json(self.provider.jwks())

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.provider.seen.append(self.path)
        self._json(self.provider.token({name: values[0] for name, values in sent.items()}))

    def _json(self, told: dict[str, object] | None) -> None:
        self.send_response(200 if told is not None else 401)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(told or {"error": "invalid_grant"}).encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""
