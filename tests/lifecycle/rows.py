# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of our request as a table: what we want, what people do, and what must be there then. The same on every forge.

A row is a sequence of deeds:

- `want=FILES` and `apply`: what should be there from now on, and one run. `FILES` maps paths to texts; None: nothing is wanted.
- `person=...`: what somebody does meanwhile (see `tests.lifecycle.place.Place`).
- `expect=...`: what must be so after the last run: the action that is told, the state of our newest request, files that it changes, how
  many requests there are, and how many writes the run made.

A forge that cannot do what a row needs is left out of it by `needs`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

Deed = dict[str, Any]
A = {"SECURITY.md": "Write to us.\n"}
B = {"SECURITY.md": "Write to us, please.\n"}
TWO = {"SECURITY.md": "Write to us.\n", "CONTRIBUTING.md": "Sign off.\n"}
EDIT = {"README.md": "# Good\n\n## Contact\n\nWrite to us.\n"}


class Row(NamedTuple):
    """One story."""

    name: str
    deeds: tuple[Deed, ...]
    needs: frozenset[str] = frozenset()


def row(name: str, *deeds: Deed, needs: str = "") -> Row:
    return Row(name, deeds, frozenset(needs.split()))


def run(files: dict[str, str | None] | None, **more: Any) -> Deed:
    return {"run": files, **more}


def person(what: str, *words: Any) -> Deed:
    return {"person": what, "words": words}


def expect(**what: Any) -> Deed:
    return {"expect": what}


