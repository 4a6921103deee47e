# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy init`: a policy repository, or a project's checks, to begin with.

On a terminal, answers that no option gives are asked for; elsewhere, those that nothing tells are a mistake of usage.
"""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from ospo_policy.cli import exit_codes, options
from ospo_policy.cli.asking import Asking
from ospo_policy.messages import Catalogue, harmless
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import message
from ospo_policy.model.organisation import ForgeType

if TYPE_CHECKING:
    from ospo_policy.operations.init_repo import RepositoryAnswers
    from ospo_policy.operations.scaffold import File, Outcome
    from ospo_policy.operations.surroundings import Surroundings

FORGES = tuple(one.value for one in (ForgeType.GITHUB, ForgeType.GITLAB, ForgeType.FORGEJO))
NONE = "-"


def command(say: Catalogue, _asked_language: str | None) -> click.Command:
    """The group of commands, their help in the catalogue's language."""
    return click.Group(
        "init",
        help=say("cli.init.help"),
        short_help=say("cli.init.short"),
        params=[options.language(say)],
        commands=[_org(say), _repo(say)],
    )


def _org(say: Catalogue) -> click.Command:
    def run(directory: str | None, *, show: bool, **told: Any) -> int:
        from ospo_policy.operations import init_org, scaffold

        folder = directory or "."
        if os.path.lexists(folder) and not os.path.isdir(folder):
            raise UsageError(message("init.not-a-folder", path=folder))
        answers = init_org.checked(_organisation(told, folder, say))
        files = init_org.files(answers, say.language, int(time.time()))
        if show:
            _show(folder, files, say)
            return exit_codes.OK
        outcome = scaffold.write(folder, files)
        _tell(outcome, say)
        click.echo(say("init.org.done", name=answers.name, folder=folder))
        validated = f"ospo-policy policy validate ospo-policy.yml policies/{answers.id}.yml waivers.yml"
        steps = [] if directory is None else [f"cd {shlex.quote(folder)}"]
        _next([*steps, validated, "ospo-policy inventory list"], say)
        click.echo(say("init.org.push"))
        return exit_codes.OK

    params = [
        click.Argument(["directory"], required=False, metavar="[DIR]"),
        click.Option(["--name"], metavar="TEXT", help=say("cli.init.name")),
        click.Option(["--contact"], metavar="ADDRESS", help=say("cli.init.contact")),
        _forge_option(say),
        click.Option(["--url"], metavar="URL", help=say("cli.init.url")),
        click.Option(["--owner", "owners"], metavar="OWNER", multiple=True, help=say("cli.init.owner")),
        click.Option(["--pack", "-p", "packs"], metavar="PACK", multiple=True, help=say("cli.init.org.pack")),
        click.Option(["--id", "id"], metavar="NAME", help=say("cli.init.id")),
        click.Option(["--licence"], metavar="SPDX", help=say("cli.init.licence")),
        *_shared_options(say),
    ]
    return options.subcommand(say, "init", "org", params, run)


def _organisation(told: dict[str, Any], folder: str, say: Catalogue) -> Any:
    """The answers that options, the surroundings and a person give. Raises `UsageError` for those that nobody gives."""
    from ospo_policy.operations import init_org
    from ospo_policy.operations.policies import DEFAULT_PACKS
    from ospo_policy.operations.surroundings import PUBLIC, look_around

    around = init_org.offered(look_around(folder))
    ask = Asking(say, init_org.wrong)
    told["name"] = ask("name", told["name"])
    told["contact"] = ask("contact", told["contact"])
    forge = ForgeType(_forge(told, around, ask) or FORGES[0])
    offered = (around.url if around.forge is forge else "") or PUBLIC[forge]
    told["url"] = ask("url", told["url"], offered)
    told["owners"] = ask.several("owners", told["owners"], (around.owner,) if around.owner else ())
    told["packs"] = ask.several("packs", told["packs"], DEFAULT_PACKS)
    told["licence"] = ask("licence", told["licence"], "EUPL-1.2" if ask.is_possible else "")
    ask.refuse_gaps()
    if told["url"] == PUBLIC[forge]:
        told["url"] = ""
    told |= {"branch": told["branch"] or around.branch or "main", "forge": forge, "id": told["id"] or ""}
    told["requirement"] = told["requirement"] or init_org.REQUIREMENT
    return init_org.Answers(**told)


def _repo(say: Catalogue) -> click.Command:
    def run(path: str | None, *, show: bool, **told: Any) -> int:
        from ospo_policy.operations import init_repo, scaffold
        from ospo_policy.operations.check import REPOSITORY_FILE

        place = init_repo.opened(path)
        answers = _repository(told, place.folder, say)
        files = init_repo.files(answers, place, say.language, int(time.time()))
        if show:
            _show(place.folder, files, say)
            return exit_codes.OK
        outcome = scaffold.write(place.folder, files)
        if answers.commit and REPOSITORY_FILE in outcome.written:
            click.echo(say("init.repo.pinned", url=answers.organisation, commit=answers.commit))
        added = _baseline(path, say) if answers.baseline else []
        _tell(outcome, say)
        for job in init_repo.without_job(files[1:], outcome.kept, place):
            click.echo(say("init.repo.job-kept", path=job))
        shown = path or os.path.relpath(place.folder)  # the top of the repository, wherever in it we are
        click.echo(say("init.repo.done", folder=shown))
        _next(_repo_steps(shown, [*outcome.written, *added], say), say)
        return exit_codes.OK

    params = [
        click.Argument(["path"], required=False, metavar="[PATH]"),
        click.Option(["--pack", "-p", "packs"], metavar="PACK", multiple=True, help=say("cli.init.repo.pack")),
        click.Option(["--organisation", "-O"], metavar="URL", help=say("cli.init.repo.organisation")),
        click.Option(["--commit"], metavar="SHA", help=say("cli.init.repo.commit")),
        click.Option(["--sha256"], metavar="DIGEST", help=say("cli.init.repo.sha256")),
        click.Option(["--file"], metavar="PATH", help=say("cli.init.repo.file")),
        click.Option(["--profile"], metavar="PROFILE", help=say("cli.init.repo.profile")),
        _forge_option(say),
        click.Option(["--baseline/--no-baseline"], default=None, help=say("cli.init.repo.baseline")),
        options.offline(say),
        *_shared_options(say),
    ]
    return options.subcommand(say, "init", "repo", params, run)


