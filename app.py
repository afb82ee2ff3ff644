"""The manifest of the Lambda package: one function for HTTP, one for keys, one for each event source.

Every function imports this file. A module that only one of them needs is imported when that function is called.
"""

from chalicelib.runtime import coldstart  # isort: skip - holds the garbage collector during all that follows

from typing import TYPE_CHECKING, Any, cast

from chalice import Chalice, CognitoUserPoolAuthorizer, Rate
from chalice.app import AuthRequest, AuthResponse, CloudWatchEvent, DynamoDBEvent, SQSEvent

from chalicelib.api import (
    access_log,
    assisted,
    attachments,
    authorizer,
    casework,
    categories,
    channels,
    complaints,
    description,
    duplicates,
    feeds,
    identities,
    keys,
    notice_wishes,
    notices,
    office_desk,
    people,
    places,
    plain_tracking,
    public_record,
    queue,
    renewals,
    reporter,
    session,
    stacks,
    statistics,
    suggestions,
    webhooks,
)
from chalicelib.api.http import edge, public_reads
from chalicelib.api.http.problems import rewrite_chalice_errors
from chalicelib.api.http.query_parameters import refuse_unknown
from chalicelib.api.http.responses import secure
from chalicelib.api.open311 import formats as open311_formats
from chalicelib.api.open311 import routes as open311
from chalicelib.runtime import container, observability, reference
from chalicelib.runtime.observability import logger

if TYPE_CHECKING:
    from chalicelib.workers.batches import LambdaContext

KEY_CACHE_SECONDS = 60
"""How long API Gateway caches the authorization of a key, and so how long a revoked or expired key may stay valid."""

# The name is that of Chalice's logger; it must differ from the service's, which Powertools logs under.
app = Chalice(app_name="lapor-http", configure_logs=False)
# API Gateway hands bodies of other types over as text, which no photo survives.
app.api.binary_types.append("multipart/form-data")
app.log.addFilter(observability.log_failure)
app.register_middleware(observability.log_request, "http")
app.register_middleware(secure, "http")
app.register_middleware(edge.only_through(container.services), "http")
app.register_middleware(public_reads.open_to_scripts, "http")
app.register_middleware(rewrite_chalice_errors, "http")
app.register_middleware(open311_formats.rewrite_chalice_errors, "http")
app.register_middleware(refuse_unknown, "http")


@app.authorizer(ttl_seconds=KEY_CACHE_SECONDS)
def authorize(request: AuthRequest) -> AuthResponse:
    """Bearer key -> office."""
    services = container.services()
    return authorizer.recognise(request, services, services.now(), logger)


# The template replaces this pool's name. API Gateway checks the ID tokens itself.
user_pool = CognitoUserPoolAuthorizer("people", provider_arns=["user-pool"])


CITIZENS = (
    complaints,
    public_record,
    reporter,
    renewals,
    plain_tracking,
    notices,
    channels,
    suggestions,
    categories,
    places,
    statistics,
    open311,
)
for subject in CITIZENS:
    app.register_blueprint(subject.blueprint(container.services))
WORKING = (
    queue, casework, identities, access_log, assisted, attachments, duplicates, feeds, keys, people, notice_wishes,
    webhooks, office_desk, stacks,
)  # fmt: skip
for subject in WORKING:
    app.register_blueprint(subject.blueprint(container.services, authorize))
app.register_blueprint(session.blueprint(container.services, authorize, user_pool))
app.register_blueprint(description.blueprint(reference.read_description))
public_reads.add_heads(app.routes)


# The template replaces this stream's name and adds what Chalice cannot say: filter, retries, failure destination.
@app.on_dynamodb_record(stream_arn="complaints-stream")
def route_complaints(event: DynamoDBEvent) -> dict[str, Any]:
    """New cases of the stream -> routing."""
    from chalicelib.workers.route_complaints import route_batch

    services = container.services()
    return route_batch(event.to_dict(), services.adapters.case_stream, services.route_case, services.now, logger)


