"""`laporctl run`: the whole system on a laptop, from the same zip and template that AWS gets."""

import fcntl
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import IO

import click

from laporctl import paths, site
from laporctl.deployment import runtimes
from laporctl.logs import Tail
from laporctl.stacks import Stack, load_config, write_running
from tools.dev import demo_people, embedded_aws, local
from tools.dev.emulator import Emulator, EmulatorError, saved_at, start
from tools.dev.package import build_package

PORTS = click.IntRange(1024, 65535)
STATE = paths.LOCAL / "aws"
SAVED_STATE = paths.LOCAL / "record.json"
UNCLEAN = paths.LOCAL / "unclean"
"""Exists from the start of a run until its state was saved at its end."""
SAVE_EVERY = 60
"""Seconds between two savings of a running system: what a kill or a power cut loses at most."""


@click.command()
@click.option("--port", default=4566, show_default=True, type=PORTS, help="Port of the embedded AWS.")
@click.option("--fresh", is_flag=True, help="Forget everything an earlier run kept.")
@click.option("--stacks", default="", help="Slugs with blanks between them, instead of kaltim, kaltara and pusat.")
def run(port: int, fresh: bool, stacks: str) -> None:
    """Run stacks on this machine until Ctrl-C. What was filed is there at the next start."""
    slugs = tuple(dict.fromkeys(stacks.split())) or local.SLUGS
    for slug in slugs:
        load_config(slug)
    runtimes.running()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    with _only_one_run() as lock:
        site.check_node()
        if fresh:
            shutil.rmtree(STATE, ignore_errors=True)
            for file in (SAVED_STATE, UNCLEAN):
                file.unlink(missing_ok=True)
        if UNCLEAN.exists():
            embedded_aws.settle(STATE / "services")
            click.echo(local.unclean_warning(saved_at(STATE)), err=True)
        UNCLEAN.touch()
        _run(port, slugs, lock)


def _run(port: int, slugs: tuple[str, ...], lock: IO[str]) -> None:
    began = time.monotonic()
    progress = _Progress()
    with progress.step(f"starting the embedded AWS on port {port}"):
        running = start(port, STATE, lock=lock)
    saved = local.SavedState.load(SAVED_STATE)
    complete = False
    try:
        with progress.step("packaging"):
            package = build_package(progress.say)
        with progress.step(f"bringing up {' and '.join(slugs)}"):
            stacks = local.bring_up(slugs, package, running.endpoint, saved, progress.say)
        write_running(stacks)
        complete = True
        _print_table(stacks, time.monotonic() - began)
        _tail(running, stacks, saved)
    except KeyboardInterrupt:
        click.echo("\nstopping")
    finally:
        _stop(running, saved, complete)


def _stop(running: Emulator, saved: local.SavedState, complete: bool) -> None:
    # A second Ctrl-C must not come between the emulator and its state.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    paths.STACKS_JSON.unlink(missing_ok=True)
    running.stop()
    if running.saved:
        saved.save(SAVED_STATE)
        UNCLEAN.unlink(missing_ok=True)
        click.echo("stopped; everything is kept for the next start" if complete else "stopped")


def _tail(running: Emulator, stacks: list[Stack], saved: local.SavedState) -> None:
    tail, before, next_save = Tail(stacks), running.saved_at, time.monotonic()
    while running.process.poll() is None:
        if time.monotonic() >= next_save:
            running.save()
            next_save += SAVE_EVERY
        if running.saved_at != before:
            # Only now is what the keys open on disk.
            before = running.saved_at
            saved.save(SAVED_STATE)
        tail.print_new(click.echo)
        time.sleep(1)
    raise EmulatorError(f"the embedded AWS ended by itself; its log: {STATE / 'emulator.log'}")


def _print_table(stacks: list[Stack], seconds: float) -> None:
    click.echo(f"\nready in {seconds:.1f} s\n")
    for stack in stacks:
        click.echo(f"  {stack.slug:8} site  {stack.site}")
        click.echo(f"  {'':8} api   {stack.api}")
        for name, key in stack.keys.items():
            click.echo(f"  {'':8} key   {name} of {local.demo_agencies(stack.slug)[name]}: {key}")
        for person in demo_people.people_of(local.demo_agencies(stack.slug)):
            click.echo(f"  {'':8} desk  {person.role} of {person.agency}: {person.email}  {demo_people.PASSWORD}")
        click.echo("")
    first = stacks[0]
    office = local.demo_agencies(first.slug)["officer"]
    click.echo("  an office's queue:")
    click.echo(f"  curl -H 'Authorization: Bearer {first.keys['officer']}' {first.api}/agencies/{office}/queue\n")
    click.echo("  Safari does not know names below localhost: open the site in Firefox, Chrome or Edge.")
    click.echo("  Ctrl-C stops it. The functions' log follows.\n")


class _Progress:
    """One line as a step begins, indented lines for what it did, and how long it took."""

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        click.echo(f"- {what}")
        began = time.monotonic()
        yield
        click.echo(f"    {time.monotonic() - began:.1f} s")

    def say(self, line: str) -> None:
        click.echo(f"    {line}")


@contextmanager
def _only_one_run() -> Iterator[IO[str]]:
    """Two runs in one working copy would overwrite each other's state."""
    paths.LOCAL.mkdir(exist_ok=True)
    with (paths.LOCAL / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise click.ClickException(
                "`make run` is already running in this directory; if it was killed, end what it left behind: "
                f"kill {lock.read()}"
            ) from None
        lock.truncate(0)
        yield lock


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
