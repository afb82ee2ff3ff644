"""Single writes with a condition, and what it means that one did not hold."""

from pynamodb.exceptions import PutError, PynamoDBException
from pynamodb.expressions.condition import Condition
from pynamodb.models import Model


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