ROWS = (
    row("nothing is wanted: nothing is written", run(None), expect(action="nothing", requests=0, writes=0)),
    row("none is open: one is opened", run(A), expect(action="open", state="open", files=A, requests=1)),
    row("a second run writes nothing", run(A), run(A), expect(action="keep", state="open", requests=1, writes=0)),
    row("a third run writes nothing either", run(A), run(A), run(A), expect(action="keep", requests=1, writes=0)),
    row("several files come in one request", run(TWO), expect(state="open", files=TWO, requests=1)),
    row("a file is changed, not only added", run(EDIT), expect(state="open", files=EDIT, requests=1)),
    row("a file is removed", run({"old.txt": None}), expect(state="open", files={"old.txt": None})),
    row("a commit for each rule", run(TWO, commits="rule"), expect(state="open", files=TWO, requests=1, commits=2)),
    row("a commit for each rule, run twice", run(TWO, commits="rule"), run(TWO, commits="rule"), expect(writes=0, requests=1)),
    row("a request that wants an eye is a draft", run(A, draft=True), expect(state="open", draft=True), needs="draft"),
    row("labels are put on", run(A, labels=("ospo",)), expect(labels={"ospo"}), needs="labels"),
    row("what is wanted has changed: updated in place", run(A), run(B), expect(action="update", files=B, requests=1)),
    row("updated, then the same again", run(A), run(B), run(B), expect(action="keep", writes=0, requests=1)),
    row("more is wanted: the same request", run(A), run(TWO), expect(action="update", files=TWO, requests=1)),
    row("less is wanted: the same request", run(TWO), run(A), expect(action="update", files=A, requests=1)),
    row("only the text has changed", run(A), run(A, title="Another title"), expect(action="update", title="Another title", requests=1)),
    row("the text has changed, then not", run(A), run(A, title="New"), run(A, title="New"), expect(writes=0)),
    row("the base moved elsewhere: nothing to do", run(A), person("commit", {"other.txt": "x\n"}), run(A),
        expect(action="keep", files=A, requests=1)),
    row("the base moved into our way: written anew", run(EDIT), person("commit", {"README.md": "# Better\n"}),
        run({"README.md": "# Better\n\n## Contact\n\nWrite to us.\n"}),
        expect(action="update", files={"README.md": "# Better\n\n## Contact\n\nWrite to us.\n"}, requests=1, conflicts=False)),
    row("the base took half of it over: the conflict is resolved by writing anew", run(EDIT),
        person("commit", {"README.md": "# Good\n\n## Contact\n"}), run(EDIT),
        expect(action="update", files=EDIT, requests=1, state="open", conflicts=False), needs="conflicts"),
    row("the base took half of it over, then nothing more is written", run(EDIT),
        person("commit", {"README.md": "# Good\n\n## Contact\n"}), run(EDIT), run(EDIT),
        expect(action="keep", files=EDIT, writes=0, conflicts=False), needs="conflicts"),
    row("the base took half of a draft over: the conflict is resolved by writing anew", run(EDIT, draft=True),
        person("commit", {"README.md": "# Good\n\n## Contact\n"}), run(EDIT, draft=True), run(EDIT, draft=True),
        expect(action="keep", files=EDIT, writes=0, draft=True, conflicts=False), needs="conflicts draft"),
    row("finding gone: closed with a kind word, branch deleted", run(A), run(None),
        expect(action="close", state="closed", requests=1, branch=False, said="closing")),
    row("closed, then nothing more is written", run(A), run(None), run(None), expect(writes=0, requests=1, said_times=1)),
    row("closed by us is no refusal: asked again when it fails again", run(A), run(None), run(A),
        expect(action="open", state="open", requests=2)),
    row("merged: nothing more", run(A), person("merge"), run(None), expect(state="merged", requests=1)),
    row("merged, then nothing is written", run(A), person("merge"), run(None), run(None), expect(writes=0, requests=1)),
    row("squashed: merged too", run(A), person("squash"), run(None), expect(state="merged", requests=1)),
    row("merged, then something else fails: a new request", run(A), person("merge"), run({"SUPPORT.md": "Ask us.\n"}),
        expect(action="open", state="open", requests=2, files={"SUPPORT.md": "Ask us.\n"})),
    row("merged, then taken out again: not asked for once more", run(A), person("merge"), person("commit", {"SECURITY.md": None}),
        run(A), expect(state="merged", requests=1, writes_at_most=1)),
    row("closed unmerged is a refusal", run(A), person("close"), run(A), expect(action="nothing", state="closed", requests=1, writes=0)),
    row("a refusal is remembered for ever", run(A), person("close"), run(A), run(A), run(A), expect(requests=1, writes=0)),
    row("refused, but something else fails: only that", run(A), person("close"), run(TWO),
        expect(action="open", requests=2, files={"CONTRIBUTING.md": "Sign off.\n"})),
    row("refused, asked again on purpose", run(A), person("close"), run(A, ask_again=True), expect(action="open", requests=2)),
    row("refused, then a new major version of the pack", run(A), person("close"), run(A, pack=2), expect(action="open", requests=2)),
    row("refused, then a new version of the template", run(A), person("close"), run(A, template=2), expect(action="open", requests=2)),
    row("refused, the older version still", run(A, pack=2), person("close"), run(A, pack=2), expect(requests=1, writes=0)),
    row("somebody pushed: hands off", run(A), person("push", {"SECURITY.md": "Ours now.\n"}), run(A),
        expect(action="leave", requests=1, files={"SECURITY.md": "Ours now.\n"})),
    row("somebody pushed and more is wanted: one word, no change", run(A), person("push", {"SECURITY.md": "Ours now.\n"}), run(TWO),
        expect(action="leave", said="hands-off", said_times=1, files={"SECURITY.md": "Ours now.\n"})),
    row("the word is said once", run(A), person("push", {"SECURITY.md": "Ours now.\n"}), run(TWO), run(B), run(TWO),
        expect(action="leave", said_times=1, writes=0)),
    row("somebody pushed, then the finding is gone: left alone", run(A), person("push", {"SECURITY.md": "Ours now.\n"}), run(None),
        expect(action="leave", state="open", requests=1, writes=0)),
    row("somebody edited the text: hands off", run(A), person("edit_text", "We will see."), run(B),
        expect(action="leave", files=A, requests=1)),
    row("somebody edited the title: hands off", run(A), person("edit_title", "Ours"), run(B), expect(action="leave", files=A, title="Ours")),
    row("somebody opened it again: hands off", run(A), run(None), person("reopen"), run(B),
        expect(action="leave", state="open", requests=1), needs="reopen"),
    row("an opt-out in the repository's own file", run(A, opted_out=True), expect(action="skip", requests=0, writes=0)),
    row("an opt-out later closes what is open", run(A), run(A, opted_out=True), expect(state="closed", requests=1)),
    row("an opt-out by label", run(A), person("label", "no-ospo-policy"), run(B), expect(action="skip", files=A, writes=0), needs="labels"),
    row("an opt-out by label holds after closing", run(A), person("label", "no-ospo-policy"), person("close"),
        run({"SUPPORT.md": "Ask.\n"}), expect(action="skip", requests=1, writes=0), needs="labels"),
    row("an opt-out by a label on the issue is one from requests too", run(A, issue="Choose."), person("label_issue", "no-ospo-policy"),
        run(B, issue="Choose."), run(B, issue="Choose."), expect(state="closed", issue_state="closed", requests=1, issues=1, writes=0),
        needs="labels"),
    row("an opt-out by a label on the request is one from issues too", run(A), person("label", "no-ospo-policy"),
        run(A, issue="Choose."), expect(issues=0, writes=0), needs="labels"),
    row("an opt-out is one from changed settings too", run(None, settings={"description": "A thing"}, opted_out=True),
        expect(setting_not=("description", "A thing"), writes=0), needs="settings"),
    row("unsure: what is open stays", run(A), run(None, unsure=True), expect(action="leave", state="open", writes=0, requests=1)),
    row("unsure and changed: what is open stays", run(A), run(B, unsure=True), expect(action="leave", files=A, writes=0)),
    row("somebody's branch bears our name: another name", person("branch", {"mine.txt": "x\n"}), run(A),
        expect(action="open", files=A, requests=1, other_branch=True)),
    row("a branch of that name without work in it is ours to use", person("empty_branch"), run(A),
        expect(action="open", files=A, requests=1, other_branch=False)),
    row("archived: skipped", person("archive"), run(A), expect(action="skip", requests=0, writes=0), needs="archive"),
    row("archived later: left as it is", run(A), person("archive"), run(B), expect(action="skip", writes=0), needs="archive"),
    row("the default branch is renamed: the request follows", run(A), person("rename_base", "trunk"), run(A),
        expect(base="trunk", requests=1, state="open"), needs="rename_base"),
    row("another branch becomes the default one: the request is retargeted", run(A), person("switch_base", "trunk"), run(A),
        expect(action="update", base="trunk", files=A, requests=1, state="open"), needs="rename_base"),
    row("retargeted once", run(A), person("switch_base", "trunk"), run(A), run(A), expect(base="trunk", requests=1, writes=0),
        needs="rename_base"),
    row("no right to push: skipped", run(A, token="read"), expect(action="skip", requests=0), needs="tokens"),
    row("no right to push: an issue instead", run(A, token="read", without_right="issue"), expect(requests=0, issues=1), needs="tokens"),
    row("no right to push: a fork", run(A, token="read", without_right="fork"), expect(action="open", requests=1, files=A), needs="forks"),
    row("a fork, twice", run(A, token="read", without_right="fork"), run(A, token="read", without_right="fork"),
        expect(action="keep", requests=1, writes=0), needs="forks"),
    row("a fork: updated in place", run(A, token="read", without_right="fork"), run(TWO, token="read", without_right="fork"),
        expect(action="update", requests=1, files=TWO), needs="forks"),
    row("a fork: the base moved into our way, written anew", run(EDIT, token="read", without_right="fork"),
        person("commit", {"README.md": "# Better\n"}),
        run({"README.md": "# Better\n\n## Contact\n\nWrite to us.\n"}, token="read", without_right="fork"),
        expect(action="update", requests=1, conflicts=False, files={"README.md": "# Better\n\n## Contact\n\nWrite to us.\n"}),
        needs="forks"),
    row("a fork: finding gone, closed, and its branch deleted", run(A, token="read", without_right="fork"),
        run(None, token="read", without_right="fork"), expect(action="close", state="closed", branch=False, said="closing"),
        needs="forks"),
    row("a fork: closed unmerged is a refusal", run(A, token="read", without_right="fork"), person("close"),
        run(A, token="read", without_right="fork"), expect(action="nothing", state="closed", requests=1, writes=0), needs="forks"),
    row("a fork: merged, then its branch is deleted", run(A, token="read", without_right="fork"), person("merge"),
        run(None, token="read", without_right="fork"), expect(state="merged", requests=1, branch=False), needs="forks"),
    row("a fork: merged, then something else fails", run(A, token="read", without_right="fork"), person("merge"),
        run({"SUPPORT.md": "Ask us.\n"}, token="read", without_right="fork"),
        expect(action="open", state="open", requests=2, files={"SUPPORT.md": "Ask us.\n"}), needs="forks"),
    row("a fork: somebody pushed to its branch, hands off", run(A, token="read", without_right="fork"),
        person("push", {"SECURITY.md": "Ours now.\n"}), run(B, token="read", without_right="fork"),
        expect(action="leave", said="hands-off", requests=1, files={"SECURITY.md": "Ours now.\n"}), needs="forks"),
    row("a protection catches our name: another", person("protect", "ospo-policy/*"), run(A),
        expect(action="open", requests=1, files=A, other_branch=True), needs="protect"),
    row("a protection catches our name, then nothing more is written", person("protect", "ospo-policy/*"), run(A), run(A),
        expect(action="keep", requests=1, writes=0, other_branch=True), needs="protect"),
    row("a protection catches the names that we would choose: skipped", person("protect", "ospo-policy/*"),
        person("protect", "ospo-policy-*"), person("protect", "publication/*"), run(A),
        expect(requests=0, branch=False), needs="protect"),
    row("protections that are told beforehand cost nothing", person("protect", "ospo-policy/*"),
        person("protect", "ospo-policy-*"), person("protect", "publication/*"), run(A),
        expect(action="skip", requests=0, writes=0), needs="protect told_protections"),
    row("a protection that we are not told of: another name", person("protect_unseen", "ospo-policy/*"), run(A, token="developer"),
        expect(requests=1, files=A, other_branch=True), needs="protect"),
    row("an issue is opened", run(None, issue="Choose a licence."), expect(issues=1, issue_state="open", requests=0)),
    row("an issue, twice", run(None, issue="Choose."), run(None, issue="Choose."), expect(issues=1, writes=0)),
    row("an issue is brought up to date", run(None, issue="Choose."), run(None, issue="Choose now."),
        expect(issues=1, issue_text="Choose now.", issue_state="open")),
    row("an issue is closed when it is no longer needed", run(None, issue="Choose."), run(None),
        expect(issues=1, issue_state="closed", issue_said="closing")),
    row("an issue closed by us, then nothing", run(None, issue="Choose."), run(None), run(None), expect(writes=0, issues=1)),
    row("an issue that people closed is not opened again", run(None, issue="Choose."), person("close_issue"), run(None, issue="Choose."),
        expect(issues=1, issue_state="closed", writes=0)),
    row("an issue that people edited is theirs", run(None, issue="Choose."), person("edit_issue", "Chosen?"), run(None, issue="Choose now."),
        expect(issues=1, issue_text="Chosen?", writes=0)),
    row("a request and an issue side by side", run(A, issue="Choose."), expect(requests=1, issues=1, files=A)),
    row("a request and an issue, twice", run(A, issue="Choose."), run(A, issue="Choose."), expect(requests=1, issues=1, writes=0)),
    row("a confidential issue", run(None, issue="A key.", confidential=True), expect(issues=1, confidential=True), needs="confidential"),
    row("a setting is changed", run(None, settings={"description": "A good thing"}), expect(setting=("description", "A good thing")),
        needs="settings"),
    row("a setting, twice", run(None, settings={"description": "A thing"}), run(None, settings={"description": "A thing"}),
        expect(writes=0), needs="settings"),
)  # fmt: skip
