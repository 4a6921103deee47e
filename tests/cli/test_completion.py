# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy completion`: what the shells are told, and what they then complete when Tab is pressed."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from ospo_policy.cli.completion import SHELLS
from ospo_policy.cli.console import COMPLETES
from ospo_policy.cli.main import COMMANDS, run
from ospo_policy.messages import LANGUAGES, Catalogue

PATIENCE = 60
"""Seconds after which a shell that does not answer is given up."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a pack of its own, in which the shell stands."""
    monkeypatch.chdir(tmp_path)
    Path("city.yml").write_text(
        'pack: city\nversion: "1.0.0"\nrules:\n  city-hall:\n    title: A hall\n    level: must\n    check: {file: {kinds: [readme]}}\n'
    )
    return tmp_path


def told(words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shell: str = "bash") -> str:
    """What the tool answers to a shell, on a line that ends where Tab is pressed."""
    before = words.split(" ")
    monkeypatch.setenv(COMPLETES, f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", before[-1] if shell == "fish" else str(len(before) - 1))
    with pytest.raises(SystemExit) as ended:
        run([])
    said = capsys.readouterr()
    assert (ended.value.code, said.err) == (0, "")
    return said.out.rstrip("\n")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("ospo-policy che", ["plain,check"]),
        ("ospo-policy ", [f"plain,{name}" for name in COMMANDS]),
        ("ospo-policy --la", ["plain,--lang"]),
        ("ospo-policy --lang ", [f"plain,{language}" for language in LANGUAGES]),
        ("ospo-policy no-such-command --", ["plain,--lang", "plain,--version", "plain,--help"]),
        ("ospo-policy completion ", [f"plain,{shell}" for shell in SHELLS]),
        ("ospo-policy check --fail-on ", ["plain,must", "plain,should", "plain,may", "plain,never"]),
        ("ospo-policy check --fail-on=m", ["plain,must", "plain,may"]),
        ("ospo-policy check --fail-on = m", ["plain,must", "plain,may"]),
        ("ospo-policy check --fail-on =", ["plain,must", "plain,should", "plain,may", "plain,never"]),
        ("ospo-policy check --pack = city.yml --only = ", ["plain,city-hall"]),
        ("ospo-policy check --policy-f", ["plain,--policy-from"]),
        ("ospo-policy check sr", ["dir,sr"]),
        ("ospo-policy check --output rep", ["file,rep"]),
        ("ospo-policy check --pack fr-", ["plain,fr-dinum"]),
        ("ospo-policy check --pack ./ci", ["file,./ci"]),
        ("ospo-policy check --pack city.yml --only ", ["plain,city-hall"]),
        ("ospo-policy check --skip licence-f", ["plain,licence-free"]),
        ("ospo-policy check --profile ", []),
        ("ospo-policy explain --pack city.yml city", ["plain,city-hall"]),
        ("ospo-policy explain licence-f", ["plain,licence-free"]),
        ("ospo-policy apply pl", ["file,pl"]),
        ("ospo-policy template SECURITY.", ["plain,SECURITY.md"]),
        ("ospo-policy policy val", ["plain,validate"]),
        ("ospo-policy policy page fr-", ["plain,fr-dinum"]),
        ("ospo-policy policy validate ci", ["file,ci"]),
    ],
)
def test_a_word_can_become(
    words: str,
    answer: list[str],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert told(words, monkeypatch, capsys).splitlines() == answer


@pytest.mark.parametrize("broken", ["rules: [", "packs: [https://policy.example/city.yml]", "profile: {a: b}"])
def test_a_policy_that_cannot_be_read_completes_nothing_and_says_nothing(
    broken: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".ospo-policy.yml").write_text(broken)
    assert not told("ospo-policy check --only ", monkeypatch, capsys)


def test_the_rules_are_those_of_the_repository(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".ospo-policy.yml").write_text("packs: [./city.yml]\n")
    assert told("ospo-policy check --only ", monkeypatch, capsys) == "plain,city-hall"


def test_no_name_of_a_pack_becomes_a_line_or_a_command_of_the_shell(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = '{level: must, title: "x\\nfile,/etc\\n", check: {file: {kinds: [readme]}}}'
    (folder / "a.yml").write_text(f'pack: a\nversion: "1.0.0"\nrules:\n  "a$(touch x)": {rule}\n')
    assert not told("ospo-policy explain --pack a.yml ", monkeypatch, capsys)
    (folder / "a.yml").write_text(f'pack: a\nversion: "1.0.0"\nrules:\n  a: {rule}\n')
    fish, zsh = (told("ospo-policy explain --pack a.yml ", monkeypatch, capsys, shell) for shell in ("fish", "zsh"))
    assert fish == "plain,a\tx file,/etc"
    assert zsh.splitlines() == ["plain", "a", "x file,/etc"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_where_a_word_is_replaced_the_option_stays(
    shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told("ospo-policy check --fail-on=s", monkeypatch, capsys, shell)
    assert "".join(said.split("\n")).rstrip("_").replace(",", "") == "plain--fail-on=should"
    assert not told("ospo-policy check --organisation=s", monkeypatch, capsys, shell)


@pytest.mark.parametrize("language", LANGUAGES)
def test_zsh_and_fish_show_what_each_command_is_for(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", f"{language}.UTF-8")
    short = Catalogue(language)("cli.audit.short")
    assert told("ospo-policy aud", monkeypatch, capsys, "fish") == f"plain,audit\t{short}"
    assert told("ospo-policy aud", monkeypatch, capsys, "zsh").splitlines() == ["plain", "audit", short]


def test_where_there_is_no_bash_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["--lang", "fr", "completion", "bash"]) == 0
    said = capsys.readouterr()
    assert said.err == Catalogue("fr")("click.no-bash") + "\n"
    assert "_ospo_policy_completion" in said.out


def person(folder: Path) -> dict[str, str]:
    """The environment of a person at a terminal, the tool on their path."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("COVERAGE_", "OSPO_POLICY_CACHE"))}
    path = f"{sysconfig.get_path('scripts')}:{os.environ['PATH']}"
    return kept | {"PATH": path, "HOME": str(folder), "TERM": "dumb", "PS1": "$ "}


class Terminal:
    """A shell at a terminal: keys are typed, and its answer is waited for."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.seen = ""

    def types(self, keys: str, *, until: str) -> None:
        """Type, and read until a text is seen."""
        self.seen = ""
        os.write(self.descriptor, keys.encode())
        while until not in self.seen:
            ready, _, _ = select.select([self.descriptor], [], [], PATIENCE)
            assert ready, f"{until!r} did not come, but {self.seen!r}"
            self.seen += os.read(self.descriptor, 4096).decode(errors="replace")


@contextmanager
def terminal(words: list[str], folder: Path) -> Iterator[Terminal]:
    leader, follower = pty.openpty()
    with subprocess.Popen(
        words, stdin=follower, stdout=follower, stderr=follower, cwd=folder, env=person(folder), start_new_session=True
    ) as shell:
        os.close(follower)
        try:
            yield Terminal(leader)
        finally:
            with suppress(ProcessLookupError):
                shell.kill()
            os.close(leader)


INTERACTIVE = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(ospo-policy completion bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'autoload -U compinit; compinit -u -D; eval "$(ospo-policy completion zsh)"'),
}


@pytest.mark.parametrize("shell", INTERACTIVE)
def test_tab_completes(shell: str, folder: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")
    words, line = INTERACTIVE[shell]
    (folder / "source").mkdir()
    with terminal(words, folder) as person_at:
        person_at.types(f"{line}; echo rea''dy\n", until="ready")
        # What is typed is seen before Tab is pressed: zsh takes a Tab among pasted keys for a space.
        for typed, rest in (
            ("ospo-policy expl", "ain "),
            ("--pack fr-", "dinum "),
            ("--lang=f", "r "),
            ("--repo sou", "rce"),
        ):
            person_at.types(typed, until=typed[-3:])
            person_at.types("\t", until=rest)


def test_fish_completes(folder: Path) -> None:
    if shutil.which("fish") is None:
        pytest.skip("fish is not here")
    script = "ospo-policy completion fish | source; complete --do-complete 'ospo-policy check --pack=fr-'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", script],
        cwd=folder, env=person(folder), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.startswith("--pack=fr-dinum\t")
