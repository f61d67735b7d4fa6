"""Keys and sealed texts: what a passphrase opens, and what nobody else can read.

Imported only where a lock is set, because ``cryptography`` costs a start some 50 ms.

A text is sealed with AES-256-GCM under the data key, with a random nonce of 96 bits: NIST
SP 800-38D allows 2**32 of them for a key. The name of the row it stands in is associated
data, so that a text is readable in its own row alone. While the data key is not at hand,
a text is sealed to the public key as in RFC 9180: an X25519 key made for this text alone
(RFC 7748), HKDF-SHA256 of the shared secret and both public keys (RFC 5869), AES-256-GCM.

The data key and the private key are random. The passphrase only wraps the first, which
wraps the second: another passphrase leaves every text as it is.
"""

import json
import os
import unicodedata
from dataclasses import dataclass, field
from typing import Final, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from thaw.practice.errors import Unsealable

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16

_BY_KEY = b"\x01"
_TO_PUBLIC = b"\x02"
_BOX_NAME = b"thaw sealed text 1"
_WRAPPED_DATA_KEY = b"thaw data key 1"
_WRAPPED_PRIVATE_KEY = b"thaw private key 1"
_ONCE = bytes(NONCE_BYTES)
"""The nonce of a key that is made for one text alone."""
_STEP: Final = 64
"""Sealed texts come in steps of so many bytes: a 10 is not to be told from a 7."""


@dataclass(frozen=True, slots=True)
class Stretching:
    """How a passphrase becomes a key: scrypt (RFC 7914), which takes time and memory on purpose.

    The figures are the first that OWASP's password storage cheat sheet names:
    N = 2**17, r = 8, p = 1. They take 128 × N × r bytes, 128 MiB.
    """

    salt: bytes
    n: int = 2**17
    r: int = 8
    p: int = 1

    @property
    def is_sane(self) -> bool:
        """Whether a file may ask for it: a damaged one must not take all the memory."""
        is_power = self.n > 0 and self.n & (self.n - 1) == 0
        return (
            is_power
            and 2**10 <= self.n <= 2**20
            and 1 <= self.r <= 16
            and 1 <= self.p <= 4
            and len(self.salt) >= 8
        )


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens everything under a lock. Kept in memory only, and never printed."""

    data: bytes = field(repr=False)
    private: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        return X25519PrivateKey.from_private_bytes(self.private).public_key().public_bytes_raw()


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Keys as they are kept in a file."""

    stretching: Stretching
    data_key: bytes
    public_key: bytes
    private_key: bytes


def new_keys() -> Keys:
    return Keys(os.urandom(KEY_BYTES), X25519PrivateKey.generate().private_bytes_raw())


def wrapped(keys: Keys, passphrase: str, stretching: Stretching | None = None) -> Wrapped:
    """Wrap ``keys`` for a file. Takes most of a second, and 128 MiB."""
    how = stretching or Stretching(os.urandom(16))
    return Wrapped(
        stretching=how,
        data_key=_encrypted(_stretched(passphrase, how), _WRAPPED_DATA_KEY, keys.data),
        public_key=keys.public,
        private_key=_encrypted(keys.data, _WRAPPED_PRIVATE_KEY, keys.private),
    )


def unwrapped(kept: Wrapped, passphrase: str) -> Keys | None:
    """Return the keys; None where the passphrase is another. Takes as long as ``wrapped``.

    Raises Unsealable where what is kept is damaged in a way that can be told apart.
    """
    if not kept.stretching.is_sane or len(kept.data_key) != NONCE_BYTES + KEY_BYTES + TAG_BYTES:
        raise Unsealable
    try:
        data = _decrypted(_stretched(passphrase, kept.stretching), _WRAPPED_DATA_KEY, kept.data_key)
    except Unsealable:
        return None
    keys = Keys(data, _decrypted(data, _WRAPPED_PRIVATE_KEY, kept.private_key))
    if keys.public != kept.public_key:
        raise Unsealable
    return keys


def sealed(keys: Keys, row: str, content: object) -> bytes:
    """Seal ``content``, which JSON can hold, for the row of that name."""
    return _BY_KEY + _encrypted(keys.data, row.encode(), _padded(content))


def sealed_to(public: bytes, row: str, content: object) -> bytes:
    """Seal it so that only who unlocks can read it. Raises Unsealable for a damaged key."""
    once = X25519PrivateKey.generate()
    own = once.public_key().public_bytes_raw()
    key = _shared(once, public, own, public)
    return _TO_PUBLIC + own + AESGCM(key).encrypt(_ONCE, _padded(content), row.encode())


def unsealed(keys: Keys, row: str, text: bytes) -> object:
    """Return what was sealed for the row of that name. Raises Unsealable."""
    kind, rest = text[:1], text[1:]
    if kind == _BY_KEY:
        plain = _decrypted(keys.data, row.encode(), rest)
    elif kind == _TO_PUBLIC:
        plain = _opened_box(keys, row.encode(), rest)
    else:
        raise Unsealable
    return cast(object, json.loads(plain))


def _opened_box(keys: Keys, row: bytes, box: bytes) -> bytes:
    once, text = box[:KEY_BYTES], box[KEY_BYTES:]
    own = X25519PrivateKey.from_private_bytes(keys.private)
    key = _shared(own, once, once, keys.public)
    try:
        return AESGCM(key).decrypt(_ONCE, text, row)
    except InvalidTag as exc:
        raise Unsealable from exc


def _shared(own: X25519PrivateKey, other: bytes, once: bytes, public: bytes) -> bytes:
    try:
        secret = own.exchange(X25519PublicKey.from_public_bytes(other))
    except ValueError as exc:
        # Cut short, or one of the few points with which every secret is the same.
        raise Unsealable from exc
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=_BOX_NAME + once + public).derive(secret)


def _padded(content: object) -> bytes:
    # JSON takes no notice of blanks at its end.
    plain = json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return plain.ljust(-(-len(plain) // _STEP) * _STEP)


def _stretched(passphrase: str, how: Stretching) -> bytes:
    # The same letters, however a keyboard composes them.
    letters = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return Scrypt(salt=how.salt, length=KEY_BYTES, n=how.n, r=how.r, p=how.p).derive(letters)


def _encrypted(key: bytes, name: bytes, plain: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, name)


def _decrypted(key: bytes, name: bytes, text: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(text[:NONCE_BYTES], text[NONCE_BYTES:], name)
    except (InvalidTag, ValueError) as exc:
        # ValueError: too short to hold a nonce and a tag.
        raise Unsealable from exc
