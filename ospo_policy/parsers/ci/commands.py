# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scripts of pipelines: their simple commands, and what those that only name another script stand for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice

from ospo_policy.parsers.ci.tools import Purpose, is_for, is_named_for
from ospo_policy.parsers.lazy_regex import LazyRegex

MAX_COMMAND = 300
"""Characters of one simple command that are looked at."""
MAX_COMMANDS = 2_000
"""Simple commands of one file that are looked at."""
MAX_DEPTH = 3
_SPLIT = LazyRegex(r"&&|\|\||[;|\n]")
_SAYS_NOTHING = frozenset(
    ("echo", "printf", "cd", "mkdir", "rm", "cp", "mv", "cat", "ls", "export", "source", "set", "curl", "wget", "git", "tar",
     "unzip", "chmod", "chown", "sed", "grep", "awk", "touch", "test", "[", "[[", "if", "exit", "rem", "write-host", "which",
     "apt", "apt-get", "apk", "brew", "choco")
)  # fmt: skip
_INSTALLS = LazyRegex(
    r"\b(?:pip[23x]?|conda|mamba|micromamba|yum|dnf|gem|npm|pnpm|yarn|bun|poetry|uv|pdm|pipenv|composer|cargo|go|rustup"
    r"|dotnet(?: tool)?|cpanm|corepack|bundle|bundler|R|Rscript)\s+(?:-\S+\s+){0,9}"
    r"(?:install|i|ci|add|require|global|sync|get|restore|fetch|download|update|upgrade|config|component|pip|enable)\b(?!::)"
)
_PREFIX = LazyRegex(
    r"\s*(?:-\s+)?(?:[\"']?(?:run|script|sh|bat|bash|pwsh|powershell|command|commands|cmd|before_script|after_script|goals|tasks"
    r"|arguments|install|after_success)[\"']?\s*:\s*)?[\"'|>-]?\s*"
)
_RUNNER = LazyRegex(
    r"(?:^|[\s/\"'])(?P<runner>npm|pnpm|yarn|bun|turbo|nx|lerna|rush|deno\s+task|task|just|rake|composer|g?make|hatch|pdm|poe|invoke"
    r"|inv|grunt|gulp|mage|run-s|run-p|npm-run-all|wsrun|ant)\s+(?P<rest>.+)"
)
_SCRIPT = LazyRegex(
    r"(?:^|\s)(?:(?:ba|z|da)?sh\s+|source\s+|python3?\s+|Rscript\s+|pwsh\s+|node\s+)?"
    r"(?P<path>(?:\./|\.\./)?[\w./-]*?[\w-]+\.(?:sh|bash|py|ps1|R|bat|cmd|js|mjs))(?=\s|$|[\"'])"
)
_SHELL = (".sh", ".bash", ".ps1", ".bat", ".cmd")
_TARGET = LazyRegex(r"(?m)^([A-Za-z][\w.-]{0,80})[ \t]*:(?!=)[^\n]*\n((?:[ \t]+[^\n]*\n?|\n)*)")


def simple_commands(script: str) -> Iterator[str]:
    """The commands of a script one by one; comments, and commands that run no tool, left out."""
    for count, part in enumerate(_SPLIT.sub("\n", script.replace("\\\n", " ")).split("\n")):
        if count >= MAX_COMMANDS:
            return
        command = part[:MAX_COMMAND].strip()
        words = command.split(maxsplit=2)
        if words and words[0] == "sudo":
            words = words[1:]
        if not words or words[0].startswith("#") or words[0].lower() in _SAYS_NOTHING:
            continue
        if _INSTALLS.search(command) is None:
            yield command


def without_key(line: str) -> str:
    """A line of a file of any system without what stands before its command: `- run: `, `sh '`."""
    found = _PREFIX.match(line)
    return line[found.end() :] if found else line


class Scripts:
    """What the names that commands use stand for: scripts of package.json, targets of a Makefile, shell scripts."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._by_name: dict[str, list[str]] = {}
        for path, text in texts.items():
            if path.endswith(".sh"):
                self._by_name[path] = [text]
                continue
            for name, body in _named_scripts(path, text):
                self._by_name.setdefault(name, []).append(body)

    def serves(self, purpose: Purpose, command: str, depth: int = 0) -> bool:
        """Whether a simple command serves a purpose, itself or by the script that it names."""
        if is_for(purpose, command):
            return True
        names = list(_names(command))
        if any(is_named_for(purpose, name) for name in names):
            return True
        script = _script(command)
        if script and is_named_for(purpose, script.rpartition(".")[0]):
            return True
        names += [script] if script else []
        if depth >= MAX_DEPTH:
            return False
        return any(
            self.serves(purpose, inner, depth + 1)
            for name in names
            for body in self._by_name.get(name, ())[:5]
            for inner in islice(simple_commands(body), 200)
        )

    def hides(self, command: str) -> str | None:
        """The script or target of a command whose content was not seen; None if there is none."""
        script = _script(command)
        if script.endswith(_SHELL) and script not in self._by_name and "setup" not in script:
            return script
        found = _RUNNER.search(command)
        if found is not None and found["runner"] not in ("npm", "pnpm", "yarn", "bun", "composer", "hatch", "pdm"):
            return next((f"{found['runner']} {name}" for name in _names(command) if name not in self._by_name), None)
        return None


def _script(command: str) -> str:
    """The path of the script that a command runs, or nothing."""
    found = _SCRIPT.search(command)
    return found["path"].removeprefix("./") if found else ""


def _names(command: str) -> Iterator[str]:
    """The names of scripts or targets that a command runs: `npm run build`, `make -C web test`."""
    found = _RUNNER.search(command)
    if found is None:
        return
    for raw in found["rest"].split(" -- ")[0].split()[:12]:
        word = raw.strip("\"'`)(,")
        if not word.startswith("-") and "=" not in word and word not in ("run", "exec", "run-script", "workspace"):
            yield word


def _named_scripts(path: str, text: str) -> Iterator[tuple[str, str]]:
    """(name, commands) of a package.json, composer.json or Makefile."""
    if path.endswith(".json"):
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return
        scripts = data.get("scripts") if isinstance(data, dict) else None
        for name, body in scripts.items() if isinstance(scripts, dict) else ():
            parts = body if isinstance(body, list) else [body]
            yield name, "\n".join(part for part in parts if isinstance(part, str))
        return
    for found in _TARGET.finditer(text):
        yield found[1], "\n".join(line.strip().lstrip("@-") for line in found[2].split("\n"))
