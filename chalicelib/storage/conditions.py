"""Single writes with a condition, and what it means that one did not hold."""

from pynamodb.exceptions import PutError, PynamoDBException
from pynamodb.expressions.condition import Condition
from pynamodb.models import Model

from chalicelib.storage.models import Row, item_or_none


class NameTaken(Exception):
    """Raised when two drew the same name."""


def unmet(error: PynamoDBException) -> bool:
    """Whether a write failed because its condition did not hold, and for nothing else. Behind a connection that was
    lost there is no response to look into, and PynamoDB's own property fails on that."""
    if getattr(error.cause, "response", None) is None:
        return False
    return error.cause_response_code == "ConditionalCheckFailedException"


def put_if(row: Model, condition: Condition) -> bool:
    """Write an item whole; False, and nothing is written, if the condition does not hold."""
    try:
        row.save(condition)
    except PutError as error:
        if unmet(error):
            return False
        raise
    return True


def put_same(row: Row, condition: Condition) -> bool:
    """As `put_if`, and True where the item is there just as it would be written: the SDK repeats a write whose answer
    was lost, and finds its own. Only for items of which two alike are one wish; it costs a read where the condition
    does not hold."""
    return put_if(row, condition) or _is_there(row)


def put_new(row: Row, not_there: Condition) -> None:
    """Write an item under a name that was drawn by chance, once. Raises NameTaken if another item has it."""
    if not put_same(row, not_there):
        raise NameTaken


def _is_there(row: Row) -> bool:
    found = item_or_none(type(row), row.pk, row.sk, consistent=True)
    return found is not None and found.serialize() == row.serialize()
