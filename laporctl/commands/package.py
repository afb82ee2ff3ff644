"""`laporctl package`."""

import click

from tools.dev.package import build_package


@click.command()
def package() -> None:
    """Make build/deployment.zip and build/template.yaml, unless nothing changed."""
    build_package(click.echo)
