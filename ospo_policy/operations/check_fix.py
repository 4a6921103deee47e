# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`check --fix`: the repairs of a plan, made in a checkout. What only the forge or people can do is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ospo_policy.engine.repair import Repaired, Terms, repairs_of
from ospo_policy.forges.local.work_files import WorkFiles
from ospo_policy.messages import LANGUAGES
from ospo_policy.model.change import FileChange, Gap, Repair, final_files
from ospo_policy.model.errors import UsageError
from ospo_policy.model.facts import Repository
from ospo_policy.model.fixed import Fixed, Left
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.organisation import Remediation
from ospo_policy.model.policy import Safety
from ospo_policy.operations.check import Prepared, Request, examined, prepare
from ospo_policy.operations.fixing import FIXER, Templates, context_for, fix_needs, readme_language
from ospo_policy.operations.templates import forge_of
from ospo_policy.parsers.exact_text import Form, form_of_bytes
from ospo_policy.ports.fix import FixContext


def fix(request: Request, language: str, *, unsafe: bool, write: bool) -> Fixed:
    """Work out the repairs of a checkout, and make them if asked to. `language` is the reader's, for a repository without one.

    Raises `OspoPolicyError`; what could not be written is among what was left.
    """
    # Whether another rule would get worse is asked of all rules, also where some are left out.
    prepared = prepare(request._replace(only=(), skip=()))
    repository = prepared.repository
    if not repository.has_files:
        hint = "fixing.no-files-at-a-commit" if request.revision is not None else "fixing.no-files-when-bare"
        raise UsageError(Message("fixing.no-files"), Message(hint))
    asked = {rule.id for rule in prepare(request).policy.rules} if request.only or request.skip else None
    files = WorkFiles(repository.folder, has_git=repository.has_git)
    work = _Work(prepared, request, files, language)
    found = work.out(frozenset(rule.id for rule in prepared.policy.rules if asked is not None and rule.id not in asked))
    fixed = work.chosen(found, unsafe=unsafe)
    return _written(fixed, files) if write else fixed


class _Work:
    """A checkout, as it was before anything was changed."""

    def __init__(self, prepared: Prepared, request: Request, files: WorkFiles, language: str) -> None:
        more = fix_needs(prepared.policy) | Needs(fields=frozenset({"url"}))
        looked = examined(prepared, request.now, more)
        self.policy, self.facts, self.report = prepared.policy, looked.facts, looked.report
        self.files = files
        self.context = _context(prepared, self.facts, language)
        self.kept_out: frozenset[str] = frozenset()

    def out(self, kept_out: frozenset[str]) -> Repaired:
        """The repairs, but for those of some rules."""
        self.kept_out = kept_out
        terms = Terms(self.context, refused=kept_out)
        return repairs_of(self.policy, self.facts, self.report, FIXER, self._form, terms)

    def chosen(self, found: Repaired, *, unsafe: bool) -> Fixed:
        """The repairs that can be made. Where some are taken out, the rest is worked out anew: it may have stood on them."""
        waiting: list[Repair] = []
        left: list[Left] = []
        while True:
            blocked = self.files.blocked(final_files(found.repairs).values())
            out: set[str] = set()
            for one in found.repairs:
                why = next((blocked[change.path] for change in one.files if change.path in blocked), None)
                if one.files and one.safety is Safety.REVIEW and not unsafe:
                    waiting.append(one)
                elif why is not None:
                    left.append(Left(one, why))
                else:
                    continue
                out.add(one.rule)
            if not out:
                break
            found = self.out(self.kept_out | out)
        files = final_files(found.repairs)
        return Fixed(
            found.repairs, files, _gaps(found.repairs, files), tuple(waiting), tuple(left), found.unrepaired
        )  # fmt: skip

    def _form(self, path: str, text: str) -> Form | None:
        data = self.files.data(path)
        if data is None:
            return Form()  # a file that an earlier repair made
        form = form_of_bytes(data)
        return form if form is not None and form.exact(text).encode("utf-8", "surrogatepass") == data else None


def _context(prepared: Prepared, facts: Repository, language: str) -> FixContext:
    """What fixes know beside the repository: its language by its README, else the organisation's, else the reader's."""
    organisation = prepared.organisation
    remediation = organisation.document.remediation if organisation is not None else Remediation()
    info = organisation.document.organisation if organisation is not None else None
    locale = (info.locale if info is not None else None) or (language if language in LANGUAGES else LANGUAGES[0])
    spoken = readme_language(facts) or locale
    return context_for(forge_of(facts), spoken, info, remediation, Templates.of(organisation, remediation))


def _gaps(repairs: Iterable[Repair], files: Mapping[str, FileChange]) -> tuple[Gap, ...]:
    """The gaps where they are in the end: repairs that came later may have moved those of earlier ones."""
    found: list[Gap] = []
    taken: set[tuple[str, int]] = set()
    for gap in (gap for one in repairs for gap in one.gaps):
        lines = ((files[gap.path].after or "") if gap.path in files else "").split("\n")
        places = (number for number, line in enumerate(lines, 1) if gap.what in line)
        line = next((number for number in places if (gap.path, number) not in taken), gap.line)
        taken.add((gap.path, line))
        found.append(gap._replace(line=line))
    return tuple(sorted(found, key=lambda gap: (gap.path, gap.line)))


def _written(fixed: Fixed, files: WorkFiles) -> Fixed:
    """Every change made, new texts before old ones go; what could not be is among what was left."""
    done: dict[str, FileChange] = {}
    failed: dict[str, Message] = {}
    for path, change in sorted(fixed.files.items(), key=lambda item: (item[1].after is None, item[0])):
        if failed and change.after is None:
            failed[path] = message("fixing.not-removed", path=path)
            continue
        try:
            files.write(change)
        except OSError as error:
            failed[path] = message("fixing.unwritable", path=path, reason=error.strerror or str(error))
        else:
            done[path] = change
    if not failed:
        return fixed._replace(is_written=True)
    broken = [(one, next((failed[c.path] for c in one.files if c.path in failed), None)) for one in fixed.repairs]
    left = (*fixed.left, *(Left(one, why) for one, why in broken if why is not None))
    kept = tuple(one for one, why in broken if why is None)
    gaps = tuple(gap for gap in fixed.gaps if gap.path in done)
    files_done = {path: done[path] for path in sorted(done)}
    return fixed._replace(repairs=kept, files=files_done, gaps=gaps, left=left, is_written=True)
