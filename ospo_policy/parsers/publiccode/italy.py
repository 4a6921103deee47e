# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The section of Italy in the words that replace it: `organisation.uri` and `supports`."""

from __future__ import annotations

from ospo_policy.model.message import Message, message
from ospo_policy.parsers import yaml_edit as edit
from ospo_policy.parsers.publiccode import values
from ospo_policy.parsers.yaml_quote import quoted

_KNOWN = frozenset({"countryExtensionVersion", "conforme", "riuso", "piattaforme"})


def leave_italy(text: str, left: list[Message]) -> str:
    """Without `IT` and `it`, what they say in its new place."""
    for section in ("IT", "it"):
        if edit.find(text, (section,)) is not None:
            text = _section(text, section, left)
    return text


def _section(text: str, section: str, left: list[Message]) -> str:
    span = edit.find(text, (section,))
    assert span is not None
    names = {entry.key.text for entry in span.entries}
    code = edit.find(text, (section, "riuso", "codiceIPA"))
    uri = edit.find(text, ("organisation", "uri"))
    is_other = code is not None and uri is not None and uri.text.lower() != f"{values.IPA_URN}{code.text.lower()}"
    if names - _KNOWN or is_other or (code is not None and values.ipa_code(code.text) is not None):
        left.append(message("publiccode.left-section", key=section))
        return text
    if code is not None and code.text:
        text = _organisation(text, code.text)
    platforms = edit.find(text, (section, "piattaforme"))
    aliases = [entry.key.text for entry in platforms.entries if _is_true(entry.value)] if platforms is not None else []
    for alias in [*aliases, *(["gdpr"] if _is_true(edit.find(text, (section, "conforme", "gdpr"))) else [])]:
        text = _supports(text, f"alias:{alias}")
    return edit.delete_key(text, (section,))


def _is_true(span: edit.Span | None) -> bool:
    return span is not None and span.text.lower() == "true"


def _organisation(text: str, code: str) -> str:
    """The code as `organisation.uri`, with the owner's name where there is one."""
    uri = f"{values.IPA_URN}{code.lower()}"
    there = edit.find(text, ("organisation",))
    if there is not None and there.entries:
        return text if there.entry("uri") is not None else edit.insert_key(text, ("organisation",), "uri", uri)
    if there is not None:
        text = edit.delete_key(text, ("organisation",))
    owner = edit.find(text, ("legal", "repoOwner")) or edit.find(text, ("legal", "mainCopyrightOwner"))
    name = f"\n  name: {quoted(owner.text.strip())}" if owner is not None and owner.text.strip() else ""
    return edit.insert_key(text, (), "organisation", f"\n  uri: {uri}{name}", after="url")


def _supports(text: str, alias: str) -> str:
    """An alias more under `supports`."""
    there = edit.find(text, ("supports",))
    if there is not None and there.kind == "list":
        known = {entry.value.text for item in there.items for entry in item.entries}
        return text if alias in known else edit.append_item(text, ("supports",), "{id: " + alias + "}")
    if there is not None:
        text = edit.delete_key(text, ("supports",))
    return edit.insert_key(text, (), "supports", f"\n  - id: {alias}", after="softwareType")
