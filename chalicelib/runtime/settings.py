"""Settings of a stack, from the environment that the template gives its functions."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """`province` is the stack's slug (`kaltim`), `policy` the id of the policy new cases are filed under,
    `vault_function` the function that alone reads identities (empty where nobody calls it), `data_bucket` where
    public files are written (empty where nobody writes any), `limit_factor` what all
    limits by caller are multiplied with, `origin_verify_secret` what CloudFront sends along so that it is known,
    `secrets_table` where webhooks' secrets lie, `outbox_queue` the queue of messages to receivers (both empty for
    functions that have nothing to do with them), `loopback_webhooks` whether this is a laptop whose webhooks may go
    to itself over HTTP, `longest_pause` how many seconds lie at most between two attempts at a receiver (None: as
    usual), `site_url` the stack's address."""

    province: str
    complaints_table: str
    identities_table: str
    policy: str
    attachments_bucket: str
    vault_function: str = ""
    data_bucket: str = ""
    limit_factor: float = 1.0
    origin_verify_secret: str = ""
    secrets_table: str = ""
    outbox_queue: str = ""
    loopback_webhooks: bool = False
    longest_pause: int | None = None
    site_url: str = ""

    @staticmethod
    def are_in(environment: Mapping[str, str]) -> bool:
        """Whether this process belongs to a stack; not so while the package is made."""
        return "COMPLAINTS_TABLE" in environment

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Raises KeyError naming the variable that is missing."""
        return cls(
            province=environment["PROVINCE"],
            complaints_table=environment["COMPLAINTS_TABLE"],
            identities_table=environment["IDENTITIES_TABLE"],
            policy=environment["POLICY"],
            attachments_bucket=environment["ATTACHMENTS_BUCKET"],
            vault_function=environment.get("VAULT_FUNCTION", ""),
            data_bucket=environment.get("DATA_BUCKET", ""),
            limit_factor=float(environment.get("LIMIT_FACTOR", "1")),
            origin_verify_secret=environment.get("ORIGIN_VERIFY_SECRET", ""),
            secrets_table=environment.get("SECRETS_TABLE", ""),
            outbox_queue=environment.get("OUTBOX_QUEUE", ""),
            loopback_webhooks=environment.get("LOOPBACK_WEBHOOKS") == "yes",
            longest_pause=int(environment["LONGEST_PAUSE"]) if "LONGEST_PAUSE" in environment else None,
            site_url=environment.get("SITE_URL", ""),
        )
