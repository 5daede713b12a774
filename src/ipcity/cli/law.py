"""`ipcity law …`: ask the book. Every answer brings its rule, version, steps and how far the book is complete."""

from __future__ import annotations

import click

from ipcity.cli.law_annuities import annuities
from ipcity.cli.law_questions import deadlines, number, status, workdays
from ipcity.cli.law_rules import explain, install, policies, rules


@click.group(help="法律：期限、费用、号码、状态、工作日，逐条带依据 / the law as dated data")
def law() -> None:
    """The group; each command answers with its reason."""


for _command in (annuities, deadlines, number, status, workdays, explain, rules, policies, install):
    law.add_command(_command)
