"""`laporctl package`."""

import click

from tools.dev.package import PackageError, build_package


@click.command()
def package() -> None:
    """Make build/deployment.zip and build/template.yaml, unless nothing changed."""
    try:
        build_package(click.echo)
    except PackageError as error:
        raise click.ClickException(str(error)) from error
