"""`laporctl deploy`."""

import click

from laporctl.stacks import load_config, place_of


@click.command()
@click.argument("slug")
def deploy(slug: str) -> None:
    """Create or update the stack of SLUG and its site from the current package, and print its outputs."""
    from laporctl import deploy as deployment
    from laporctl import site
    from tools.dev.package import build_package

    load_config(slug)
    region, endpoint = place_of(slug)
    package = build_package(click.echo)
    stack = deployment.deploy(slug, package.sha256, region=region, endpoint=endpoint, say=click.echo)
    site.build_site()
    click.echo(f"{stack.name}: {site.upload_site(stack)} files of the site uploaded")
    for name, value in sorted(stack.outputs.items()):
        click.echo(f"  {name:18} {value}")
