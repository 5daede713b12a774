"""The list of commands; one file each beside this one."""

from __future__ import annotations

import click

from ipcity import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ipcity")
def main() -> None:
    """知城 ipcity: 知识产权示范城市的运行平台 / the operating platform of an IP demonstration city."""
