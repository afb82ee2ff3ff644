"""What can go wrong with a deployment."""

from laporctl.errors import OperatorError


class DeployError(OperatorError):
    """Raised when CloudFormation refuses or rolls back, or what was deployed does not work; the message has the first
    reasons."""
