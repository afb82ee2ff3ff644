"""The program that `docs/api/README.md` shows: the description of an operation, read as it stands there."""

from chalicelib.api import schemas
from tests.docs.samples import samples_of
from tools.apispec import shapes
from tools.apispec.model import Answer, Operation
from tools.apispec.operations import OPERATIONS


def test_the_operation_on_the_page_describes_a_route_as_those_of_the_code_do() -> None:
    (sample,) = [each for each in samples_of("docs/api/README.md") if each.language == "python"]
    names = {"Operation": Operation, "Answer": Answer, "schemas": schemas, "shapes": shapes}
    shown = eval(sample.text.strip().rstrip(","), names)
    (real,) = [each for each in OPERATIONS if each.id == shown.id]
    for name in ("method", "path", "tag", "body", "parameters"):
        assert getattr(shown, name) == getattr(real, name), name
    assert shown.answers.keys() == real.answers.keys()
