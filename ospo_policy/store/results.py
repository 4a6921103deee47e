# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was found of repositories, as rows and back.

The texts of a rule are stored once for all repositories, and all that was found of a repository
once for all audits in which it did not change: both are known by the digest of what they say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, Table, select

from ospo_policy.model.location import Location
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Finding, GroupResult, RepositoryReport, ScoreResult, Status
from ospo_policy.store.codec import CodecError, digest, dumps, loads
from ospo_policy.store.database import chunks, insert_new
from ospo_policy.store.tables import definitions, findings, results, scores

_Said: TypeAlias = dict[int, tuple[Row[Any], Any]]
"""Definitions as read, with their texts, by id."""

_MOST = 20_000
"""Definitions that are remembered: far more than the rules of all policies of an organisation."""


class Results:
    """Writes and reads results. Texts that were met before are neither written nor read again."""

    def __init__(self) -> None:
        self._written: dict[tuple[object, ...], tuple[dict[str, Any], object]] = {}
        """Rows of definitions by the identity of their texts, which are kept so that it stays theirs."""
        self._read: _Said = {}

    def keep(self, connection: Connection, report: RepositoryReport) -> int:
        """The id of the result of a repository, which is stored unless it is there."""
        said = [self._rule(finding) for finding in report.findings]
        counted = [self._score(score) for score in report.scores]
        found = [_finding_row(finding) for finding in report.findings]
        reached = [{"statuses": ",".join(group.status.value for group in score.groups)} for score in report.scores]
        key = digest(
            report.profile,
            *(text for row, rule in zip(found, said, strict=True) for text in (rule["digest"], *_told(row))),
            "scores",
            *(text for row, score in zip(reached, counted, strict=True) for text in (score["digest"], *row.values())),
        )
        this = select(results.c.id).where(results.c.digest == key)
        known = connection.execute(this).scalar()
        if known is not None:
            return int(known)
        insert_new(connection, results, [{"digest": key, "profile": report.profile}])
        result = int(connection.execute(this).scalar_one())
        ids = _ids(connection, [*said, *counted])
        _insert_rows(connection, findings, result, found, [ids[rule["digest"]] for rule in said])
        _insert_rows(connection, scores, result, reached, [ids[score["digest"]] for score in counted])
        return result

    def load(self, connection: Connection, rows: Sequence[Any]) -> list[RepositoryReport]:
        """The reports for rows with `name`, `commit` and `result`, in their order. Raises `CodecError`."""
        ids = list({row.result for row in rows})
        profiles: dict[int, str] = {}
        of: dict[str, dict[int, list[Any]]] = {"findings": defaultdict(list), "scores": defaultdict(list)}
        for some in chunks(ids):
            for row in connection.execute(select(results).where(results.c.id.in_(some))):
                profiles[row.id] = row.profile
            for table in (findings, scores):
                wanted = select(table).where(table.c.result.in_(some)).order_by(table.c.result, table.c.position)
                for row in connection.execute(wanted):
                    of[table.name][row.result].append(row)
        said = self._definitions(connection, {row.definition for rows in of.values() for row in _flat(rows)})
        try:
            return [
                RepositoryReport(
                    id=row.name,
                    commit=row.commit,
                    profile=profiles[row.result],
                    findings=tuple(_finding(one, said) for one in of["findings"][row.result]),
                    scores=tuple(_score(one, said) for one in of["scores"][row.result]),
                )
                for row in rows
            ]
        except (KeyError, TypeError, ValueError) as error:  # CodecError is a ValueError
            raise CodecError(type(error).__name__) from None

    def _rule(self, finding: Finding) -> dict[str, Any]:
        """The row of what the policy says in a finding."""
        texts = (finding.title, finding.why, finding.how, finding.references, finding.controls, finding.fix)
        key = (finding.rule, finding.pack, finding.level, finding.upcoming, *map(id, texts))
        # What is rare stands at the end, where it is, so that what was stored before is found again.
        body = texts if finding.upcoming is None else (*texts, finding.upcoming)
        return self._definition(key, texts, body, finding.rule, finding.pack, finding.level.value)

    def _score(self, score: ScoreResult) -> dict[str, Any]:
        """The row of what the policy says of a score."""
        titles = tuple(group.title for group in score.groups)
        key = (score.id, score.is_levels, id(score.title), *map(id, titles))
        texts = (score.title, score.is_levels, titles)
        return self._definition(key, texts, texts, score.id, None, None)

    def _definition(
        self, key: tuple[object, ...], texts: object, said: object, name: str, pack: str | None, level: str | None
    ) -> dict[str, Any]:
        known = self._written.get(key)
        if known is None:
            body = dumps(said)
            row = {"digest": digest(name, pack, level, body), "name": name, "pack": pack, "level": level, "body": body}
            if len(self._written) >= _MOST:
                self._written.clear()
            known = self._written[key] = (row, texts)
        return known[0]

    def _definitions(self, connection: Connection, ids: set[int]) -> _Said:
        if len(self._read) >= _MOST:
            self._read.clear()
        known = {one: found for one in ids if (found := self._read.get(one)) is not None}
        for some in chunks(ids - known.keys()):
            for row in connection.execute(select(definitions).where(definitions.c.id.in_(some))):
                known[row.id] = self._read[row.id] = (row, loads(row.body))
        return known


