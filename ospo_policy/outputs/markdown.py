# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Markdown for people: a page of one repository, or of an organisation with the overview on top and the rest folded up.

It is written for GitHub, GitLab and Forgejo, which all fold `<details>`. Whatever comes from a repository, a policy or a
forge is words in it (`markup.py`). Every status is shown; what is met or does not apply only of a single repository.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ospo_policy.messages import Catalogue
from ospo_policy.model.report import LeftOut, Report, RepositoryReport, Unread
from ospo_policy.outputs import view
from ospo_policy.outputs.common import is_single, name_of, verdict
from ospo_policy.outputs.counts import Counts, counts_of
from ospo_policy.outputs.markup import advice, code, link, words

if TYPE_CHECKING:
    from ospo_policy.outputs import Style

MAX_LINES = 1_000
"""Repositories in the table of an organisation; a page of more is shown by no forge."""
MAX_DETAILS = 200
"""Repositories that are told one by one, those with most to do."""


def pieces(report: Report, catalogue: Catalogue, _style: Style) -> Iterator[str]:
    """The page, block by block, ended by a line feed. No block leaves anything open."""
    yield f"# {words(view.heading(report, catalogue))}\n\n{words(view.with_what(report, catalogue))}\n"
    if is_single(report):
        for repository in report.repositories:
            yield from _repository(repository, catalogue)
    else:
        yield from _organisation(report, catalogue)
    if is_single(report):
        yield from (f"\n> {words(catalogue.text(notice))}\n" for notice in report.notices)
    elif report.notices:
        listed = "".join(f"- {words(catalogue.text(notice))}\n" for notice in report.notices)
        yield f"\n## {words(catalogue('html.notices'))}\n\n{listed}"


def _repository(repository: RepositoryReport, say: Catalogue) -> Iterator[str]:
    """One repository: its tally, then every finding."""
    if repository.commit or repository.profile:
        yield "\n" + " · ".join(_facts(repository, say)) + "\n"
    counts = Counts()
    counts.add(repository)
    yield _table([(words(title), number) for _, title, number in view.tally(counts.lines[0], counts.lines, say)])
    if repository.scores:
        yield "\n" + "".join(f"- {words(say.text(score.summary()))}\n" for score in repository.scores)
    found = view.sections(repository, say)
    well = verdict(repository.findings)
    if well is not None:
        yield f"\n{words(say(well))}\n"
    for section in found:
        if section.id in view.FOLDED:
            yield _folded(words(section.heading), _brief(section))
        elif section.id in view.WANTED:
            yield f"\n## {words(section.heading)}\n"
            yield from (_finding(one, section.mark, say) for one in section.findings)
        else:
            yield f"\n## {words(section.heading)}\n\n{_brief(section)}"


def _facts(repository: RepositoryReport, say: Catalogue) -> Iterator[str]:
    if repository.commit:
        yield words(say("format.commit")) + " " + code(say.shown(repository.commit[:10]))
    if repository.profile:
        yield words(say("format.profile")) + " " + code(say.shown(repository.profile))


def _table(columns: list[tuple[str, int]]) -> str:
    heads, numbers = (" | ".join(str(column[at]) for column in columns) for at in (0, 1))
    return f"\n| {heads} |\n|{' ---: |' * len(columns)}\n| {numbers} |\n"


def _finding(one: view.Shown, mark: str, say: Catalogue) -> str:
    """A finding that wants something done, told whole."""
    out = [f"### {f'{mark} ' if mark else ''}{words(one.title)} {code(one.rule)}", words(one.message)]
    places = [f"- {code(place)}" for place in one.places] + ([f"- {words(one.more)}"] if one.more else [])
    out += ["\n".join(places)] if places else []
    out += [words(one.later)] if one.later else []
    out += [f"**{words(say('report.why'))}** {advice(one.why)}"] if one.why else []
    out += [f"**{words(say('report.how'))}** {advice(one.how)}"] if one.how else []
    out += [f"{words(say('report.source'))} {link(source.title, source.url)}" for source in one.sources]
    return "\n" + "\n\n".join(out) + "\n"


def _brief(section: view.Section) -> str:
    """Findings in a line each."""
    return "".join(_line(one, section.mark) for one in section.findings)


def _line(one: view.Shown, mark: str) -> str:
    beside = [words(text) for text in one.beside]
    more = f" ({'; '.join(beside)})" if beside else ""
    return f"- {mark} {words(one.title)} {code(one.rule)}{more}: {words(one.message)}{f' {words(one.later)}' if one.later else ''}\n"


def _folded(summary: str, body: str) -> str:
    return f"\n<details>\n<summary>{summary}</summary>\n\n{body}\n</details>\n"


