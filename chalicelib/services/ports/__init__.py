"""What the use cases need from the outside. `storage` and `gateways` implement these; the tests hold every
implementation to them."""

from chalicelib.services.ports.cases import (
    PER_CELL,
    AlreadyFiled,
    Breach,
    CaseStore,
    Page,
    QueueEntry,
    QueueQuery,
    Record,
    Redaction,
    TraceStore,
)
from chalicelib.services.ports.feeds import (
    FeedLine,
    FeedStore,
    SecretStore,
    SigningSecret,
)
from chalicelib.services.ports.files import (
    CleanPicture,
    FileStore,
    Incoming,
    PictureCleaner,
    RefusedFile,
    Unclean,
    Upload,
)
from chalicelib.services.ports.opendata import (
    DataFile,
    FactLog,
    Known,
    PublicFiles,
    Standing,
    StatisticsStore,
)
from chalicelib.services.ports.people import (
    ApiKey,
    GuessCounter,
    IdentityStore,
    KeyStore,
    NoSuchKey,
    Opened,
    Removal,
    Vault,
)
from chalicelib.services.ports.places import (
    Directory,
    StackRegister,
)
from chalicelib.services.ports.post import Post
from chalicelib.services.ports.public import Logged, PublicLog
from chalicelib.services.ports.rates import (
    RateCounter,
)
from chalicelib.services.ports.reading import FoundPlace, ModelLine, ModelRegister, PlaceReader, RuleBook, TextReader
from chalicelib.services.ports.webhooks import (
    Outbox,
    Sender,
    WebhookStore,
)

__all__ = [
    "PER_CELL",
    "AlreadyFiled",
    "ApiKey",
    "Breach",
    "CaseStore",
    "CleanPicture",
    "DataFile",
    "Directory",
    "FactLog",
    "FeedLine",
    "FeedStore",
    "FileStore",
    "FoundPlace",
    "GuessCounter",
    "IdentityStore",
    "Incoming",
    "KeyStore",
    "Known",
    "Logged",
    "ModelLine",
    "ModelRegister",
    "NoSuchKey",
    "Opened",
    "Outbox",
    "Page",
    "PictureCleaner",
    "PlaceReader",
    "Post",
    "PublicFiles",
    "PublicLog",
    "QueueEntry",
    "QueueQuery",
    "RateCounter",
    "Record",
    "Redaction",
    "RefusedFile",
    "Removal",
    "RuleBook",
    "SecretStore",
    "Sender",
    "SigningSecret",
    "StackRegister",
    "Standing",
    "StatisticsStore",
    "TextReader",
    "TraceStore",
    "Unclean",
    "Upload",
    "Vault",
    "WebhookStore",
]
