"""Open cases of an office that has ended go to its successor, each by an event that names the decree."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.domain.cases import lifecycle
from chalicelib.domain.cases.commands import Command, Dispose
from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.errors import DomainError
from chalicelib.domain.routing import jurisdiction
from chalicelib.runtime.container import Container
from chalicelib.services.agencies import in_force
from chalicelib.services.ports.case_store import QueueEntry, QueueQuery
from laporctl.agencies.office import Office

_A_PAGE = 100
NOTE = "Sejak {ended} tugas {name} dilaksanakan {successor} ({decree})."


@dataclass(frozen=True)
class Handled:
    """An open case of an office that has ended. `left` says why it is still there; empty for one that has moved."""

    tracking_id: str
    left: str = ""


def move_cases(services: Container, office: Office, successor: Office) -> Iterator[Handled]:
    """Dispose the open cases of an office to its successor, in the place of the stack's coordinator. Those that wait
    for their reporter stay: an answer brings them back to the office that asked. Safe to repeat: what has moved is gone
    from the queue."""
    coordinator = _coordinator(services)
    note = NOTE.format(ended=office.ended, name=office.name, successor=successor.name, decree=office.end_decree)
    command = Dispose(target=successor.id, note=note)
    after: str | None = ""
    while after is not None:
        page = services.adapters.cases.queue(QueueQuery(office.id, _A_PAGE, after=after or None))
        for line in page.items:
            yield _move(services, command, line, coordinator)
        after = page.after


def _move(services: Container, command: Dispose, line: QueueEntry, coordinator: Actor) -> Handled:
    if line.status not in lifecycle.RULES[Command.DISPOSE].statuses:
        return Handled(line.id, line.status)
    try:
        services.casework.perform(command, line.id, line.version, coordinator, services.now())
    except DomainError as error:
        return Handled(line.id, type(error).__name__)
    return Handled(line.id)


def _coordinator(services: Container) -> Actor:
    """The stack's coordinator."""
    province, (top,) = services.stack.province, jurisdiction.coordinators(None, services.stack.province)
    offices = in_force(services.adapters.directory, [top])
    office = jurisdiction.find_competent_office(None, None, province, offices).office
    return Actor(Role.COORDINATOR, office.id, office.name)
