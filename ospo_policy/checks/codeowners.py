# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`codeowners`: the CODEOWNERS file is where forges read it, and they understand it.

Why: a CODEOWNERS file that is misplaced or has a mistake is ignored without a word. How it is
decided: its place and exact name, the syntax of each line, and whether each pattern matches a file:
as gitignore does on GitHub and GitLab, or as the regular expression that Gitea and Forgejo take it
for. A forge reads one file, the first that it finds; others are named. It stays unknown when the
file was not read, or a pattern may match what was not listed. Whether the owners exist only the
forge can tell.
"""

from typing import TYPE_CHECKING, Literal, NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Content, Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.ports.check import CheckType

if TYPE_CHECKING:
    from ospo_policy.parsers.codeowners import CodeOwners

KIND, IGNORED = FileKind("codeowners"), FileKind("codeowners-ignored")
MAX_PATTERNS = 2_000
"""Each pattern is looked for in the whole listing."""


class Params(NamedTuple):
    """Whether there must be a file, and whether a pattern may match nothing."""

    required: bool = False
    unmatched: Literal["fail", "ignore"] = "fail"


def needs(params: Params) -> Needs:
    """The file; every path beside it, where its patterns are to match some."""
    with_all = frozenset((KIND,)) if params.unmatched == "fail" else frozenset[str]()
    return Needs(tree_with=with_all, paths=frozenset((IGNORED,)), contents=frozenset((KIND,)))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """The file that forges read, line by line; or a file that they do not."""
    from ospo_policy.parsers.codeowners import FOLDERS

    files = common.find(repository, (KIND,))
    read = tuple(path for path in (f"{folder}CODEOWNERS" for folder in FOLDERS) if path in files.paths)
    if not read:
        return _no_file(params, repository, files)
    texts = common.read(repository, read[:1])
    if not texts.read:
        return Unknown(texts.unread[0], common.places(read[:1]))
    return _judged(params, repository, texts, read[1:])


def _judged(params: Params, repository: Repository, texts: common.Texts, others: tuple[str, ...]) -> Verdict:
    """What the lines that were read come to."""
    from ospo_policy.parsers.codeowners import parse

    content = texts.read[0]
    missed = common.tree_of(repository).incomplete
    parsed = parse(content.text, gitlab=content.path.startswith((".gitlab/", ".forgejo/", ".gitea/")))
    unmatched = _unmatched(content, parsed, repository) if params.unmatched == "fail" else []
    wrong_lines = _mistakes(content, parsed) + (unmatched if missed is None else [])
    if wrong_lines:
        wrong_lines.sort(key=lambda found: found[0])
        said = tuple(text for _, text in wrong_lines[: common.SHOWN])
        what = message("codeowners.mistakes", path=content.path, count=len(wrong_lines), mistakes=said)
        return Fail(what, tuple(place for place, _ in wrong_lines[: common.MAX_LOCATIONS]))
    here = common.places((content.path,))
    if texts.unread:
        return Unknown(texts.unread[0], here)
    if not parsed.entries:
        return Fail(message("codeowners.empty", path=content.path), here)
    if unmatched and missed is not None:
        return Unknown(missed, here)
    if len(parsed.entries) > MAX_PATTERNS and params.unmatched == "fail":
        return Unknown(message("codeowners.too-long", path=content.path, limit=MAX_PATTERNS), here)
    what = message("codeowners.good", path=content.path, count=len(parsed.entries))
    if others:
        what = message(
            "verdict.several", messages=(what, message("codeowners.others", path=content.path, others=others))
        )
    return Pass(what, common.places((content.path, *others)))


def _no_file(params: Params, repository: Repository, files: common.Files) -> Verdict:
    """No CODEOWNERS that forges read: perhaps one that they ignore."""
    ignored = files.paths + common.find(repository, (IGNORED,)).paths
    if ignored:
        return Fail(message("codeowners.ignored", path=ignored[0]), common.places(ignored))
    if files.missed is not None:
        return Unknown(files.missed)
    label = common.label((KIND,), ())
    if params.required:
        return Fail(message("file.absent", files=label))
    return NotApplicable(message("files.none", files=label))


def _mistakes(content: Content, parsed: "CodeOwners") -> list[tuple[Location, Message]]:
    return [
        (
            Location(content.path, mistake.line, mistake.column),
            Message(mistake.key, {"line": mistake.line, **mistake.arguments}),
        )
        for mistake in parsed.mistakes
    ]


def _unmatched(content: Content, parsed: "CodeOwners", repository: Repository) -> list[tuple[Location, Message]]:
    """The patterns that match no file."""
    from ospo_policy.parsers.codeowners import joined, matches_something

    paths = joined(common.tree_of(repository).paths)
    return [
        (
            Location(content.path, entry.line),
            message("codeowners.unmatched", line=entry.line, pattern=entry.pattern),
        )
        for entry in parsed.entries[:MAX_PATTERNS]
        if not matches_something(entry.pattern, paths)
    ]


CHECK = CheckType("codeowners", Params, needs, evaluate)