def _repository(told: dict[str, Any], folder: str, say: Catalogue) -> RepositoryAnswers:
    """The answers for a repository, as `_organisation`."""
    from ospo_policy.operations import init_repo
    from ospo_policy.operations.check import REPOSITORY_FILE
    from ospo_policy.operations.policies import DEFAULT_PACKS
    from ospo_policy.operations.surroundings import look_around

    around = look_around(folder)
    ask = Asking(say, init_repo.wrong)
    has_own = os.path.lexists(os.path.join(folder, REPOSITORY_FILE))  # it is kept: nothing is to be asked for it
    if has_own and not told["organisation"]:
        told |= {"packs": told["packs"] or DEFAULT_PACKS, "profile": told["profile"] or ""}
    if not told["organisation"] and not told["packs"]:
        rules = ask.several("policy", (), DEFAULT_PACKS)
        told |= {"organisation": rules[0]} if "://" in rules[0] and "#" not in rules[0] else {"packs": rules}
    if ask.is_possible and told["profile"] is None:
        told["profile"] = ask("profile", None, NONE)
    told["forge"] = ForgeType(_forge(told, around, ask) or FORGES[0])
    if told["baseline"] is None:
        told["baseline"] = ask.is_possible and ask.agrees("baseline")
    ask.refuse_gaps()
    profile = "" if told["profile"] == NONE else told["profile"]
    branch = told["branch"] or around.branch
    told |= {key: told[key] or "" for key in ("organisation", "commit", "sha256", "file", "requirement")}
    told |= {"profile": profile or "", "branch": branch}
    return init_repo.checked(init_repo.RepositoryAnswers(**told))


def _baseline(path: str | None, say: Catalogue) -> list[str]:
    """Note what fails today; the files that were written for it."""
    from ospo_policy.cli.baseline import write_down
    from ospo_policy.operations.check import BASELINE_FILE, Request
    from ospo_policy.operations.init_repo import has_baseline

    if has_baseline(path):
        return []
    written = write_down(Request(path=path, now=int(time.time())), shrink=False)
    if written.text is None:
        click.echo(say("init.repo.no-failures"))
        return []
    click.echo(say("init.repo.baseline", count=len(written.after), path=BASELINE_FILE))
    return [BASELINE_FILE]


def _repo_steps(folder: str, written: list[str], say: Catalogue) -> list[str]:
    """What is typed next."""
    steps = [] if folder == "." else [f"cd {shlex.quote(folder)}"]
    if written:
        steps += [
            f"git add {' '.join(shlex.quote(name) for name in written)}",
            f"git commit -m {shlex.quote(say('init.repo.commit'))}",
        ]
    return [*steps, "ospo-policy check"]


def _forge(told: dict[str, Any], around: Surroundings, ask: Asking) -> str:
    return ask("forge", told["forge"], around.forge.value if around.forge else "")


def _tell(outcome: Outcome, say: Catalogue) -> None:
    """What was written, and what was kept."""
    for key, paths in (("init.written", outcome.written), ("init.kept", outcome.kept)):
        if paths:
            click.echo(say(key, count=len(paths)))
            click.echo("".join(f"  {harmless(path)}\n" for path in paths), nl=False)
    if not outcome.written:
        click.echo(say("init.nothing"))
    if outcome.kept:
        click.echo(say("init.show-hint"))


def _show(folder: str, files: Iterable[File], say: Catalogue) -> None:
    """Every file as it would be."""
    from ospo_policy.operations.scaffold import sorted_out

    new, _ = sorted_out(folder, files)
    click.echo(say("init.shown"), err=True)
    for file in files:
        click.echo(say("init.shown.new" if file in new else "init.shown.kept", path=file.path))
        click.echo(file.text)


def _next(steps: Iterable[str], say: Catalogue) -> None:
    click.echo(say("init.next"))
    click.echo("".join(f"  {harmless(step)}\n" for step in steps), nl=False)


def _forge_option(say: Catalogue) -> click.Option:
    return click.Option(["--forge"], type=click.Choice(FORGES), help=say("cli.init.forge"))


def _shared_options(say: Catalogue) -> list[click.Parameter]:
    return [
        click.Option(["--branch"], metavar="NAME", help=say("cli.init.branch")),
        click.Option(["--requirement"], metavar="TEXT", help=say("cli.init.requirement")),
        click.Option(["--show"], is_flag=True, help=say("cli.init.show")),
        options.language(say),
    ]
