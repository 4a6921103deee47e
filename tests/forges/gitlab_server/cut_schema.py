# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cuts GitLab's GraphQL schema down to what the adapter and its test server speak of.

`python -m tests.forges.gitlab_server.cut_schema FULL.graphql` writes `schema.graphql` beside this module.
The full schema is the one of GitLab 18.8, published in ls1intum/Hephaestus.
"""

from __future__ import annotations

import sys
from pathlib import Path

from graphql import (
    DocumentNode,
    EnumTypeDefinitionNode,
    EnumValueDefinitionNode,
    InputValueDefinitionNode,
    ObjectTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    print_ast,
)
from graphql import parse as parse_graphql
from graphql.language.ast import FieldDefinitionNode, ListTypeNode, NonNullTypeNode, TypeNode

SCHEMA = Path(__file__).with_name("schema.graphql")
TYPES = {
    "Query": "group metadata namespace project projects queryComplexity",
    "Metadata": "enterprise version",
    "QueryComplexity": "limit score",
    "Namespace": "fullPath id projects",
    "Group": "avatarUrl description fullPath groupMembers id name requireTwoFactorAuthentication webUrl",
    "GroupMemberConnection": "nodes pageInfo",
    "GroupMember": "id",
    "ProjectConnection": "nodes pageInfo",
    "PageInfo": "endCursor hasNextPage",
    "Project": "archived branchRules description fullPath id isForked issues issuesEnabled mergeRequests "
    "mergeRequestsEnabled name onlyAllowMergeIfPipelineSucceeds pushRules releases repository topics userPermissions "
    "visibility webUrl",
    "ProjectPermissions": "adminProject createIssue createMergeRequestFrom createMergeRequestIn pushCode",
    "PushRules": "rejectUnsignedCommits",
    "IssueConnection": "nodes pageInfo",
    "Issue": "author closedAt confidential createdAt description iid labels notes state title webUrl",
    "MergeRequestConnection": "nodes",
    "MergeRequest": "approvedBy author commits conflicts createdAt description diffHeadSha draft iid labels mergeStatusEnum "
    "notes sourceBranch sourceProjectId state targetBranch targetProjectId title webUrl",
    "LabelConnection": "nodes",
    "Label": "title",
    "NoteConnection": "nodes pageInfo",
    "Note": "author body createdAt system systemNoteIconName",
    "UserCoreConnection": "nodes",
    "UserCore": "username",
    "MergeRequestAuthor": "username",
    "BranchRuleConnection": "nodes",
    "BranchRule": "approvalRules branchProtection isDefault isProtected name",
    "BranchProtection": "allowForcePush",
    "ApprovalProjectRuleConnection": "nodes",
    "ApprovalProjectRule": "approvalsRequired",
    "ReleaseConnection": "nodes pageInfo",
    "Release": "assets description releasedAt tagName upcomingRelease",
    "ReleaseAssets": "links",
    "ReleaseAssetLinkConnection": "nodes",
    "ReleaseAssetLink": "name",
    "Repository": "blobs commits empty exists rootRef tree",
    "Tree": "blobs lastCommit submodules trees",
    "TreeEntryConnection": "nodes pageInfo",
    "TreeEntry": "name sha",
    "Commit": "authorEmail authoredDate committedDate committerEmail message sha",
    "CommitConnection": "nodes pageInfo",
    "BlobConnection": "nodes pageInfo",
    "Blob": "mode name path sha",
    "SubmoduleConnection": "nodes pageInfo",
    "Submodule": "name path sha",
    "RepositoryBlobConnection": "nodes pageInfo",
    "RepositoryBlob": "base64EncodedBlob mode oid path rawTextBlob size",
}
ARGUMENTS = frozenset(
    {"accessLevels", "after", "committedAfter", "createdAfter", "state", "first", "fullPath", "ids", "includeSubgroups", "path", "paths", "recursive", "ref",
     "relations", "sort", "fullPaths", "sourceBranches", "authorUsername"}
)  # fmt: skip


def named(type_: TypeNode) -> str:
    """The name inside lists and non-nulls."""
    while isinstance(type_, (NonNullTypeNode, ListTypeNode)):
        type_ = type_.type
    return type_.name.value  # type: ignore[attr-defined]


def cut(full: str) -> str:
    """The part of a schema that is kept."""
    document = parse_graphql(full, no_location=True)
    known = {node.name.value: node for node in document.definitions if hasattr(node, "name") and node.name}
    kept, used = [], set()
    for name, fields in TYPES.items():
        node = known[name]
        assert isinstance(node, ObjectTypeDefinitionNode)
        wanted = set(fields.split())
        chosen = [_bare(field) for field in node.fields or () if field.name.value in wanted]
        missing = wanted - {field.name.value for field in chosen}
        assert not missing, f"{name}: {missing}"
        for field in chosen:
            used |= {named(field.type), *(named(argument.type) for argument in field.arguments or ())}
        kept.append(ObjectTypeDefinitionNode(name=node.name, fields=tuple(chosen)))
    for name in sorted(used - set(TYPES)):
        extra = known.get(name)
        if isinstance(extra, EnumTypeDefinitionNode):
            values = tuple(EnumValueDefinitionNode(name=value.name) for value in extra.values or ())
            kept.append(EnumTypeDefinitionNode(name=extra.name, values=values))
        elif isinstance(extra, ScalarTypeDefinitionNode):
            kept.append(ScalarTypeDefinitionNode(name=extra.name))
    return print_ast(DocumentNode(definitions=tuple(kept))) + "\n"


def _bare(field: FieldDefinitionNode) -> FieldDefinitionNode:
    chosen = tuple(
        InputValueDefinitionNode(name=one.name, type=one.type)
        for one in field.arguments or ()
        if one.name.value in ARGUMENTS
    )
    return FieldDefinitionNode(name=field.name, type=field.type, arguments=chosen)


if __name__ == "__main__":
    head = "# SPDX-FileCopyrightText: 2026 The ospo-policy contributors\n# SPDX-License-Identifier: EUPL-1.2\n"
    SCHEMA.write_text(head + cut(Path(sys.argv[1]).read_text(encoding="utf-8")), encoding="utf-8")
