# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a request and an issue say: what is brought and why, with its sources; what to fill in; how to refuse.

The words around stand in templates (`templates/requests/`), which an organisation may replace; what is told of each repair is
put together here. Whatever comes from a repository is shown as its words: no markup, nobody mentioned, no issue referred to or
closed (https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ospo_policy.fixes import escaping
from ospo_policy.fixes.render import Block, Value, render
from ospo_policy.fixes.templates import Folder, find
from ospo_policy.messages import Catalogue
from ospo_policy.model.change import Repair, final_files
from ospo_policy.model.organisation import ForgeType, OrganisationInfo, Remediation
from ospo_policy.model.policy import Level, Reference

MAX_GAPS = 50
JOINER = "\u2060"
"""A word joiner, which nobody sees: between a sign and what follows, no forge makes a mention or a reference of them."""
_CALLS = re.compile(r"((?<!&)[@#!])(?=\w)|(?i:\b(GH)-(?=\d))")


def quiet(text: str) -> str:
    """A text as running text of Markdown that calls nobody and refers to nothing."""
    return _CALLS.sub(lambda found: f"{found[0]}{JOINER}", escaping.markdown(text))


class Written:
    """Writes the texts of one organisation in one language."""

    def __init__(
        self,
        info: OrganisationInfo | None,
        remediation: Remediation,
        folders: Sequence[tuple[str, Folder]],
        say: Catalogue,
    ) -> None:
        self._info, self._remediation, self._folders, self._say = info, remediation, folders, say

    def request(self, repairs: tuple[Repair, ...]) -> tuple[str, str]:
        """The title and the text of a request."""
        return self._title("request", repairs), self._render("request.md", repairs)

    def issue(self, repairs: tuple[Repair, ...]) -> tuple[str, str]:
        """The title and the text of an issue."""
        return self._title("issue", repairs), self._render("issue.md", repairs)

    def words(self, name: str) -> str:
        """A short text: `closing` or `hands-off`."""
        return self._render(f"{name}.md", ()).strip()

    def commit(self, repairs: tuple[Repair, ...], signer: tuple[str, str]) -> str:
        """The message of a commit: what it does, for which rules, signed off (https://developercertificate.org)."""
        files = final_files(repairs)
        if len(files) == 1 and not _CALLS.search(next(iter(files))):
            (change,) = files.values()
            verb = "add" if change.before is None else "remove" if change.after is None else "change"
            title = self._say(f"commit.{verb}", path=change.path)
        else:
            title = self._say("commit.several")
        body = "\n".join(f"- {self._say.local(one.title)} [{one.rule}]" for one in repairs)
        name, email = signer
        return f"{title}\n\n{body}\n\nSigned-off-by: {name} <{email}>\n"

    def _title(self, kind: str, repairs: tuple[Repair, ...]) -> str:
        files = tuple(final_files(repairs)) if kind == "request" else ()
        if len(files) == 1 and not _CALLS.search(files[0]):
            return self._say(f"title.{kind}-file", path=files[0])
        return self._say(f"title.{kind}")

    def _render(self, name: str, repairs: tuple[Repair, ...]) -> str:
        template = find(name, self._say.language, ForgeType.GITHUB, self._folders)
        assert template is not None, name
        text = render(template, self._values(repairs)).text
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"

    def _values(self, repairs: tuple[Repair, ...]) -> Mapping[str, Value]:
        person = self._remediation.person
        info = self._info
        gaps = [gap for repair in repairs for gap in repair.gaps]
        to_fill_in = "\n".join(
            f"- {self._say('request-text.gap', path=escaping.code(gap.path), line=gap.line, what=quiet(gap.what))}"
            for gap in gaps[:MAX_GAPS]
        )
        return {
            "organisation": info.name.get(self._say.language) if info is not None else "",
            "person": person.name if person is not None else "",
            "contact": person.email if person is not None else (info.contact or "") if info is not None else "",
            "opt_out_label": self._remediation.opt_out_label,
            "changes": Block("\n".join(line for repair in repairs for line in self._repair(repair))),
            "to_fill_in": Block(to_fill_in) if to_fill_in else "",
        }

    def _repair(self, repair: Repair) -> list[str]:
        """One repair, in a list: the practice, what was found, why, its sources, the files, what people are to do."""
        say = self._say
        level = say(f"request-text.{repair.level.value}") if repair.level is not Level.MUST else ""
        lines = [f"- **{quiet(say.local(repair.title))}**{f' ({level})' if level else ''}"]
        lines.append(f"  {quiet(say.text(repair.found))}")
        if repair.why is not None:
            lines.append(f"  {say('request-text.why', why=quiet(say.local(repair.why)))}")
        if repair.advice:
            lines += [f"  - {quiet(say.text(one))}" for one in repair.advice]
        elif not repair.files and repair.how is not None:
            lines.append(f"  {say('request-text.how', how=quiet(say.local(repair.how)))}")
        for setting in repair.settings:
            lines.append(
                f"  {say('request-text.setting', name=escaping.code(setting.name), value=escaping.code(str(setting.after)))}"
            )
        if repair.files:
            paths = tuple(_Ready(escaping.code(change.path)) for change in repair.files)
            lines.append(f"  {say('request-text.files', files=paths)}")
        sources = [self._source(one) for one in repair.references]
        if sources:
            lines.append(f"  {say('request-text.sources', sources=tuple(map(_Ready, sources)))}")
        return [
            f"{line}  " if number + 1 < len(lines) and not line.startswith("  - ") else line
            for number, line in enumerate(lines)
        ]

    def _source(self, reference: Reference) -> str:
        title = quiet(self._say.local(reference.title))
        return f"[{title}]({escaping.link(reference.url)})" if reference.url else title


class _Ready(str):
    """Markdown that is written as it is."""

    __slots__ = ()
