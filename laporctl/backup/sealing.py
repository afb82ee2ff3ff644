"""Sealed files: whoever has the public key of a backup writes them, and only who has the private one reads them.

X25519 (RFC 7748) between a key of the file's own and that of the backup, HKDF-SHA-256 (RFC 5869), then AES-256-GCM
piece by piece. The nonce counts the pieces and marks the last one, so pieces that are missing, moved or cut off are
noticed.
"""

import base64
import io
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from laporctl.errors import OperatorError

PUBLIC, PRIVATE = "lapor-backup-", "lapor-backup-private-"
"""What a key of each kind begins with, as text."""

_MAGIC = b"LAPOR-SEALED-1\n"
_KEY_BYTES = 32
_PIECE = 1 << 20
_TAG_BYTES = 16


class SealError(OperatorError):
    """Raised for a key that is none, and a file that cannot be opened with this key; the message is one line."""


def make_key(file: Path) -> str:
    """Write a new private key into a file that only this user reads; returns the public key. Raises SealError if the
    file is there already."""
    private = X25519PrivateKey.generate()
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(f"{PRIVATE}{_text(private.private_bytes_raw())}\n")
    except FileExistsError:
        raise SealError(f"{file} is there already: a key is never written over") from None
    return public_of(private)


def public_of(private: X25519PrivateKey) -> str:
    """The public key of a private one, as text."""
    return f"{PUBLIC}{_text(private.public_key().public_bytes_raw())}"


def parse_public(text: str) -> X25519PublicKey:
    """The public key in a text. Raises SealError."""
    return X25519PublicKey.from_public_bytes(_bytes(text, PUBLIC))


def read_private(file: Path) -> X25519PrivateKey:
    """The private key in a file. Raises SealError."""
    return X25519PrivateKey.from_private_bytes(_bytes(file.read_text("utf-8", "replace"), PRIVATE))


class SealedWriter(io.RawIOBase):
    """Writes a sealed file. What is not closed is no sealed file: its last piece is missing."""

    def __init__(self, out: IO[bytes], public: X25519PublicKey, name: str) -> None:
        own = X25519PrivateKey.generate()
        sender = own.public_key().public_bytes_raw()
        self._cipher = _cipher(own.exchange(public), sender, public.public_bytes_raw(), name)
        self._out, self._waiting, self._pieces = out, bytearray(), 0
        out.write(_MAGIC + sender)

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._waiting += data
        while len(self._waiting) > _PIECE:
            self._seal(bytes(self._waiting[:_PIECE]), last=False)
            del self._waiting[:_PIECE]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._seal(bytes(self._waiting), last=True)
        super().close()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._pieces, last=last), piece, None)
        self._out.write(struct.pack(">I", len(sealed)) + sealed)
        self._pieces += 1


class SealedReader(io.RawIOBase):
    """Reads a sealed file. Raises SealError as soon as a piece does not fit."""

    def __init__(self, file: IO[bytes], private: X25519PrivateKey, name: str) -> None:
        self._pieces, self._waiting = _pieces_of(file, private, name), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._waiting:
            self._waiting = next(self._pieces, b"")
        count = min(len(buffer), len(self._waiting))
        buffer[:count] = self._waiting[:count]
        self._waiting = self._waiting[count:]
        return count


def _pieces_of(file: IO[bytes], private: X25519PrivateKey, name: str) -> Iterator[bytes]:
    head = file.read(len(_MAGIC) + _KEY_BYTES)
    if not head.startswith(_MAGIC) or len(head) != len(_MAGIC) + _KEY_BYTES:
        raise SealError(f"{name} is not a file of a backup")
    sender, receiver = head[len(_MAGIC) :], private.public_key().public_bytes_raw()
    cipher = _cipher(private.exchange(X25519PublicKey.from_public_bytes(sender)), sender, receiver, name)
    number, ahead = 0, _next_piece(file, name)
    while True:
        sealed, ahead = ahead, _next_piece(file, name)
        try:
            piece = cipher.decrypt(_nonce(number, last=not ahead), sealed, None)
        except InvalidTag:
            raise SealError(f"{name} was altered, is cut off, or was sealed for another key") from None
        if piece:
            yield piece
        if not ahead:
            return
        number += 1


def _next_piece(file: IO[bytes], name: str) -> bytes:
    """The next sealed piece; empty at the end."""
    length = file.read(4)
    if not length:
        return b""
    size = struct.unpack(">I", length)[0] if len(length) == 4 else 0
    if not _TAG_BYTES <= size <= _PIECE + _TAG_BYTES:
        raise SealError(f"{name} was altered or is cut off")
    return file.read(size)


def _cipher(shared: bytes, sender: bytes, receiver: bytes, name: str) -> AESGCM:
    about = b"lapor backup " + name.encode()
    return AESGCM(HKDF(SHA256(), _KEY_BYTES, salt=sender + receiver, info=about).derive(shared))


def _nonce(number: int, *, last: bool) -> bytes:
    return struct.pack(">QHBB", number, 0, 0, last)


def _text(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).decode().rstrip("=")


def _bytes(text: str, beginning: str) -> bytes:
    word = text.strip()
    try:
        key = base64.urlsafe_b64decode(word.removeprefix(beginning) + "=") if word.startswith(beginning) else b""
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        kind = "the private" if beginning == PRIVATE else "a public"
        raise SealError(f"this is not {kind} key of backups: it begins with {beginning}")
    return key