def _organisation(report: Report, say: Catalogue) -> Iterator[str]:
    """Several repositories: what they lack, each in a line, then those with most to do one by one, then the rules."""
    counts = counts_of(report)
    good = sum(line.is_good for line in counts.lines)
    must = sum(bool(line.failed[0]) for line in counts.lines)
    yield f"\n{words(say('audit.sum', good=good, count=len(counts.lines), must=must))}\n"
    yield from _rules(counts, say)
    yield from _scores(counts, say)
    yield from _lines(counts, say)
    yield from _not_read(report.unread, "audit.unread", say)
    yield from _not_read(report.left_out, "audit.left-out", say)
    yield from _details(report, counts, say)
    yield from _about_rules(counts, say)


def _rules(counts: Counts, say: Catalogue) -> Iterator[str]:
    if not counts.rules:
        return
    heads = (say(f"format.column.{name}") for name in ("level", "rule", "failed", "unknown"))
    out = [f"\n## {words(say('audit.by-rule'))}\n", _row(words(head) for head in heads), "| --- | --- | ---: | ---: |"]
    for one in counts.rules:
        title = f"{words(say.local(one.rule.title))} {code(say.shown(one.rule.rule))}"
        failed = words(say("audit.of", failed=one.failed, count=one.judged)) if one.judged else ""
        out.append(_row((words(say(f"format.level.{one.rule.level.value}")), title, failed, str(one.unknown))))
    yield "\n".join(out) + "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _scores(counts: Counts, say: Catalogue) -> Iterator[str]:
    found = list(view.scores(counts.scores, say))
    if found:
        yield f"\n## {words(say('score.heading'))}\n"
    for title, levels, average in found:
        if average:
            yield f"\n**{words(title)}**: {words(average)}\n"
        else:
            yield f"\n**{words(title)}**\n{_table([(words(name), number) for name, number in levels])}"


def _lines(counts: Counts, say: Catalogue) -> Iterator[str]:
    lines = counts.lines
    if not lines:
        yield f"\n{words(say('audit.none'))}\n"
        return
    heads = [say("format.column.repository"), *(title for _, title, _ in view.tally(lines[0], lines, say))]
    out = [
        f"\n## {words(say('audit.by-repository'))}\n",
        _row(map(words, heads)),
        "| --- |" + " ---: |" * (len(heads) - 1),
    ]
    among = [one for one in lines if one.early or one.known]
    for line in lines[:MAX_LINES]:
        numbers = (str(number) for _, _, number in view.tally(line, among, say))
        out.append(_row((code(say.shown(name_of(line.id))), *numbers)))
    yield "\n".join(out) + "\n"
    if len(lines) > MAX_LINES:
        yield f"\n{words(say('audit.beyond-json', count=len(lines) - MAX_LINES))}\n"


def _not_read(some: Sequence[Unread | LeftOut], key: str, say: Catalogue) -> Iterator[str]:
    if not some:
        return
    listed = [f"- {code(say.shown(name_of(one.id)))}: {words(say.text(one.reason))}\n" for one in some[:MAX_LINES]]
    if len(some) > MAX_LINES:
        listed.append(f"- {words(say('audit.beyond-json', count=len(some) - MAX_LINES))}\n")
    yield f"\n## {words(say(key, count=len(some)))}\n\n{''.join(listed)}"


def _details(report: Report, counts: Counts, say: Catalogue) -> Iterator[str]:
    """The repositories with most to do, one by one, in the order of the report."""
    chosen = {line.id for line in counts.lines[:MAX_DETAILS] if line.wants_reading}
    if not chosen:
        return
    yield f"\n## {words(say('format.details'))}\n"
    for repository in report.repositories:
        if repository.id in chosen:
            found = [section for section in view.sections(repository, say) if section.id in view.OPEN_SECTIONS]
            body = "\n".join(f"**{words(section.heading)}**\n\n{_brief(section)}" for section in found)
            yield _folded(words(name_of(say.shown(repository.id))), body)
    if len(counts.lines) > MAX_DETAILS:
        yield f"\n{words(say('format.details-beyond', count=MAX_DETAILS))}\n"


def _about_rules(counts: Counts, say: Catalogue) -> Iterator[str]:
    """Each rule that somebody does not meet: why, what to do, where from; once for all repositories."""
    if counts.rules:
        yield f"\n## {words(say('format.rules'))}\n"
    for one in counts.rules:
        counted = " ".join(view.about_rule(one, say))
        yield _finding(view.shown(one.rule, say)._replace(message=counted, places=(), more="", later=""), "", say)
