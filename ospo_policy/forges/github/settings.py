# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What only GitHub's REST API tells, asked for where a rule wants it: a request an owner, a page or a repository.

Source: github/rest-api-description, api.github.com: `GET /orgs/{org}` (`default_repository_permission`, owners only),
`GET /orgs/{org}/repos` (`security_and_analysis`, administrators only), and of a repository
`/private-vulnerability-reporting`, `/security-advisories`, `/actions/permissions/workflow` (administrators only).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ospo_policy.forges.github.refusals import PartUnavailableError
from ospo_policy.forges.github.told import refused
from ospo_policy.forges.github.transport import Transport
from ospo_policy.model.facts import Fact, Known
from ospo_policy.model.needs import Needs

MAX_PAGES = 500
_ANALYSIS = {"secret_scanning": "secret_scanning", "push_protection": "secret_scanning_push_protection"}


class Settings:
    """The settings of one owner and its repositories."""

    def __init__(self, transport: Transport, owner: str, needs: Needs) -> None:
        self._transport, self._owner, self._wanted = transport, owner, needs.fields
        self._analysed: Mapping[str, Any] | None = None

    def of_owner(self, known: Mapping[str, Fact[object]]) -> dict[str, Fact[object]]:
        """What is wanted of the owner beyond what is known."""
        name = "org.default_permission"
        if name not in self._wanted or known.get("org.is_organisation") != Known(True):
            return {}
        told = self._get(f"/orgs/{self._owner}")
        right = told.get("default_repository_permission") if isinstance(told, dict) else None
        return {name: Known(right) if isinstance(right, str) else refused(name)}

    def of_repository(self, node: Mapping[str, Any]) -> dict[str, Fact[object]]:
        """What is wanted of a repository, as the listing tells of it; what is for administrators only of theirs."""
        values = {"private_vulnerability_reporting": self._reporting, "security_advisories": self._advisories}
        if node.get("viewerCanAdminister"):
            values |= {"workflow_permissions": self._workflows}
            values |= {name: self._analysis(key) for name, key in _ANALYSIS.items()}
        found = {name: read(node) for name, read in values.items() if name in self._wanted}
        return {name: refused(name) if value is None else Known(value) for name, value in found.items()}

    def _reporting(self, node: Mapping[str, Any]) -> object:
        return _at(self._of(node, "private-vulnerability-reporting"), "enabled", bool)

    def _advisories(self, node: Mapping[str, Any]) -> object:
        """How many are published; a hundred means that many or more."""
        told = self._of(node, "security-advisories?state=published&per_page=100")
        return len(told) if isinstance(told, list) else None

    def _workflows(self, node: Mapping[str, Any]) -> object:
        return _at(self._of(node, "actions/permissions/workflow"), "default_workflow_permissions", str)

    def _analysis(self, key: str) -> Any:
        """A reader of a setting that the listing of REST tells of all repositories, a hundred a request."""

        def read(node: Mapping[str, Any]) -> object:
            told = node["security_and_analysis"] if "security_and_analysis" in node else self._of_all(node)
            status = _at(_at(told, key, dict), "status", str)
            return None if status is None else status == "enabled"

        return read

    def _of_all(self, node: Mapping[str, Any]) -> Any:
        """What the listing tells of a repository, asked for once."""
        if self._analysed is None:
            kind = "orgs" if node["owner"].get("__typename") == "Organization" else "users"
            self._analysed = dict(self._listed(kind))
        return self._analysed.get(str(node["id"]))

    def _listed(self, kind: str) -> Iterator[tuple[str, Any]]:
        for page in range(1, MAX_PAGES + 1):
            told = self._get(f"/{kind}/{self._owner}/repos?per_page=100&page={page}")
            if not isinstance(told, list) or not told:
                return
            yield from ((str(_at(one, "node_id", str)), _at(one, "security_and_analysis", dict)) for one in told)
            if len(told) < 100:
                return

    def _of(self, node: Mapping[str, Any], what: str) -> Any:
        return self._get(f"/repos/{node['nameWithOwner']}/{what}")

    def _get(self, path: str) -> Any:
        try:
            status, told = self._transport.rest(path)
        except PartUnavailableError:
            return None
        return told if status == 200 else None


def _at(value: object, key: str, kind: type) -> Any:
    """A value of an answer, if it is there and of its kind."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, kind) else None
