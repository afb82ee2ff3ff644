"""The manifest of the Lambda package: one function for HTTP, one for keys, one for each event source.

Every function imports this file. What only one of them needs is imported when it is called.
"""

from chalicelib.runtime import coldstart  # isort: skip - holds the garbage collector during all that follows

from typing import Any

from chalice import Chalice, Rate
from chalice.app import AuthRequest, AuthResponse, CloudWatchEvent, DynamoDBEvent, SQSEvent

from chalicelib.api import (
    access,
    agencies,
    attachments,
    complaints,
    description,
    feeds,
    keys,
    open_data,
    public,
    reporters,
    similar,
    suggestions,
    webhooks,
)
from chalicelib.api.open311 import formats as open311_formats
from chalicelib.api.open311 import routes as open311
from chalicelib.api.problems import rewrite_chalice_errors
from chalicelib.runtime import observability, reference, wiring
from chalicelib.runtime.observability import logger

KEY_CACHE_SECONDS = 60
"""How long API Gateway trusts a key without asking again, and so how long a revoked or expired key may live on."""

# The name is that of Chalice's logger; it must differ from the service's, which Powertools logs under.
app = Chalice(app_name="lapor-http", configure_logs=False)
app.log.addFilter(observability.log_failure)
app.register_middleware(observability.log_request, "http")
app.register_middleware(rewrite_chalice_errors, "http")
app.register_middleware(open311_formats.rewrite_chalice_errors, "http")


@app.authorizer(ttl_seconds=KEY_CACHE_SECONDS)
def authorize(request: AuthRequest) -> AuthResponse:
    """Bearer key -> office."""
    services = wiring.services()
    return access.recognise(request, services.access, services.now())


app.register_blueprint(complaints.blueprint(wiring.services))
app.register_blueprint(public.blueprint(wiring.services))
app.register_blueprint(reporters.blueprint(wiring.services))
app.register_blueprint(agencies.blueprint(wiring.services, authorize))
app.register_blueprint(open_data.blueprint(wiring.services))
app.register_blueprint(keys.blueprint(wiring.services, authorize))
app.register_blueprint(feeds.blueprint(wiring.services, authorize))
app.register_blueprint(similar.blueprint(wiring.services, authorize))
app.register_blueprint(suggestions.blueprint(wiring.services))
app.register_blueprint(attachments.blueprint(wiring.services, authorize))
app.register_blueprint(description.blueprint(reference.read_description))
app.register_blueprint(open311.blueprint(wiring.services))
app.register_blueprint(webhooks.blueprint(wiring.services, authorize))


# The template replaces this stream's name and adds what Chalice cannot say: filter, retries, failure destination.
@app.on_dynamodb_record(stream_arn="complaints-stream")
def route_complaints(event: DynamoDBEvent) -> dict[str, Any]:
    """New cases of the stream -> triage."""
    from chalicelib.workers.routing import route_batch

    services = wiring.services()
    return route_batch(event.to_dict(), event.context, services.triage, services.now, logger)


@app.on_dynamodb_record(stream_arn="complaints-stream")
def publish_events(event: DynamoDBEvent) -> dict[str, Any]:
    """New events of the stream -> other stacks and webhooks."""
    from chalicelib.workers.publishing import publish_batch

    services = wiring.services()
    return publish_batch(event.to_dict(), event.context, services.publishing, services.now, logger)


# The template replaces this queue's name.
@app.on_sqs_message(queue_arn="referral-inbox", batch_size=10)
def receive_referral(event: SQSEvent) -> dict[str, Any]:
    """Messages of other stacks -> cases handed over."""
    from chalicelib.workers.referral import receive_batch

    services = wiring.services()
    return receive_batch(event.to_dict(), event.context, services.referral, services.now, logger)


# The template replaces this queue's name. One message an invocation: a slow receiver holds up nobody else's.
@app.on_sqs_message(queue_arn="outbox", batch_size=1)
def deliver(event: SQSEvent) -> dict[str, Any]:
    """A message of the outbox -> its receiver."""
    from chalicelib.workers.delivering import deliver_batch

    services = wiring.services()
    return deliver_batch(event.to_dict(), services.delivery, services.outbox.postpone, services.now, logger)


@app.schedule(Rate(5, unit=Rate.MINUTES))
def sweep(event: CloudWatchEvent) -> dict[str, Any]:
    """Fire due clocks."""
    from chalicelib.workers.sweeping import sweep_once

    services = wiring.services()
    return sweep_once(event.context, services.sweeping, services.now, logger)


@app.schedule(Rate(1, unit=Rate.HOURS))
def fold_statistics(event: CloudWatchEvent) -> dict[str, Any]:
    """Count what happened; once a day write the public files."""
    from chalicelib.workers.counting import fold_once

    services = wiring.services()
    return fold_once(event.context, services.counting, services.now, logger)


@app.lambda_function()
def vault(request: dict[str, Any], context: Any) -> dict[str, Any]:
    """The only reader of identities, called by the HTTP function, for other stacks, and by operators."""
    from chalicelib.workers.vault import answer

    services = wiring.services()
    return answer(request, context.invoked_function_arn, services.identities, services.now(), logger)


# The template adds the bucket's name: without it the function would wake for the files of every stack.
@app.on_cw_event(
    {
        "source": ["aws.s3"],
        "detail-type": ["Object Created"],
        "detail": {"object": {"key": [{"prefix": "incoming/"}]}},
    }
)
def clean_attachment(event: CloudWatchEvent) -> dict[str, Any]:
    """A file in the bucket -> a clean picture on its case."""
    from chalicelib.workers.cleaning import clean_one

    services = wiring.services()
    return clean_one(event.to_dict(), services.cleaning, services.now, logger)


if coldstart.IN_A_FUNCTION:
    # Lambda starts a function with more CPU than its requests get: make the client and read the data now.
    services = wiring.services()
    if coldstart.SERVES_HTTP:
        services.warm()
    coldstart.ready()
