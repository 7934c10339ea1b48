"""``tipgraph completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

__all__ = ["completion"]


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script for shell completion.

    \b
    Examples:
      tipgraph completion bash > ~/.local/share/bash-completion/completions/tipgraph
      tipgraph completion zsh  > ~/.zfunc/_tipgraph        # with ~/.zfunc in $fpath
      tipgraph completion fish > ~/.config/fish/completions/tipgraph.fish
    """
    from tipgraph.cli import main

    shell_completion = get_completion_class(shell)
    assert shell_completion is not None, shell
    click.echo(shell_completion(main, {}, "tipgraph", "_TIPGRAPH_COMPLETE").source())
