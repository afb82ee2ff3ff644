"""This document."""

from tools.apispec.model import Answer, Operation

OPERATIONS = (
    Operation(
        id="readDescription",
        method="GET",
        path="/openapi.json",
        tag="description",
        summary="Read this description",
        description="OpenAPI 3.1. It changes with a new version of the system only; caches may keep it for an hour.",
        parameters=("If-None-Match",),
        answers={
            200: Answer("The description.", {"type": "object"}, ("Digest", "Cache-Control")),
            304: Answer("The copy at hand is current.", None, ("Digest",)),
        },
    ),
)
