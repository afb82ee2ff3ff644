"""What was deployed when: a record of each release that passed its smoke test, kept beside the artifacts it names."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from laporctl.deployment.artifact import Artifacts


@dataclass(frozen=True)
class Release:
    """One release of a stack. `package` is the zip's SHA-256; `template` and `site` are keys in the bucket of
    artifacts; `at` is UTC, `by` the ARN of who did it. `restores` is the `at` of the release that a rollback put
    back."""

    at: str
    by: str
    package: str
    template: str
    site: str
    parameters: dict[str, str]
    restores: str = ""

    @property
    def content(self) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        """What makes it differ from another."""
        return self.template, self.site, tuple(sorted(self.parameters.items()))


def moment() -> str:
    """Now, as `at` says it: to the microsecond, so that records sort by time."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def record(store: Artifacts, slug: str, release: Release) -> None:
    """Keep that it was released."""
    store.put(f"{_folder(slug)}{release.at}.json", json.dumps(asdict(release), indent=2).encode())


def releases(store: Artifacts, slug: str) -> list[Release]:
    """Every release of a stack, oldest first."""
    return [Release(**json.loads(store.get(key))) for key in store.keys(_folder(slug))]


def forget(store: Artifacts, slug: str) -> None:
    """Forget the releases of a stack that is gone. The artifacts stay: other stacks use them."""
    for key in store.keys(_folder(slug)):
        store.s3.delete_object(Bucket=store.bucket, Key=key, ExpectedBucketOwner=store.account)


def one_before(history: Sequence[Release]) -> Release | None:
    """The release that a rollback puts back: the newest before the one in force that is another. After a rollback the
    one in force is what it restored, so a second rollback goes one further back. None if there is none."""
    if not history:
        return None
    origin = history[-1].restores or history[-1].at
    in_force = history[-1].content
    earlier = [each for each in history if each.at < origin and not each.restores and each.content != in_force]
    return earlier[-1] if earlier else None


def _folder(slug: str) -> str:
    return f"releases/{slug}/"
