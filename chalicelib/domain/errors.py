"""Domain errors: what can go wrong, as facts. `api/http/problems.py` is the one table that turns them into HTTP.

DomainError
|- InvalidInput            a field is wrong; carries every wrong field at once
|- UnknownCase             no such case, or the viewer may not know that it exists
|- LivesElsewhere          a valid tracking id of another stack
|- UnknownAgency           no such agency in this stack's directory
|- UnknownRegion           no such region in this stack's directory
|- ReceiptReused           the receipt key was used before, for other content
|- StaleVersion            the case has changed since the version the caller saw
|- IdempotencyKeyReused    the idempotency key came before, with another command or other fields
|- NotInThisStatus         the command does not exist in the case's present status
|- NotThisType             the command belongs to the life of another type of report
|- NotExtendable           the answer was put off once already, was given, or the policy knows no extension
|- NotYourCase             the office has no say over this case
|- RoleNotAllowed          the role may not give this command
|- ApprovalNeeded          the office publishes nothing that a second person has not approved
|- SecondPersonNeeded      nobody does this alone: it is proposed, and a second person agrees
|- NoProposal              nothing was proposed that waits for a second person
|- SameHands               the key that wrote a draft may not approve it
|- TooManyGuesses          too many wrong secrets for one case in this hour
|- TooManyRequests         one key or one address sent too many requests of a kind; come back later
|- IdentityProtected       nobody, or not this office, may learn who the reporter is
|- RecordAltered           what is stored of the case is not what its events seal: nobody decides by it
|- NoIdentity              the reporter gave no name, phone number or address, or had them erased
|- WrongSecret             the follow-up secret does not belong to this case
|- WrongCode               a one-time code does not fit, or holds no more
|- TooManyAttachments      the case has as many attachments as it may have
|- AttachmentFailed        the file that was sent could not be used
|- UnknownAttachment       no such attachment, or not for this viewer
|- UnknownWebhook          the office has no such webhook
|- TooManyWebhooks         the office has as many webhooks as it may have
|- NoGround                the office was not late with the case, nor was its answer disputed
|- NoWarning               the office has no reprimand to answer
|- NoHigherTier            no office stands above the one that holds the case
|- NotSignedIn             nobody is signed in who could open a session
|- NoGrant                 the person has no grant that holds now, or not the one asked for
|- SecondFactorNeeded      the role may only be taken by who signs in with an authenticator's code
|- UnknownGrant            the office has no such grant
|- UnknownGateway          the stack is connected with no such gateway of a channel
|- WrongSignature          the gateway of the channel did not send this
`- Unavailable             something the system stands on is overloaded or silent; the request may be sent again
"""

from chalicelib.domain.values import dataclass


class DomainError(Exception):
    """Base of every expected failure; anything else is a defect."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field: a JSON pointer, a stable code, what the allowed values are, and of a character that is refused
    its position in the text as it was sent, counted in characters from 0."""

    field: str
    code: str
    allowed: str = ""
    position: int | None = None


class InvalidInput(DomainError):
    """The input cannot become a case or a command. Carries all field errors found."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(", ".join(f"{error.field}: {error.code}" for error in errors))
        self.errors = errors


class UnknownCase(DomainError):
    """No such case; also the error for a viewer who may not know of the case."""


class LivesElsewhere(DomainError):
    """The tracking id belongs to another stack, named by its prefix."""

    def __init__(self, tracking_id: str, prefix: str) -> None:
        super().__init__(prefix)
        self.tracking_id = tracking_id
        self.prefix = prefix


class UnknownAgency(DomainError):
    """The agency id is not in this stack's directory."""

    def __init__(self, agency_id: str) -> None:
        super().__init__(agency_id)
        self.agency_id = agency_id


