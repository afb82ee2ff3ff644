"""The shapes of what a report is told before it is filed."""

from typing import Annotated

from msgspec import Meta, Struct

from tools.apispec.case_shapes import Category, Office, Words
from tools.apispec.vocabulary import RegionCode, one_of, text


class SuggestionReason(Struct):
    """A step of the decision."""

    code: Annotated[
        str,
        one_of(
            "Which step.",
            ("category", "words", "place", "override", "office", "suspected", "passed_over", "coordinator"),
        ),
    ]
    label: Words


class LikelyCategory(Struct):
    """What the words seem to be about, wherever that is."""

    category: Category
    confidence: Annotated[float, Meta(ge=0, le=1)]


class Alternative(Struct):
    """Another office that may be the right one."""

    agency: Office
    category: Category
    confidence: Annotated[float, Meta(ge=0, le=1)]


class Alarm(Struct):
    """Danger or violence, for which somebody should be called at once, or an accusation, which is protected."""

    kind: Annotated[str, text("What was detected: `danger`, `violence`, `extortion` or `corruption`.")]
    words: Annotated[str, text("The words that it was detected by, or those that spoke most for it; may be empty.")]
    numbers: Annotated[list[str], Meta(description="Whom to call.")]
    basis: Annotated[str, text("`words` that mean it, or the `impression` that the text makes as a whole.")]
    label: Annotated[Words, Meta(description="What was detected and by which words, as a sentence.")]


class MatterPart(Struct):
    """One of several matters in a text."""

    text: Annotated[str, text("Its words, as a report of their own.")]
    category: Category


class Suggestion(Struct):
    """Where a report would go."""

    agency: Office
    sure: Annotated[bool, Meta(description="Whether it goes there without a coordinator's decision.")]
    reasons: list[SuggestionReason]
    region: Annotated[RegionCode | None, text("The region that was named, or that words or point tell.")]
    categories: Annotated[list[LikelyCategory], Meta(max_length=3, description="The likeliest first.")]
    alternatives: Annotated[list[Alternative], Meta(max_length=3)]
    alarms: list[Alarm]
    proposed_type: Annotated[
        str | None,
        text(
            "The type that the words seem to be: `information_request`, `aspiration` or `praise`. Never set by itself."
        ),
    ]
    how_to: Annotated[Words | None, Meta(description="Of a question about a procedure: what to bring, where to go.")]
    parts: Annotated[
        list[MatterPart], Meta(max_length=4, description="Its several matters, to be filed one by one; empty if one.")
    ]
