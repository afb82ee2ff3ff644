"""A lost receipt as the API answers it: a code that is right, and the fresh secret that it gives."""

from typing import Any

from tests.support.webcases import FILED_AT

CODE = "042137"
FRESH_SECRET = "7F3K-9Q2M-XA0B-7F3K-9Q2M"
WRONG_CODE = {
    "type": "/problems/wrong_code",
    "title": "Forbidden",
    "status": 403,
    "code": "wrong_code",
    "detail": "Kode tidak cocok atau sudah tidak berlaku. Periksa lagi, atau minta kode baru.",
}


def renewed(tracking_id: str, hidden: bool) -> dict[str, Any]:
    """The fresh receipt."""
    return {
        "tracking_id": tracking_id,
        "secret": FRESH_SECRET,
        "renewed_at": "2026-11-25T02:00:00.000Z",
        "filed_at": FILED_AT,
        "hidden": hidden,
        "track_url": f"/lacak.html?id={tracking_id}",
    }
