# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `publiccode validate` prints: a line a problem, as compilers do, and a line a file; or JSON."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable

from ospo_policy.messages import Catalogue, harmless
from ospo_policy.model.publiccode import MetadataProblem, Validation

SCHEMA_VERSION = "1"


def as_text(files: Iterable[tuple[str, Validation]], say: Catalogue) -> str:
    """Every problem with its place and its fix, and whether each file is valid."""
    out: list[str] = []
    for path, result in files:
        out += [line(problem, say) for problem in result.problems]
        counts: dict[str, object] = {}
        if result.errors:
            counts["errors"] = say("publiccode.errors", count=len(result.errors))
        if result.warnings:
            counts["warnings"] = say("publiccode.warnings", count=len(result.warnings))
        key = "publiccode.is-invalid" if result.errors else "publiccode.is-valid"
        out.append(say(f"{key}-with" if result.warnings else key, path=path, **counts))
    return "\n".join(out) + "\n"


def line(problem: MetadataProblem, say: Catalogue) -> str:
    """One problem, as `file:line:column: error: what is wrong. What to do.` says it."""
    what = say.text(problem.message)
    if problem.fix is not None:
        what += " " + say.text(problem.fix)
    severity = say(f"publiccode.{problem.severity.value}")
    return say("publiccode.line", place=str(problem.location), severity=severity, what=what)


def difference(path: str, before: str, after: str) -> str:
    """What changes in a file, as `diff -u` shows it and `patch` takes it; "" for nothing."""
    name = path.lstrip("/")
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}")
    return "".join(
        harmless(line.rstrip("\r\n")) + ("\n" if line.endswith("\n") else "\n\\ No newline at end of file\n")
        for line in lines
    )


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends; only a line feed ends one, as for Git."""
    *lines, last = text.split("\n")
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def as_json(files: Iterable[tuple[str, Validation]], version: str, say: Catalogue) -> str:
    """The same for programs. `replacement` is what to write in place of the value, where that is sure."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "ospo-policy", "version": version},
        "files": [
            {"path": path, "valid": not result.errors, "problems": [_problem(one, say) for one in result.problems]}
            for path, result in files
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _problem(problem: MetadataProblem, say: Catalogue) -> dict[str, object]:
    return {
        "severity": problem.severity.value,
        "code": problem.message.key,
        "key": problem.path,
        "line": problem.location.line,
        "column": problem.location.column,
        "message": say.text(problem.message),
        "fix": say.text(problem.fix) if problem.fix is not None else None,
        "replacement": problem.replacement,
        "dialect": problem.is_dialect,
    }
