"""python -m app: serve | judge | check | devices | new | submit."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.settings import Settings, SettingsError

cli = typer.Typer(no_args_is_help=True, add_completion=False, help="Torchyard: a practice yard for PyTorch.")


def settings() -> Settings:
    """The settings, or one sentence and exit status 2."""
    try:
        return Settings.load()
    except SettingsError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


@cli.command()
def serve() -> None:
    """Serve the web app, with a judge beside it."""
    from app import serving

    serving.run(settings())


@cli.command()
def judge() -> None:
    """Run a judge alone, on the Unix socket of the settings."""
    from app.judge import server

    server.main(settings())


@cli.command()
def check(
    slugs: Annotated[list[str] | None, typer.Argument(help="Problems to check; all when none is named.")] = None,
    jobs: Annotated[int, typer.Option(help="Problems checked at the same time; 0: by the number of cores.")] = 0,
    mutate: Annotated[
        bool, typer.Option(help="Measure the cases by mutants of the accepted solutions instead.")
    ] = False,
    gpu: Annotated[bool, typer.Option("--gpu", help="Run the submissions on this host's GPUs.")] = False,
) -> None:
    """Prove problems: every submission gets its folder's verdict at its named case, no case is idle."""
    if mutate:
        from app.judge import measure

        raise typer.Exit(measure.main(settings(), slugs or [], jobs))
    from app.judge import check as checking

    raise typer.Exit(checking.main(settings(), slugs or [], jobs, gpu))


@cli.command()
def devices() -> None:
    """List this host's GPUs, and try whether a confined runner works on each."""
    from app.judge import gpus

    raise typer.Exit(gpus.main())


@cli.command()
def new(slug: str) -> None:
    """Make the folder of a new problem, whose check then tells what is missing."""
    from app import scaffold

    raise typer.Exit(scaffold.main(settings().problems, slug))


@cli.command()
def submit(
    slug: str,
    file: Annotated[Path, typer.Argument(help="The solution; - for standard input.")],
    server: Annotated[str, typer.Option(help="Address of the server.")] = "http://127.0.0.1:8000",
    run: Annotated[bool, typer.Option(help="Only the public cases.")] = False,
) -> None:
    """Submit a file to a running server and print the verdict."""
    from app import client

    try:
        source = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        typer.echo(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}.", err=True)
        raise typer.Exit(2) from None
    raise typer.Exit(client.main(server, slug, source, "run" if run else "submit"))


if __name__ == "__main__":
    cli()
