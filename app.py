"""The manifest of the Lambda package."""

from chalice import AuthResponse, Chalice, Rate

app = Chalice(app_name="lapor", configure_logs=False)


@app.authorizer(ttl_seconds=60)
def authorize(auth_request):
    return AuthResponse(routes=["*"], principal_id="stub")


@app.route("/complaints", methods=["POST"], content_types=["application/json", "application/x-www-form-urlencoded"])
def file_complaint():
    return {}


@app.route("/complaints/{tracking_id}")
def track(tracking_id):
    return {"tracking_id": tracking_id}


@app.route("/agencies/{agency_id}/queue", authorizer=authorize)
def queue(agency_id):
    return {"items": [], "next_cursor": None}


@app.on_dynamodb_record(stream_arn="complaints-stream", name="route_complaints")
def route_complaints(event):
    return {"batchItemFailures": []}


@app.schedule(Rate(5, unit=Rate.MINUTES), name="sweep")
def sweep(event):
    return {}
