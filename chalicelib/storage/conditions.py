"""Single writes with a condition, and what it means that one did not hold."""

from pynamodb.exceptions import PutError, PynamoDBException
from pynamodb.expressions.condition import Condition
from pynamodb.models import Model

from chalicelib.storage.models import Row, item_or_none


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


def put_new(row: Row, not_there: Condition) -> None:
    """Write an item under a name that was drawn by chance. Where the answer to the first attempt was lost, the SDK's
    second one finds the name taken: by the same item, which a read then shows. Raises PutError for another one."""
    try:
        row.save(not_there)
    except PutError as error:
        found = item_or_none(type(row), row.pk, row.sk, consistent=True) if unmet(error) else None
        if found is None or found.serialize() != row.serialize():
            raise
