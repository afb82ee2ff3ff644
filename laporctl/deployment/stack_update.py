"""Brings a CloudFormation stack to a template, whatever state it is in."""

from collections.abc import Mapping, Sequence

from laporctl.deployment import change_sets, progress, states
from laporctl.deployment.change_sets import Change, ChangeSet
from laporctl.deployment.errors import DeployError
from laporctl.deployment.place import Place
from laporctl.deployment.plan import refuse_grave
from laporctl.deployment.progress import Say
from laporctl.deployment.states import Way

NEVER_CREATED = "REVIEW_IN_PROGRESS"

OF_THE_STACK_ALONE = frozenset({"EdgeSecretA", "EdgeSecretB", "EdgeSecretInUse"})
"""Parameters that no configuration has: a release, and the way back from one, leaves them as they are."""


def bring_to(
    place: Place, template: str, parameters: Mapping[str, str], say: Say, *, replace: bool = True, quiet: bool = False
) -> Sequence[Change]:
    """Create or update the stack from a template, given by its address or as a text, and wait until it is done; returns
    what changed.

    `replace` False refuses a change that leaves data behind or moves the stack; `quiet` leaves out the line for each
    resource. Raises DeployError when CloudFormation refuses or rolls back, or the stack is being deleted.
    """
    way = make_ready(place, say)
    change_set = prepare(place, template, parameters, new=way is Way.CREATE)
    if not change_set.changes:
        change_set.discard()
        say(f"{place.name}: nothing to change")
        return ()
    if not replace:
        try:
            refuse_grave(place.name, change_set.changes)
        except DeployError:
            discard(place, change_set)
            raise
    say(f"{place.name}: {len(change_set.changes)} changes")
    _execute(place, change_set, (lambda line: None) if quiet else say)
    if parameters.get("Environment") == "production":
        place.cloudformation.update_termination_protection(StackName=place.name, EnableTerminationProtection=True)
    return change_set.changes


def change_parameters(place: Place, parameters: Mapping[str, str], say: Say) -> None:
    """Give a deployed stack other values of some parameters; everything else stays. Raises DeployError like
    `bring_to`."""
    if make_ready(place, say) is not Way.UPDATE:
        raise DeployError(f"{place.name} is not deployed")
    change_set = change_sets.make(
        place.cloudformation,
        place.name,
        new=False,
        template=None,
        parameters=parameters,
        tags=_tags(place),
        kept=parameters_of_stack(place).keys() - parameters.keys(),
    )
    if not change_set.changes:
        change_set.discard()
        return
    _execute(place, change_set, lambda line: None)


def parameters_of_stack(place: Place) -> dict[str, str]:
    """The parameters that the stack was deployed with; of secret ones only that they are there."""
    (stack,) = place.cloudformation.describe_stacks(StackName=place.name)["Stacks"]
    return {each["ParameterKey"]: each["ParameterValue"] for each in stack.get("Parameters", ())}


def _execute(place: Place, change_set: ChangeSet, say: Say) -> None:
    since = progress.now()
    change_set.execute()
    status = progress.follow(place.cloudformation, place.name, since, say)
    if status not in states.GOOD:
        raise DeployError(
            f"{place.name} is {status}: {progress.first_failures(place.cloudformation, place.name, since)}"
        )


def prepare(place: Place, template: str, parameters: Mapping[str, str], *, new: bool) -> ChangeSet:
    """The change set that leads to the template."""
    return change_sets.make(
        place.cloudformation,
        place.name,
        new=new,
        template=template,
        parameters=parameters,
        tags=_tags(place),
        kept=() if new else _kept(place, template, parameters),
    )


def _tags(place: Place) -> dict[str, str]:
    return {"lapor:province": place.slug}


def _kept(place: Place, template: str, parameters: Mapping[str, str]) -> set[str]:
    """The stack's own parameters, as far as it and the template have them: the template of an earlier release may not,
    nor a stack that such a release made."""
    takes = place.cloudformation.get_template_summary(**change_sets.source_of(template))["Parameters"]
    known = {each["ParameterKey"] for each in takes} & parameters_of_stack(place).keys()
    return (known & OF_THE_STACK_ALONE) - parameters.keys()


def discard(place: Place, change_set: ChangeSet) -> None:
    """Throw a change set away, and with one that would have created the stack the stack that it announced."""
    change_set.discard()
    if progress.status_of(place.cloudformation, place.name) == NEVER_CREATED:
        place.cloudformation.delete_stack(StackName=place.name)


def make_ready(place: Place, say: Say) -> Way:
    """Bring the stack into a state that takes a change set: wait for what somebody else does, finish a rollback that
    stuck, remove what a failed creation left. Returns `CREATE` or `UPDATE`. Raises DeployError where a person is
    needed."""
    cloudformation, name = place.cloudformation, place.name
    status = progress.status_of(cloudformation, name)
    way = states.way_of(status)
    if way is Way.WAIT:
        say(f"{name} is {status}: somebody else is at work on it; waiting")
        status = progress.follow(cloudformation, name, progress.now(), say)
        way = states.way_of(None if status == "DELETE_COMPLETE" else status)
    if way is Way.CONTINUE_ROLLBACK:
        _finish_rollback(place, str(status), say)
        way = Way.UPDATE
    if way is Way.REMOVE_FIRST:
        say(f"{name} is {status}: it was never created; removing what is left of it")
        remove(place, say)
        way = Way.CREATE
    if way not in (Way.CREATE, Way.UPDATE):
        raise DeployError(f"{name} is {status}: it is being deleted, or its deletion failed; {GONE_ADVICE}")
    return way


GONE_ADVICE = "`laporctl stack status` says what is left; `laporctl stack destroy` ends a deletion that failed"


def remove(place: Place, say: Say) -> None:
    """Delete the stack and wait until it is gone. Raises DeployError if something of it cannot be deleted."""
    since = progress.now()
    cloudformation, name = place.cloudformation, place.name
    cloudformation.delete_stack(StackName=name)
    status = progress.follow(cloudformation, name, since, say)
    if status != "DELETE_COMPLETE":
        raise DeployError(f"{name} is {status}: {progress.first_failures(cloudformation, name, since)}")


def _finish_rollback(place: Place, status: str, say: Say) -> None:
    cloudformation, name = place.cloudformation, place.name
    say(f"{name} is {status}: finishing its rollback first")
    since = progress.now()
    if status == "UPDATE_FAILED":
        cloudformation.rollback_stack(StackName=name)
    else:
        cloudformation.continue_update_rollback(StackName=name)
    after = progress.follow(cloudformation, name, since, say)
    if states.way_of(after) is not Way.UPDATE:
        reasons = progress.first_failures(cloudformation, name, since)
        raise DeployError(
            f"{name} is still {after}: {reasons}; put right what it names, or skip it with "
            f"`aws cloudformation continue-update-rollback --stack-name {name} --resources-to-skip ...`"
        )