_NO_LOCATIONS: tuple[Location, ...] = ()
_NOWHERE = dumps(_NO_LOCATIONS)


def _finding(row: Row[Any], known: _Said) -> Finding:
    said, (title, why, how, references, controls, fix, *upcoming) = known[row.definition]
    return Finding(
        rule=said.name,
        pack=said.pack,
        level=Level(said.level),
        status=Status(row.status),
        message=loads(row.message),
        title=title,
        locations=_NO_LOCATIONS if row.locations == _NOWHERE else loads(row.locations),
        evidence={} if row.evidence == "{}" else loads(row.evidence),
        why=why,
        how=how,
        references=references,
        controls=controls,
        fix=fix,
        via=row.via,
        waiver=None if row.waiver is None else loads(row.waiver),
        upcoming=upcoming[0] if upcoming else None,
        known_since=row.known_since,
    )


def _score(row: Row[Any], known: _Said) -> ScoreResult:
    said, (title, is_levels, titles) = known[row.definition]
    statuses = [Status(word) for word in row.statuses.split(",") if word]
    groups = tuple(GroupResult(text, status) for text, status in zip(titles, statuses, strict=True))
    return ScoreResult(said.name, title, is_levels, groups)


def _finding_row(finding: Finding) -> dict[str, str | None]:
    return {
        "status": finding.status.value,
        "message": dumps(finding.message),
        "locations": dumps(finding.locations),
        "evidence": dumps(finding.evidence),
        "via": finding.via,
        "waiver": None if finding.waiver is None else dumps(finding.waiver),
        "known_since": finding.known_since,
    }


def _told(row: dict[str, str | None]) -> list[str | None]:
    """What a row says, as it was digested before there were baselines where it knows of none."""
    return [text for name, text in row.items() if name != "known_since" or text is not None]


def _ids(connection: Connection, rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """The ids of definitions by their digests; those that are new are inserted."""
    by_digest = {row["digest"]: row for row in rows}
    ids: dict[str, int] = {}
    for _ in range(2):
        for some in chunks(by_digest.keys() - ids.keys()):
            wanted = select(definitions.c.digest, definitions.c.id).where(definitions.c.digest.in_(some))
            ids |= {row.digest: row.id for row in connection.execute(wanted)}
        new = [by_digest[key] for key in sorted(by_digest.keys() - ids.keys())]
        if not new:
            break
        insert_new(connection, definitions, new)
    return ids


def _insert_rows(
    connection: Connection, table: Table, result: int, rows: Sequence[dict[str, Any]], ids: Sequence[int]
) -> None:
    insert_new(
        connection,
        table,
        [
            {"result": result, "position": position, "definition": definition, **row}
            for position, (row, definition) in enumerate(zip(rows, ids, strict=True))
        ],
    )


def _flat(groups: dict[int, list[Any]]) -> list[Any]:
    return [row for rows in groups.values() for row in rows]
