"""`laporctl demo`: the story of some complaints, played over HTTP as outsiders would, with a verdict on every step."""

import shutil
import signal
import tempfile
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from laporctl import site
from laporctl.http import Unexpected
from laporctl.stacks import Stack, running_stacks
from tools.dev import emulator, local
from tools.dev.demo.actors import World
from tools.dev.demo.steps import Step
from tools.dev.demo.story import CHAPTERS, Chapter
from tools.dev.package import build_package

NAME_WIDTH = 42
NARROWEST, WIDEST = 90, 132


@click.command()
def demo() -> None:
    """Play the story against the system of `laporctl run`, or one started for it. Fails if anything differed."""
    with _system() as stacks:
        began = time.monotonic()
        steps, differing = _play(World(stacks))
        seconds = time.monotonic() - began
    summary = f"{steps} steps in {len(CHAPTERS)} chapters, {seconds:.1f} s"
    if differing:
        raise click.ClickException(f"{summary}: {differing} went differently")
    click.echo(f"\n{summary}: all as expected")


@contextmanager
def _system() -> Iterator[dict[str, Stack]]:
    """The running stacks, or new ones that last as long as the story."""
    running = running_stacks()
    if all(slug in running and _answers(running[slug]) for slug in local.SLUGS):
        click.echo(f"against the running system: {running['kaltim'].site}")
        yield running
        return
    # An early end of the story must not leave the system running.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    click.echo("nothing is running: starting a system for this story")
    site.check_node()
    package = build_package(click.echo)
    with tempfile.TemporaryDirectory(prefix="lapor-demo-") as state:
        started = emulator.start(emulator.free_port(), Path(state))
        try:
            stacks = local.bring_up(local.SLUGS, package, started.endpoint, local.SavedState(), click.echo)
            yield {stack.slug: stack for stack in stacks}
        finally:
            started.stop()


def _answers(stack: Stack) -> bool:
    return local.queue_status(stack, local.DEMO_AGENCIES[stack.slug]["officer"], stack.keys["officer"]) == 200


def _play(world: World) -> tuple[int, int]:
    """How many steps were played, and how many went differently."""
    table = _Table()
    for number, chapter in enumerate(CHAPTERS, 1):
        table.chapter(number, chapter)
        try:
            for step in chapter.play(world):
                table.step(step)
        except Unexpected as broken:
            table.broken_off(broken)
    return table.steps, table.differing


class _Table:
    """Step, what happened, and whether it was right: printed as the story goes."""

    def __init__(self) -> None:
        self.steps = self.differing = 0
        width = min(max(shutil.get_terminal_size((WIDEST, 0)).columns, NARROWEST), WIDEST)
        self._width = width - NAME_WIDTH - len("  differs")
        click.echo(f"\n{'step':{NAME_WIDTH}}{'what happened':{self._width}}  ok")
        click.echo("-" * (width - 1))

    def chapter(self, number: int, chapter: Chapter) -> None:
        click.echo(f"{number}. {chapter.title}")

    def step(self, step: Step) -> None:
        self._row(step.name, step.happened, step.ok)
        if not step.ok:
            self._difference(step.expected, step.got)

    def broken_off(self, broken: Unexpected) -> None:
        self._row("the chapter broke off here", "", ok=False)
        self._difference(broken.expected, broken.got)

    def _row(self, name: str, happened: str, ok: bool) -> None:
        self.steps += 1
        self.differing += not ok
        lines = textwrap.wrap(happened, self._width) or [""]
        click.echo(f"   {name:{NAME_WIDTH - 3}}{lines[0]:{self._width}}  {'ok' if ok else 'DIFFERS'}")
        for line in lines[1:]:
            click.echo(f"{'':{NAME_WIDTH}}{line}")

    def _difference(self, expected: object, got: object) -> None:
        click.echo(f"{'':{NAME_WIDTH}}expected  {expected}")
        click.echo(f"{'':{NAME_WIDTH}}got       {got}")
