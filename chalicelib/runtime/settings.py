"""Settings of a stack, from the environment that the template gives its functions."""

from collections.abc import Mapping

from chalicelib.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """`province` is the slug of the stack (`kaltim`), `policy` the id of the policy for new cases, `vault_function` the
    function that alone reads identities (empty where nobody calls it), `clean_function` the one that cleans files
    (empty likewise), `mail_function` the one that reads mails (empty likewise, and where none come), `data_bucket` the
    bucket of public files and `ledger_bucket` that of the ledger of erasures (empty
    where nobody writes any), `limit_factor` the
    factor on all rate limits, `origin_verify_secrets` the secrets by which CloudFront proves itself,
    `only_through_edge` whether the API answers nothing else,
    `secrets_table` the table of what signs messages, `access_table` that of the access log, `outbox_queue` the queue of
    messages to receivers, `dead_letters` that of what could not be dealt with (each empty for functions that do not use
    it), `loopback_webhooks` whether this is a laptop whose webhooks may go to itself over HTTP, `longest_pause` the
    most seconds between two attempts at a receiver (None: the usual), `site_url` the address of the stack's site,
    `brand` the name of its service (empty: the national one), `user_pool` the id of the pool of those who sign in
    (empty for functions that ask it nothing), `notice_queue` the queue of notices (empty where no mail goes out, and
    for functions that order none), `mail_from` the address that mails come from, `mail_events` the configuration set by
    which SES tells what becomes of them, `mail_settles` the seconds after which one that has not come back counts,
    `sms_gateway` the form of the gateway that hands over SMS (empty where none does), `site_host` the site's own host
    name, for functions that cannot know its address (empty: CloudFront's),
    `sms_send_url` the address of the gateway that sends SMS (empty where none does), `whatsapp_number` the id of the
    phone that the stack has with WhatsApp (empty where it has none), `whatsapp_api` the address of the Cloud API."""

    province: str
    complaints_table: str
    identities_table: str
    policy: str
    attachments_bucket: str
    vault_function: str = ""
    clean_function: str = ""
    mail_function: str = ""
    data_bucket: str = ""
    ledger_bucket: str = ""
    limit_factor: float = 1.0
    origin_verify_secrets: tuple[str, ...] = ()
    only_through_edge: bool = False
    secrets_table: str = ""
    access_table: str = ""
    outbox_queue: str = ""
    dead_letters: str = ""
    loopback_webhooks: bool = False
    longest_pause: int | None = None
    site_url: str = ""
    brand: str = ""
    user_pool: str = ""
    notice_queue: str = ""
    mail_from: str = ""
    mail_events: str = ""
    mail_settles: int | None = None
    sms_gateway: str = ""
    site_host: str = ""
    sms_send_url: str = ""
    sign_in_domains: frozenset[str] = frozenset()
    whatsapp_number: str = ""
    whatsapp_api: str = ""

    @staticmethod
    def are_in(environment: Mapping[str, str]) -> bool:
        """Whether this process belongs to a stack; it does not while the package is made."""
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
            clean_function=environment.get("CLEAN_FUNCTION", ""),
            mail_function=environment.get("MAIL_FUNCTION", ""),
            data_bucket=environment.get("DATA_BUCKET", ""),
            ledger_bucket=environment.get("LEDGER_BUCKET", ""),
            limit_factor=float(environment.get("LIMIT_FACTOR", "1")),
            origin_verify_secrets=tuple(environment.get("ORIGIN_VERIFY_SECRETS", "").split()),
            only_through_edge=environment.get("ONLY_THROUGH_EDGE") == "yes",
            secrets_table=environment.get("SECRETS_TABLE", ""),
            access_table=environment.get("ACCESS_TABLE", ""),
            outbox_queue=environment.get("OUTBOX_QUEUE", ""),
            dead_letters=environment.get("DEAD_LETTERS", ""),
            loopback_webhooks=environment.get("LOOPBACK_WEBHOOKS") == "yes",
            longest_pause=int(environment["LONGEST_PAUSE"]) if "LONGEST_PAUSE" in environment else None,
            site_url=environment.get("SITE_URL", ""),
            brand=environment.get("BRAND", ""),
            user_pool=environment.get("USER_POOL", ""),
            notice_queue=environment.get("NOTICE_QUEUE", ""),
            mail_from=environment.get("MAIL_FROM", ""),
            mail_events=environment.get("MAIL_EVENTS", ""),
            mail_settles=int(environment["MAIL_SETTLES"]) if "MAIL_SETTLES" in environment else None,
            sms_gateway=environment.get("SMS_GATEWAY", ""),
            site_host=environment.get("SITE_HOST", ""),
            sms_send_url=environment.get("SMS_SEND_URL", ""),
            sign_in_domains=frozenset(filter(None, environment.get("SIGN_IN_DOMAINS", "").split(","))),
            whatsapp_number=environment.get("WHATSAPP_NUMBER", ""),
            whatsapp_api=environment.get("WHATSAPP_API", ""),
        )