@app.on_dynamodb_record(stream_arn="complaints-stream")
def publish_events(event: DynamoDBEvent) -> dict[str, Any]:
    """New events of the stream -> other stacks and webhooks."""
    from chalicelib.workers.publish_events import publish_batch

    services = container.services()
    return publish_batch(
        event.to_dict(),
        services.adapters.case_stream,
        services.event_dispatcher,
        services.referral,
        services.now,
        logger,
    )


# The template replaces this queue's name.
@app.on_sqs_message(queue_arn="referral-inbox", batch_size=10)
def receive_referral(event: SQSEvent) -> dict[str, Any]:
    """Messages of other stacks -> referrals, receipts, redactions, erasures and summaries."""
    from chalicelib.workers.receive_referral import receive_batch

    services = container.services()
    return receive_batch(event.to_dict(), services.admission, services.now, logger)


# The template replaces this queue's name. One message an invocation: a slow receiver holds up nobody else's.
@app.on_sqs_message(queue_arn="outbox", batch_size=1)
def deliver(event: SQSEvent) -> dict[str, Any]:
    """A webhook message of the outbox -> its receiver."""
    from chalicelib.workers.deliver import deliver_batch

    services = container.services()
    return deliver_batch(
        event.to_dict(), services.webhook_delivery, services.adapters.outbox.postpone, services.now, logger
    )


# The template replaces this queue's name. One message an invocation: a mail that fails holds up no other.
@app.on_sqs_message(queue_arn="notices", batch_size=1)
def send_notices(event: SQSEvent) -> dict[str, Any]:
    """The order of a notice -> mails to those it concerns; what SES tells of a mail -> the ledger of notices."""
    from chalicelib.workers.send_notices import handle_batch

    services = container.services()
    return handle_batch(
        event.to_dict(),
        services.notice_sender,
        services.code_sender,
        services.returns,
        lambda: services.answering,
        services.adapters.notice_queue.postpone,
        services.now,
        logger,
    )


@app.schedule(Rate(5, unit=Rate.MINUTES))
def sweep(event: CloudWatchEvent) -> dict[str, Any]:
    """Fire due clocks."""
    from chalicelib.workers.sweep import sweep_once

    services = container.services()
    return sweep_once(
        event.to_dict(),
        cast("LambdaContext", event.context),
        services.sweep,
        services.adapters.invoke_later,
        services.now,
        logger,
    )


@app.schedule(Rate(1, unit=Rate.HOURS))
def fold_statistics(event: CloudWatchEvent) -> dict[str, Any]:
    """Fold new events into statistics, and send the centre a summary; once a day write the public files."""
    from chalicelib.workers.fold_statistics import fold_once

    services = container.services()
    return fold_once(
        cast("LambdaContext", event.context), services.aggregation, services.summary_sender, services.now, logger
    )


@app.lambda_function()
def vault(request: dict[str, Any], context: Any) -> dict[str, Any]:
    """The vault, the only reader of identities, called by the HTTP function, for other stacks, and by operators."""
    from chalicelib.workers.vault import handle_request

    services = container.services()
    return handle_request(
        request, context.invoked_function_arn, services.vault_service, services.now(), services.is_outage, logger
    )


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
    from chalicelib.workers.clean_attachment import clean_one

    services = container.services()
    return clean_one(event.to_dict(), services.sanitizer, services.now, logger)


# The template adds the bucket's name here too.
@app.on_cw_event(
    {
        "source": ["aws.s3"],
        "detail-type": ["Object Created"],
        "detail": {"object": {"key": [{"prefix": "mail/in/"}]}},
    }
)
def receive_mail(event: CloudWatchEvent) -> dict[str, Any]:
    """A mail in the bucket -> a report, an addition to one, or the reason why it was dropped."""
    from chalicelib.workers.receive_mail import receive_one

    services = container.services()
    return receive_one(event.to_dict(), services.mails, services.now, logger)


if coldstart.IN_A_FUNCTION:
    # Lambda starts a function with more CPU than its requests get: make the client and read the data now.
    services = container.services()
    if coldstart.SERVES_HTTP:
        services.warm()
    coldstart.ready()
