"""The secrets by which a stack's API knows CloudFront, and their rotation.

There are two slots, and the API takes what is in either, so that CloudFront, whose edges learn of a change one after
the other for minutes, may send one or the other. Only the stack's parameters hold them: no file, and no release's
record.
"""

import secrets
from collections.abc import Callable, Mapping

from laporctl.deployment import stack_update
from laporctl.deployment.errors import DeployError
from laporctl.deployment.place import Place
from laporctl.deployment.progress import Say

OTHER = {"A": "B", "B": "A"}
IN_USE = "EdgeSecretInUse"


def new_secret() -> str:
    """256 bits, as the template's parameters take them."""
    return secrets.token_hex(32)


def rotate(place: Place, answers: Callable[[], bool], say: Say) -> None:
    """Give CloudFront another secret, and forget the one before; no request is refused meanwhile.

    Each step leaves a stack in which what CloudFront sends is taken, so that a rotation may end after any of them, and
    be begun again. `answers` is whether the API answers through the site; it is asked after each step. Raises
    DeployError when a step fails, or the API does not answer after it.
    """
    in_use = stack_update.parameters_of_stack(place).get(IN_USE)
    if in_use not in OTHER:
        raise DeployError(f"{place.name} was deployed before there was anything to rotate: deploy it first")
    following = OTHER[in_use]
    steps: list[tuple[str, Mapping[str, str]]] = [
        ("the API takes the next secret", {f"EdgeSecret{following}": new_secret()}),
        ("CloudFront sends it", {IN_USE: following}),
        # Overwritten, not emptied: empty is the stack's UUID.
        ("the API forgets the one before", {f"EdgeSecret{in_use}": new_secret()}),
    ]
    for what, changed in steps:
        stack_update.change_parameters(place, changed, say)
        if not answers():
            raise DeployError(f"{place.name}: {what}, but the API does not answer through the site: look at its log")
        say(f"{place.name}: {what}")
