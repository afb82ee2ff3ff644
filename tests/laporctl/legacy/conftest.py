import pytest

from laporctl.legacy import transfer


@pytest.fixture(autouse=True)
def one_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Moto takes one transaction at a time."""
    monkeypatch.setattr(transfer, "WRITERS", 1)
