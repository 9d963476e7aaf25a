"""`helpcenter`: one command for editors and operators; each command is loaded when it is called."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

import click

GROUP = "helpcenter.commands"
# Which extra brings a command's libraries, by the package the command lives in.
EXTRAS = {"helpcenter_build": "build", "form_service": "service"}
ORDER = (
    "build",
    "check",
    "serve",
    "new",
    "rename",
    "translations",
    "new-locale",
    "archive",
    "search",
)
EPILOG = """\b
Examples:
  helpcenter serve                      the whole help center on http://127.0.0.1:8000
  helpcenter check                      every problem of the content, without building
  helpcenter build                      the public site/ and the private bundle/
  helpcenter search --locale en "where is my order"
"""


class LazyGroup(click.Group):
    """A group whose commands are entry points, imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = {entry.name for entry in entry_points(group=GROUP)}
        first = [name for name in ORDER if name in names]
        return [*first, *sorted(names - set(first))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = tuple(entry_points(group=GROUP, name=cmd_name))
        return _load(found[0]) if found else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As click does, but a command that cannot be loaded says what it lacks."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            rows.append((name, command.get_short_help_str(70) if command else ""))
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _load(entry: EntryPoint) -> click.Command:
    try:
        command = entry.load()
    except ModuleNotFoundError as error:
        return _missing(entry, error)
    assert isinstance(command, click.Command)
    return command


def _missing(entry: EntryPoint, error: ModuleNotFoundError) -> click.Command:
    """Stands in for a command whose libraries are not installed."""
    extra = EXTRAS.get(entry.module.partition(".")[0], "build")
    text = f'needs {error.name}: pip install "shop-help-center[{extra}]"'

    @click.command(
        entry.name,
        help=text,
        context_settings={"ignore_unknown_options": True},
        add_help_option=False,
    )
    @click.argument("arguments", nargs=-1)
    def missing(arguments: tuple[str, ...]) -> None:
        raise click.ClickException(f"helpcenter {entry.name} {text}")

    return missing


@click.command(cls=LazyGroup, epilog=EPILOG, context_settings={"max_content_width": 100})
@click.version_option(package_name="shop-help-center", prog_name="helpcenter")
def main() -> None:
    """A static, searchable, multilingual help center and a small form service."""
