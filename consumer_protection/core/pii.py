"""Personal data: encrypted and bound to its row, searchable by blind index, masked.

Stored as version (1 byte), key id length (1), key id, nonce (12), AES-256-GCM
ciphertext with tag. The row's uid, table and column are authenticated with it, so
a value moved to another row or column does not open.
"""

import base64
import hashlib
import hmac
import os
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_VERSION = b"\x01"
_NONCE = 12
_PLUS_86 = re.compile(r"^(?:\+?86)(?=1\d{10}$)")
# How phones, identity and card numbers are written: with spaces or hyphens between
# their parts too. Dates, amounts and numbers of documents are none of these. The
# database masks the same for the trail: both dialects read these patterns alike.
_D, _SPACE = "[0-9０-９]", "[ \u3000-]"
_GAP = f"{_SPACE}?"
PERSONAL = "|".join(
    (
        rf"{_D}{{6}}{_GAP}(?:19|20|１９|２０){_D}{{6}}{_GAP}{_D}{{3}}[0-9０-９Xx]",
        rf"[3-9]{_D}{{3}}(?:{_SPACE}{_D}{{4}}){{3}}(?:{_SPACE}{_D}{{1,3}})?",
        rf"[1１][3-9３-９]{_D}{_GAP}{_D}{{4}}{_GAP}{_D}{{4}}",
        rf"[0０]{_D}{{2,3}}{_SPACE}{_D}{{7,8}}",
        rf"{_D}{{11,19}}",
    )
)
PERSONAL = rf"(?<!{_D})(?:{PERSONAL})(?!{_D})"
_NUMBERS = re.compile(PERSONAL)


class Unreadable(Exception):
    """The stored value does not belong to this row, was altered, or its key is gone."""


@dataclass(frozen=True, slots=True)
class Keys:
    """``data``: key id → 32 bytes, the first is used for writing; ``index``: apart."""

    data: dict[str, bytes]
    index: bytes

    @property
    def current(self) -> str:
        return next(iter(self.data))


@lru_cache
def keys(text: str) -> Keys:
    """Keys from FIELD_KEYS: ``id:hex`` separated by commas, newest first; a single
    bare hex is key 1. ``index:hex`` names the index key, else it is derived from
    the oldest key, so that adding keys in front keeps every index."""
    named = [part.strip() for part in text.split(",") if part.strip()]
    pairs = [part.split(":", 1) if ":" in part else ["1", part] for part in named]
    found = {name: bytes.fromhex(value) for name, value in pairs}
    index = found.pop("index", b"") or _derive(list(found.values())[-1])
    return Keys(found, index)


def _derive(key: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"blind index").derive(key)


def _keys() -> Keys:
    return keys(settings.FIELD_KEYS)


def seal(value: str, *, place: str, uid: UUID) -> bytes:
    """Encrypt for one place (``table.column``) of one row."""
    own = _keys()
    nonce = os.urandom(_NONCE)
    bound = f"{place}|{uid}".encode()
    body = AESGCM(own.data[own.current]).encrypt(nonce, value.encode(), bound)
    name = own.current.encode()
    return _VERSION + bytes([len(name)]) + name + nonce + body


def unseal(stored: bytes, *, place: str, uid: UUID) -> str:
    """Decrypt, or raise Unreadable; never returns anything unauthenticated."""
    blob = bytes(stored)
    size = blob[1]
    name, rest = blob[2 : 2 + size].decode(), blob[2 + size :]
    key = _keys().data.get(name)
    if blob[:1] != _VERSION or key is None:
        raise Unreadable(place)
    bound = f"{place}|{uid}".encode()
    try:
        return AESGCM(key).decrypt(rest[:_NONCE], rest[_NONCE:], bound).decode()
    except InvalidTag as error:
        raise Unreadable(place) from error


def blind_index(kind: str, value: str, root_id: int | None) -> str:
    """What to search by: equal for equal normalised values of one institution."""
    plain = f"{kind}|{root_id}|{normalise(kind, value)}".encode()
    return base64.b64encode(hmac.digest(_keys().index, plain, hashlib.sha256)).decode()


def normalise(kind: str, value: str) -> str:
    """Names: NFC, without the inner dot. Numbers: NFKC, no spaces or hyphens,
    no +86, upper case."""
    if kind == "name":
        return unicodedata.normalize("NFC", value).replace("·", "").strip()
    folded = re.sub(r"[\s\-—–]", "", unicodedata.normalize("NFKC", value)).upper()
    return _PLUS_86.sub("", folded)


def mask_name(value: str) -> str:
    """张三 → 张*."""
    return value[:1] + "*" * max(len(value) - 1, 1) if value else ""


def mask_number(value: str) -> str:
    """Phone 138****5678; identity and card numbers keep the first 6 and last 4."""
    if len(value) <= 4:
        return "*" * len(value)
    head = 6 if len(value) > 13 else 3 if len(value) >= 7 else 0
    return value[:head] + "*" * (len(value) - head - 4) + value[-4:]


def mask_text(value: str) -> str:
    """Free text with everything that looks like a phone, ID or card masked."""
    return _NUMBERS.sub(_masked, value)


def unmask_text(text: str, original: str) -> str:
    """A text that was shown masked and edited, with what its masks hide put back, in
    the order of the original; a number somebody took out stays out."""
    after = 0
    for match in _NUMBERS.finditer(original):
        mask = _masked(match)
        at = text.find(mask, after)
        if at >= 0:
            text = text[:at] + match.group() + text[at + len(mask) :]
            after = at + len(match.group())
    return text


def _masked(match: re.Match[str]) -> str:
    return mask_number(match.group())


MASKS = {"name": mask_name, "number": mask_number}


def sealed(column: str, kind: str, *, index: str = "") -> property:
    """A property over the encrypted ``column`` of a model with ``uid`` and ``unit``.

    Set it after ``unit``; it fills the ``index`` column too. Reading decrypts.
    """

    def read(record: Any) -> str:
        stored = getattr(record, column)
        place = f"{record._meta.db_table}.{column}"
        return unseal(stored, place=place, uid=record.uid) if stored else ""

    def write(record: Any, value: str) -> None:
        place = f"{record._meta.db_table}.{column}"
        setattr(
            record, column, seal(value, place=place, uid=record.uid) if value else None
        )
        if index:
            found = blind_index(kind, value, record.unit.root_id) if value else ""
            setattr(record, index, found)

    return property(read, write)
