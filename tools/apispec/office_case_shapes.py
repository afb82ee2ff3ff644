"""The shape of a case as an office sees it, with what it may do and what it should know."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from chalicelib.domain.cases.public_form import PARTS
from chalicelib.domain.routing.candidates import MOST, REASONS
from chalicelib.domain.text.number_kinds import Kind
from tools.apispec.case_shapes import Hint, Office, Told, Words
from tools.apispec.vocabulary import one_of, text


class PersonalData(Struct):
    """Personal data in one part of the words. Part and number are those of the body of a redaction."""

    part: Annotated[str, one_of("The part.", PARTS)]
    kinds: Annotated[list[Annotated[str, one_of("A kind.", Kind)]], Meta(description="What was found, each kind once.")]
    seq: Annotated[int, Meta(description="The number of the note's event.", ge=1)] | UnsetType = UNSET


class ActionField(Struct):
    """A field of an action's body."""

    name: Annotated[str, text("As in the body.", "note")]
    required: bool


class PossibleAction(Struct):
    """An action that the asker's role may take, and whether it may now."""

    action: Annotated[str, text("The last part of the action's address.", "accept")]
    label: Words
    fields: Annotated[list[ActionField], Meta(description="None where it is not possible.")]
    possible: bool
    code: Annotated[str | None, text("Why not, as the code that the action would answer.")]
    reason: Annotated[str | None, text("The same in words.")]


class Candidate(Struct):
    """An office that a case in triage may be for."""

    agency: Office
    chance: Annotated[
        Annotated[int, Meta(ge=0, le=100)] | None, Meta(description="How likely its words make it, in per cent.")
    ]
    reason: Annotated[str, one_of("Why it is offered.", REASONS)]
    label: Annotated[Words, Meta(description="The same as a sentence.")]


class CaseAssignee(Struct):
    """Who of the office has the case."""

    person: str
    name: str | None


class Letter(Struct):
    """What a letter to a province without a stack says, beside number and dates. Nothing of the reporter."""

    to: Annotated[str, Meta(description="The office that it is written to.")]
    sender: Annotated[str, Meta(description="The office that writes it.")]
    title: Annotated[str | None, text("As the public reads it. Null of a case that the public does not see.")]
    text: Annotated[str | None, text("Likewise.")]
    place: Annotated[str | None, text("Likewise.")]
    province: Annotated[str, Meta(description="The province that the case is about.")]


class CaseForOffices(Told, kw_only=True):
    """A case as an office sees it. Who may know of it but not read it gets none of its words and places."""

    title: Annotated[str | None, text("Null for who may not read the case.")]
    text: Annotated[str | None, text("Null for who may not read the case.")]
    actions: Annotated[
        list[PossibleAction],
        Meta(description="What the asker's role may ever do with a case. The action itself has the last word."),
    ]
    personal_data: Annotated[
        list[PersonalData] | UnsetType,
        Meta(description="For the office that works the case: what the public reads as a mask, to be redacted."),
    ] = UNSET
    candidates: Annotated[
        Annotated[list[Candidate], Meta(max_length=MOST)] | UnsetType,
        Meta(description="For a coordinator, of a case in triage: the offices that it may be for."),
    ] = UNSET
    assignee: Annotated[
        CaseAssignee | UnsetType, Meta(description="For the office's own people: who of them has the case.")
    ] = UNSET
    letter: Annotated[
        Letter | UnsetType,
        Meta(description="For a coordinator, of a case in triage about a province that no stack serves yet."),
    ] = UNSET
    hints: Annotated[
        list[Hint] | UnsetType, Meta(description="With `coordinates`: what does not fit between point and region.")
    ] = UNSET
