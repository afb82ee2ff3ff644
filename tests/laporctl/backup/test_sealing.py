"""What is sealed is read by who has the key, whole or not at all."""

import io
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from laporctl.backup import sealing
from laporctl.backup.sealing import SealedReader, SealedWriter, SealError

PRIVATE = X25519PrivateKey.generate()
MEGABYTE = 1 << 20


def seal(data: bytes, name: str = "part") -> bytes:
    out = io.BytesIO()
    writer = SealedWriter(out, PRIVATE.public_key(), name)
    writer.write(data)
    writer.close()
    return out.getvalue()


def open_sealed(sealed: bytes, name: str = "part", private: X25519PrivateKey = PRIVATE) -> bytes:
    return io.BufferedReader(SealedReader(io.BytesIO(sealed), private, name)).read()


@pytest.mark.parametrize("size", [0, 1, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE])
def test_what_was_sealed_is_read_back(size: int) -> None:
    data = (b"Pelapor Contoh " * (size // 15 + 1))[:size]
    sealed = seal(data)
    assert open_sealed(sealed) == data
    assert b"Pelapor" not in sealed


def test_the_same_is_never_sealed_alike() -> None:
    assert seal(b"Pelapor") != seal(b"Pelapor")


PIECE = 4 + MEGABYTE + 16
HEAD = len(seal(b"")) - 20


@pytest.mark.parametrize(
    "alter",
    [
        pytest.param(lambda sealed: sealed[:-1], id="a byte short"),
        pytest.param(lambda sealed: sealed[: HEAD + PIECE], id="without its last piece"),
        pytest.param(lambda sealed: sealed[:HEAD], id="without any piece"),
        pytest.param(lambda sealed: sealed[:HEAD] + sealed[HEAD + PIECE :], id="without its first piece"),
        pytest.param(
            lambda sealed: (
                sealed[:HEAD]
                + sealed[HEAD + PIECE : HEAD + 2 * PIECE]
                + sealed[HEAD : HEAD + PIECE]
                + sealed[HEAD + 2 * PIECE :]
            ),
            id="two pieces exchanged",
        ),
        pytest.param(lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]), id="one bit"),
        pytest.param(lambda sealed: sealed + sealed[-20:], id="a piece more"),
        pytest.param(lambda sealed: b"X" + sealed[1:], id="something else"),
        pytest.param(lambda sealed: b"", id="nothing"),
    ],
)
def test_what_was_altered_is_not_read(alter: object) -> None:
    sealed = seal(b"x" * (2 * MEGABYTE + 5))
    assert callable(alter)
    with pytest.raises(SealError):
        open_sealed(alter(sealed))


def test_another_key_or_another_name_opens_nothing() -> None:
    with pytest.raises(SealError, match="another key"):
        open_sealed(seal(b"Pelapor"), private=X25519PrivateKey.generate())
    with pytest.raises(SealError):
        open_sealed(seal(b"Pelapor"), name="AccessTable")


def test_a_private_key_is_its_owners_alone_and_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "backup.key"
    public = sealing.make_key(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sealing.public_of(sealing.read_private(file)) == public
    assert sealing.parse_public(public).public_bytes_raw()
    with pytest.raises(SealError, match="there already"):
        sealing.make_key(file)


@pytest.mark.parametrize(
    "text", ["", "lapor-backup-", "lapor-backup-AAAA", "x" * 43, "lapor-backup-private-" + "A" * 43]
)
def test_what_is_no_public_key_seals_nothing(text: str) -> None:
    with pytest.raises(SealError, match="this is not a public key"):
        sealing.parse_public(text)


def test_a_public_key_opens_nothing(tmp_path: Path) -> None:
    file = tmp_path / "public"
    file.write_text(sealing.public_of(PRIVATE))
    with pytest.raises(SealError, match="this is not the private key"):
        sealing.read_private(file)
