"""How two stacks agree on the secrets of their messages without sending them: X25519 (RFC 7748) and HKDF (RFC 5869)."""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from chalicelib.domain.exchange.signature import SECRET_BYTES


def new_private_key() -> bytes:
    """A private key of 32 bytes, by the system's randomness."""
    return X25519PrivateKey.generate().private_bytes_raw()


def public_key(private: bytes) -> bytes:
    """The public key of a private one, 32 bytes."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def secret(private: bytes, other: bytes, sender: str, receiver: str) -> bytes:
    """The secret for messages from one prefix to another; the same for both stacks, whichever's private key it is made
    from. Raises ValueError for a public key that agrees on nothing."""
    shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(other))
    keys = sorted((public_key(private), other))
    about = f"lapor messages from {sender} to {receiver}".encode()
    return HKDF(SHA256(), SECRET_BYTES, salt=b"".join(keys), info=about).derive(shared)
