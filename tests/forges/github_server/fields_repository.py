# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fields of a repository that follow from others: names, visibility, community files, rights, references, rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.forges.github_server import protections
from tests.forges.github_server.fields_git import revision
from tests.forges.github_server.git_graph import ahead
from tests.forges.github_server.git_objects import person
from tests.forges.github_server.limits import refusal
from tests.forges.github_server.nodes import Context, ObjectNode, RefNode, make_id
from tests.forges.github_server.paging import Edge
from tests.forges.github_server.world import RIGHTS, Repo

Function = Callable[[Any, Context, Mapping[str, Any]], Any]
PLACES = (".github/", "", "docs/")


def visibility(repo: Repo) -> str:
    """PUBLIC, PRIVATE or INTERNAL."""
    return str(repo.fields.get("visibility") or ("PRIVATE" if repo.fields["isPrivate"] else "PUBLIC"))


def community_file(repo: Repo, name: str) -> str | None:
    """Where GitHub finds a community file of this repository, or of its owner's `.github`."""
    defaults = repo.owner.repositories.get(".github")
    for place in (repo, defaults):
        if place is None or place.head is None or (place is defaults and place.fields["isPrivate"]):
            continue
        tree = place.store.peel(place.head, "tree")
        for folder in PLACES:
            if tree and place.store.at(tree, (folder + name).encode()):
                return f"{place.full_name}/blob/{place.branch}/{folder}{name}"
    return None


def permission(repo: Repo, context: Context) -> str | None:
    """The viewer's right, in GitHub's word; an App has none of its own."""
    if context.token and context.token.kind == "installation":
        return None
    return RIGHTS[min(context.world.right(context.token, repo), RIGHTS.index("admin"))].upper()


def git_object(repo: Repo, context: Context, arguments: Mapping[str, Any]) -> ObjectNode | None:
    """An object by its id, or by an expression such as `HEAD:docs`."""
    if context.objects is not None:
        context.objects -= 1
        if context.objects < 0:
            raise refusal("RESOURCE_LIMITS_EXCEEDED", "Resource limits for this query exceeded.")
    oid = arguments.get("oid") or revision(repo, arguments.get("expression") or "")
    found = repo.store.get(oid) if oid else None
    return ObjectNode(repo, found) if found and found.oid in repo.oids else None


def refs(repo: Repo, _context: Context, arguments: Mapping[str, Any]) -> list[RefNode]:
    """Branches or tags, by name."""
    prefix = arguments["refPrefix"]
    return [RefNode(repo, name, oid) for name, oid in sorted(repo.refs.items()) if name.startswith(prefix)]


def ref(repo: Repo, _context: Context, arguments: Mapping[str, Any]) -> RefNode | None:
    """A reference by its full or short name."""
    given = arguments["qualifiedName"]
    for name in (given, f"refs/{given}", f"refs/heads/{given}", f"refs/tags/{given}"):
        if name in repo.refs:
            return RefNode(repo, name, repo.refs[name])
    return None


def default_branch(repo: Repo, _context: Context, _arguments: Mapping[str, Any]) -> RefNode | None:
    return RefNode(repo, f"refs/heads/{repo.branch}", repo.head) if repo.head else None


def ref_date(node: RefNode, _context: Context, _arguments: Mapping[str, Any]) -> int:
    """What TAG_COMMIT_DATE orders by."""
    commit = node.repo.store.peel(node.oid, "commit")
    return person(node.repo.store[commit], "committer")[2] if commit else 0


def on_default(name: str) -> Function:
    """What is set on the repository and seen on its default branch."""

    def function(node: RefNode, _context: Context, _arguments: Mapping[str, Any]) -> Any:
        is_default = node.full == f"refs/heads/{node.repo.branch}"
        return node.repo.fields.get(name) if is_default else None

    return function


