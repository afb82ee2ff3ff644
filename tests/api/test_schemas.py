"""The shapes of bodies."""

import msgspec
import pytest

from chalicelib.api import schemas

SHAPES = [
    each
    for each in vars(schemas).values()
    if isinstance(each, type) and issubclass(each, msgspec.Struct) and each is not msgspec.Struct
]

SENT_BY_OTHERS = {schemas.WhatsAppIn}
"""What another company's service sends, which adds fields without notice: of an unknown one nothing is meant."""


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_body_refuses_fields_it_does_not_know(shape: type[msgspec.Struct]) -> None:
    """A field that an action does not offer (`breached`, `role`) must be an error and not pass unseen."""
    assert shape.__struct_config__.forbid_unknown_fields is (shape not in SENT_BY_OTHERS)
