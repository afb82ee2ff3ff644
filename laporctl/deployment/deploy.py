"""Puts a stack on AWS from the one artifact, with its directory and its site, and back to what was there before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import yaml

from laporctl import paths, site
from laporctl.deployment import artifact, releases, runtimes, stack_update
from laporctl.deployment.account import ensure_access_logging, parameters_for
from laporctl.deployment.artifact import Artifacts
from laporctl.deployment.errors import DeployError
from laporctl.deployment.place import Place
from laporctl.deployment.progress import Say, status_of
from laporctl.deployment.releases import Release
from laporctl.deployment.smoke import smoke_test
from laporctl.deployment.states import Way, way_of
from laporctl.session import aws_session
from laporctl.stacks import Stack, from_cloudformation


def deploy(
    slug: str, package_hash: str, *, region: str, endpoint: str | None, say: Callable[[str], None] = print
) -> Stack:
    """Create or update the stack of `slug` from the package with this hash (of `build/deployment.zip`), and wait until
    it is done: functions, tables and all, without a directory or a site. No change is a success.

    Raises StackError when `slug` is not configured, DeployError when the deployment fails.
    """
    place = Place(slug, region, endpoint)
    parameters = parameters_for(place)
    store = artifact.artifacts(region, endpoint)
    template = artifact.upload_package(store, package_hash)
    ensure_access_logging(aws_session(region, endpoint), endpoint)
    stack_update.bring_to(place, store.address(template), parameters, say, quiet=True)
    return from_cloudformation(slug, region, endpoint)


@dataclass(frozen=True)
class Operator:
    """Releases of one stack, as an operator makes them. `load_directory` writes regions, offices and routing rules
    into its table."""

    place: Place
    store: Artifacts
    load_directory: Callable[[Stack], None]
    say: Say

    def release(self, package_hash: str, *, replace: bool = False) -> Stack:
        """Bring stack, directory and site to this package, and try them; what does not work is put back to the release
        before. `replace` allows a change that leaves data behind or moves the stack.

        Raises RuntimeEnded before anything is changed, where AWS takes the functions' runtime no more; else what went
        wrong, such as DeployError, after what was there before is there again; StackError when the
        stack is not configured.
        """
        place, parameters = self.place, parameters_for(self.place)
        self._check_runtimes(yaml.safe_load(paths.TEMPLATE.read_text()))
        history = releases.releases(self.store, place.slug)
        template = artifact.upload_package(self.store, package_hash)
        ensure_access_logging(aws_session(place.region, place.endpoint), place.endpoint)
        stack_update.bring_to(place, self.store.address(template), parameters, self.say, replace=replace)
        try:
            stack = self._stack()
            # Functions first, then what they read, then the pages that call them.
            self.load_directory(stack)
            files = site.files_of(stack.slug, stack.outputs)
            kept = artifact.keep_site(self.store, files)
            self._upload(stack, files)
            smoke_test(stack, package_hash, self.say)
        except Exception as error:
            # Whatever it was, a refused upload as much as a report that got stuck: half a release is none.
            self._back_out(error, history[-1] if history else None)
            raise
        self._record(Release(releases.moment(), self._by(), package_hash, template, kept, parameters))
        return stack

    def rollback(self) -> Release:
        """Put the release before the one in force back, site and functions, and try it. Returns it.

        Raises DeployError where there is none, or where it does not work either, and RuntimeEnded.
        """
        history = releases.releases(self.store, self.place.slug)
        earlier = releases.one_before(history)
        if earlier is None:
            raise DeployError(f"{self.place.name}: no release before this one is on record")
        self._check_runtimes(yaml.safe_load(self.store.get(earlier.template)))
        self._put_back(earlier)
        smoke_test(self._stack(), earlier.package, self.say)
        again = Release(releases.moment(), self._by(), *_content(earlier), restores=earlier.restores or earlier.at)
        self._record(again)
        return earlier

    def _put_back(self, earlier: Release) -> None:
        # Pages first: those of a newer release may call what the earlier functions do not have.
        self._upload(self._stack(), artifact.kept_site(self.store, earlier.site))
        stack_update.bring_to(self.place, self.store.address(earlier.template), earlier.parameters, self.say)

    def _back_out(self, error: Exception, earlier: Release | None) -> None:
        if earlier is None:
            self.say("there is no release to go back to: the stack stays as it is, to be looked at")
            return
        self.say(f"{error}\ngoing back to the release of {earlier.at}")
        self._put_back(earlier)
        self.say(f"{self.place.name} is as it was")

    def _check_runtimes(self, template: Mapping[str, Any]) -> None:
        new = way_of(status_of(self.place.cloudformation, self.place.name)) is Way.CREATE
        for line in runtimes.check(runtimes.runtimes_of(template), datetime.now(UTC).date(), new=new):
            self.say(line)

    def _upload(self, stack: Stack, files: Mapping[str, bytes]) -> None:
        self.say(f"{stack.name}: {site.upload_files(stack, files)} files of the site uploaded")

    def _record(self, release: Release) -> None:
        releases.record(self.store, self.place.slug, release)

    def _stack(self) -> Stack:
        return from_cloudformation(self.place.slug, self.place.region, self.place.endpoint)

    def _by(self) -> str:
        return str(self.place.client("sts").get_caller_identity()["Arn"])


def _content(release: Release) -> tuple[str, str, str, dict[str, str]]:
    return release.package, release.template, release.site, release.parameters