def rules(node: RefNode, context: Context, arguments: Mapping[str, Any]) -> list[Any]:
    """The effective rules: `rules` of the repository are those of its default branch, rulesets go by pattern."""
    given = on_default("rules")(node, context, arguments) or []
    return [*given, *protections.rules_of(node.repo, node.full.removeprefix("refs/heads/"))]


def update_rule(node: RefNode, context: Context, arguments: Mapping[str, Any]) -> Any:
    """What everybody is told of the classic rule."""
    given = on_default("refUpdateRule")(node, context, arguments)
    name = node.full.removeprefix("refs/heads/")
    return given or protections.update_rule(context.world, context.token, node.repo, name)


def compared(node: RefNode, context: Context, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
    """This branch as the base of another, which `owner:branch` may name in a fork."""
    owner, _, branch = arguments["headRef"].rpartition(":")
    repo = node.repo
    if owner and owner.lower() != repo.owner.login.lower():
        mine = context.world.owners.get(owner.lower())
        forks = mine.repositories.values() if mine else ()
        repo = next((one for one in forks if one.fields.get("parent") == node.repo.full_name), None)  # type: ignore[assignment]
    head = repo.refs.get(f"refs/heads/{branch}") if repo else None
    if head is None:
        return None
    store = node.repo.store
    commits = [ObjectNode(repo, store[oid]) for oid in ahead(store, node.oid, head)]
    return {"aheadBy": len(commits), "behindBy": len(ahead(store, head, node.oid)), "commits": commits}


def forks(repo: Repo, context: Context, arguments: Mapping[str, Any]) -> list[Repo]:
    """Those that the viewer may see; with the affiliation OWNER, the viewer's own."""
    found = [one for one in context.world.by_number.values() if one.fields.get("parent") == repo.full_name]
    if "OWNER" in (arguments.get("affiliations") or ()):
        found = [one for one in found if context.token and one.owner.login.lower() == context.token.login.lower()]
    return [one for one in found if context.world.right(context.token, one) > 0]


def releases(repo: Repo) -> list[dict[str, Any]]:
    """Releases as they were given, with what follows from them."""
    given = [{**some, "tag": ref(repo, None, {"qualifiedName": f"refs/tags/{some['tagName']}"})} for some in  # type: ignore[arg-type]
             repo.fields.get("releases", ())]  # fmt: skip
    return sorted(given, key=lambda some: str(some.get("publishedAt") or ""), reverse=True)


def latest_release(repo: Repo, _context: Context, _arguments: Mapping[str, Any]) -> dict[str, Any] | None:
    return next((some for some in releases(repo) if not some.get("isDraft") and not some.get("isPrerelease")), None)


def by_key(field: str, key: str, argument: str) -> Function:
    """One of a list, by a key."""

    def function(repo: Repo, _context: Context, arguments: Mapping[str, Any]) -> Any:
        return next((some for some in repo.fields.get(field, ()) if some.get(key) == arguments[argument]), None)

    return function


def languages(repo: Repo, _context: Context, _arguments: Mapping[str, Any]) -> list[Edge]:
    """`languages` maps a name to bytes."""
    return [Edge({"name": name}, {"size": size}) for name, size in repo.fields.get("languages", {}).items()]


def primary_language(repo: Repo, _context: Context, _arguments: Mapping[str, Any]) -> dict[str, str] | None:
    sizes = repo.fields.get("languages", {})
    return {"name": max(sizes, key=sizes.__getitem__)} if sizes else None


def other(name: str) -> Function:
    """Another repository, by its name; null where the viewer may not see it."""

    def function(repo: Repo, context: Context, _arguments: Mapping[str, Any]) -> Repo | None:
        found = context.world.find(repo.fields.get(name) or "/")
        return found if found and context.world.right(context.token, found) > 0 else None

    return function


def contributing(repo: Repo, context: Context, _arguments: Mapping[str, Any]) -> dict[str, str] | None:
    place = community_file(repo, "CONTRIBUTING.md")
    return {"url": f"{context.base}/{place}", "body": ""} if place else None


def conduct(repo: Repo, context: Context, _arguments: Mapping[str, Any]) -> dict[str, str] | None:
    if "codeOfConduct" in repo.fields:
        return repo.fields["codeOfConduct"]  # type: ignore[no-any-return]
    place = community_file(repo, "CODE_OF_CONDUCT.md")
    return {"key": "other", "name": "Other", "url": f"{context.base}/{place}"} if place else None


FIELDS: dict[tuple[str, str], Function] = {
    ("Repository", "id"): lambda repo, _c, _a: make_id("Repository", repo.number),
    ("Repository", "databaseId"): lambda repo, _c, _a: repo.number,
    ("Repository", "name"): lambda repo, _c, _a: repo.name,
    ("Repository", "nameWithOwner"): lambda repo, _c, _a: repo.full_name,
    ("Repository", "owner"): lambda repo, _c, _a: repo.owner,
    ("Repository", "url"): lambda repo, c, _a: f"{c.base}/{repo.full_name}",
    ("Repository", "visibility"): lambda repo, _c, _a: visibility(repo),
    ("Repository", "isEmpty"): lambda repo, _c, _a: not repo.refs,
    ("Repository", "viewerPermission"): lambda repo, c, _a: permission(repo, c),
    ("Repository", "viewerCanAdminister"): lambda repo, c, _a: c.world.right(c.token, repo) >= RIGHTS.index("admin"),
    ("Repository", "forks"): forks,
    ("Repository", "isSecurityPolicyEnabled"): lambda repo, _c, _a: community_file(repo, "SECURITY.md") is not None,
    ("Repository", "securityPolicyUrl"): lambda repo, c, _a: (
        f"{c.base}/{repo.full_name}/security/policy" if community_file(repo, "SECURITY.md") else None
    ),
    ("Repository", "contributingGuidelines"): contributing,
    ("Repository", "codeOfConduct"): conduct,
    ("Repository", "repositoryTopics"): lambda repo, _c, _a: [
        {"topic": {"name": name}} for name in repo.fields.get("topics", ())
    ],
    ("Repository", "languages"): languages,
    ("Repository", "primaryLanguage"): primary_language,
    ("Repository", "parent"): other("parent"),
    ("Repository", "templateRepository"): other("templateRepository"),
    ("Repository", "object"): git_object,
    ("Repository", "refs"): refs,
    ("Repository", "ref"): ref,
    ("Repository", "defaultBranchRef"): default_branch,
    ("Repository", "releases"): lambda repo, _c, _a: releases(repo),
    ("Repository", "latestRelease"): latest_release,
    ("Repository", "release"): by_key("releases", "tagName", "tagName"),
    ("Repository", "ruleset"): by_key("rulesets", "databaseId", "databaseId"),
    ("Repository", "issue"): by_key("issues", "number", "number"),
    ("Repository", "pullRequest"): by_key("pullRequests", "number", "number"),
    ("Repository", "issueOrPullRequest"): lambda repo, c, a: (
        by_key("pullRequests", "number", "number")(repo, c, a) or by_key("issues", "number", "number")(repo, c, a)
    ),
    ("Ref", "id"): lambda node, _c, _a: make_id("Ref", f"{node.repo.number}:{node.full}"),
    ("Ref", "name"): lambda node, _c, _a: node.full.split("/", 2)[2],
    ("Ref", "prefix"): lambda node, _c, _a: "/".join(node.full.split("/", 2)[:2]) + "/",
    ("Ref", "date"): ref_date,
    ("Ref", "repository"): lambda node, _c, _a: node.repo,
    ("Ref", "target"): lambda node, _c, _a: ObjectNode(node.repo, node.repo.store[node.oid]),
    ("Ref", "branchProtectionRule"): on_default("branchProtectionRule"),
    ("Ref", "refUpdateRule"): update_rule,
    ("Ref", "compare"): compared,
    ("Ref", "rules"): rules,
}
