# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy report`: reports in another format, of an audit in the store, or by the controls that they answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import click

from ospo_policy.cli import console, exit_codes, options
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message, message
from ospo_policy.model.report import Report
from ospo_policy.outputs import pieces
from ospo_policy.outputs.audit import overview_of
from ospo_policy.outputs.common import is_single

BY_CONTROL_FORMATS = ("text", "json")


def command(say: Catalogue, asked_language: str | None) -> click.Command:
    """The command, its help in the catalogue's language."""
    return options.WithTargets(
        "report",
        help=say("cli.report.help"),
        short_help=say("cli.report.short"),
        epilog=say("cli.report.epilog"),
        params=[
            click.Argument(["files"], nargs=-1, metavar="[FILE...]"),
            click.Option(["--store"], metavar="WHERE", envvar="OSPO_POLICY_STORE", help=say("cli.report.store")),
            click.Option(["--audit"], metavar="NUMBER", type=int, help=say("cli.report.audit")),
            click.Option(["--by-control"], is_flag=True, help=say("cli.report.by-control")),
            click.Option(["--framework"], metavar="NAME", multiple=True, help=say("cli.report.framework")),
            *options.target_options(say),
            options.language(say),
        ],
        callback=_run(say, asked_language),
    )


def _run(say: Catalogue, asked_language: str | None) -> Callable[..., int]:
    def run(
        files: tuple[str, ...], store: str | None, audit: int | None, framework: tuple[str, ...],
        *, by_control: bool, formats: object, outputs: object,
    ) -> int:  # fmt: skip
        del formats, outputs  # taken in their order from the command line
        found = options.asked_targets()
        if by_control and files:
            for target in found:
                console.emit(target.path, [_by_control(files, framework, target.format, say)])
            return exit_codes.OK
        if by_control or not (files or store is not None):
            raise UsageError(Message("report.which"), Message("report.which.hint"))
        report, catalogue = _report(files, store, audit, say, asked_language)
        for target in found:
            console.emit(target.path, _told(report, target, catalogue))
        return exit_codes.OK

    return run


def _report(
    files: tuple[str, ...], store: str | None, audit: int | None, say: Catalogue, asked_language: str | None
) -> tuple[Report, Catalogue]:
    """What is to be shown, and in which language: that of the files, unless another is asked for."""
    if not files and store is not None:
        from ospo_policy.operations.stored_reports import stored_report

        return stored_report(store, audit, int(time.time())), say
    from ospo_policy.operations.report_files import read_back

    report, language = read_back(files)
    return report, say if asked_language else Catalogue(language)


def _told(report: Report, target: options.Target, say: Catalogue) -> Iterable[str]:
    """Several repositories as text are the overview of an audit, as `audit` shows it."""
    style = console.style_of(target.path)
    if target.format == "text" and not is_single(report):
        return [overview_of(report).text(say, style)]
    return pieces(target.format, report, say, style)


def _by_control(files: tuple[str, ...], framework: tuple[str, ...], name: str, say: Catalogue) -> str:
    from ospo_policy.operations import controls
    from ospo_policy.outputs import controls as output

    if name not in BY_CONTROL_FORMATS:
        raise UsageError(message("report.by-control-format", formats=BY_CONTROL_FORMATS))
    found = controls.by_control(controls.read_reports(files))
    if framework:
        wanted = {name.lower() for name in framework}
        found = [one for one in found if one.name.lower() in wanted]
    return (output.as_json if name == "json" else output.as_text)(found, say)