class UnknownRegion(DomainError):
    """The region code is not in this stack's directory."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ReceiptReused(DomainError):
    """The same receipt key came with different content."""


class StaleVersion(DomainError):
    """Somebody else changed the case first."""

    def __init__(self, expected: int, actual: int | None = None) -> None:
        super().__init__(f"expected {expected}, is {actual}")
        self.expected = expected
        self.actual = actual


class IdempotencyKeyReused(DomainError):
    """The idempotency key was used before, for another command or other fields; carries the number of its event, None
    if it left none."""

    def __init__(self, seq: int | None = None) -> None:
        super().__init__(str(seq))
        self.seq = seq


class NotInThisStatus(DomainError):
    """The command is not allowed while the case has this status."""

    def __init__(self, command: str, status: str, allowed: tuple[str, ...]) -> None:
        super().__init__(f"{command} in {status}")
        self.command = command
        self.status = status
        self.allowed = allowed


class NotThisType(DomainError):
    """The command belongs to reports of the type `only`, and the case is worked as another."""

    def __init__(self, command: str, type_: str, only: str) -> None:
        super().__init__(f"{command} on {type_}")
        self.command = command
        self.type = type_
        self.only = only


class NotExtendable(DomainError):
    """The answer was put off once already, or was given, or the case's policy knows no extension."""


class NotYourCase(DomainError):
    """Another office holds the case."""

    def __init__(self, holder: str | None) -> None:
        super().__init__(holder or "nobody")
        self.holder = holder


class RoleNotAllowed(DomainError):
    """The role may not do this; carries the roles that may."""

    def __init__(self, role: str, allowed: tuple[str, ...]) -> None:
        super().__init__(role)
        self.role = role
        self.allowed = allowed


class ApprovalNeeded(DomainError):
    """The office wants two people for a response, and a draft or its approval is missing."""


class SecondPersonNeeded(DomainError):
    """Nobody does this alone: it must be proposed, and a second person must agree."""


class NoProposal(DomainError):
    """There is no proposal of this kind that waits for a second person."""


class SameHands(DomainError):
    """The key that wrote the draft, proposed it or asked for the identity cannot approve it."""


class IdentityProtected(DomainError):
    """The reporter is anonymous, another office holds the case, or only the inspectorate may ask."""


class IdentityApprovalNeeded(DomainError):
    """The case is hidden, and nobody has agreed that this asker may open the identity now."""


class NoIdentityRequest(DomainError):
    """There is no request for the identity that waits for a second person."""


class AccusationProtected(DomainError):
    """The case accuses an office: the inspectorate holds it, and nobody else, until it says that it is none."""


class RecordAltered(DomainError):
    """What is stored of the case is not what its events seal. Carries what does not fit, never what is stored."""

    def __init__(self, *findings: str) -> None:
        super().__init__("; ".join(findings))
        self.findings = findings


class NoIdentity(DomainError):
    """There is no identity: the reporter gave none, or it was erased."""


class WrongSecret(DomainError):
    """The follow-up secret is missing, or is not the one of this case."""


class WrongCode(DomainError):
    """A one-time code is not the one that was sent, or was used, or its time or its tries are over. Never says which:
    the difference would tell whose contact a case has."""


class TooManyGuesses(DomainError):
    """More wrong secrets were sent for this case than typing errors explain."""


class TooManyRequests(DomainError):
    """One caller sent too many requests of a kind; nothing was done, and the request can be sent again in `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(str(seconds))
        self.seconds = seconds


class TooManyAttachments(DomainError):
    """The case has as many attachments as it may have."""


class AttachmentFailed(DomainError):
    """A file that the viewer sent could not be used, for this reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnknownAttachment(DomainError):
    """The case has no such attachment, or not for this viewer."""


class UnknownWebhook(DomainError):
    """The office has no webhook with this id."""


class TooManyWebhooks(DomainError):
    """The office has as many webhooks as it may have."""


class NoGround(DomainError):
    """A reprimand needs a case that is late, or whose answer the reporter disputes."""


class NoWarning(DomainError):
    """The office has no reprimand that it has not answered."""


class NoHigherTier(DomainError):
    """The highest office of this stack already holds the case."""


class NotSignedIn(DomainError):
    """Nobody is signed in who could open a session, or see one's own."""


class NoGrant(DomainError):
    """The person has no grant that holds now, or not the one asked for."""


class SecondFactorNeeded(DomainError):
    """The role may only be taken by who signs in with an authenticator's code (TOTP)."""


class UnknownGrant(DomainError):
    """The office has no grant with this id."""


class UnknownGateway(DomainError):
    """The stack is connected with no gateway of this name."""


class WrongSignature(DomainError):
    """What came is not signed by the gateway of the channel."""


class Unavailable(DomainError):
    """A store or a function is overloaded or does not answer. What was asked for may have been done or not: commands
    are recognised when they are sent again."""
