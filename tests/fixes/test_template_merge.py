# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file that we wrote is known again, a new version of its template is offered, and nothing that people wrote is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.fixes import stamp
from ospo_policy.fixes.escaping import Format
from ospo_policy.fixes.merge import Offer, Outcome, merge, offer
from ospo_policy.fixes.render import Rendered
from ospo_policy.fixes.templates import Template

OLD = "# Security\n\nWrite to us.\n\nWe answer.\n\n## Versions\n\nThe latest.\n"
NEW = OLD.replace("We answer.", "We answer within a week.")


def template(
    version: int, path: str = "SECURITY.md", format_: Format = Format.MARKDOWN, *, is_stamped: bool = True
) -> Template:
    return Template("SECURITY.md", "fr", version, "", path, format_, is_stamped)


def first() -> str:
    return stamp.stamped(template(1), OLD)


@pytest.mark.parametrize(
    ("format_", "last"), [(Format.MARKDOWN, "<!-- ospo-policy: template SECURITY.md version 1 fr "),
                          (Format.YAML, "# ospo-policy: template SECURITY.md version 1 fr ")],
)  # fmt: skip
def test_a_file_tells_where_it_comes_from(format_: Format, last: str) -> None:
    text = stamp.stamped(template(1, format_=format_), OLD)
    assert text.startswith(OLD)
    assert text.splitlines()[-1].startswith(last)
    found = stamp.read(text)
    assert found is not None
    assert found.stamp == stamp.stamp_of(template(1), OLD)
    assert found.text == OLD
    assert found.is_unchanged


def test_a_format_without_comments_has_no_stamp() -> None:
    assert stamp.stamped(template(1, is_stamped=False), OLD) == OLD
    assert stamp.read(OLD) is None


@pytest.mark.parametrize(
    ("change", "is_unchanged"),
    [
        (lambda text: text.replace("\n", "\r\n"), True),
        (lambda text: text.rstrip("\n"), True),
        (lambda text: text + "\n\n", True),
        (lambda text: text.replace("Write to us", "Write to a@b.example"), False),
        (lambda text: text.replace("\n\nWe answer.", ""), False),
        (lambda text: text + "More.\n", False),
    ],
)
def test_what_people_changed_is_told_from_what_programs_change(change: object, is_unchanged: bool) -> None:
    assert callable(change)
    found = stamp.read(change(first()))
    assert found is not None
    assert found.is_unchanged is is_unchanged


@pytest.mark.parametrize(
    "text",
    ["", "ospo-policy: template a version 1 fr " + "0" * 32, "<!-- ospo-policy: template a version 0 fr " + "0" * 32 + " -->",
     "<!-- ospo-policy: template a version 1 fr " + "0" * 31 + " -->", first() + first(), "x <!-- ospo-policy: template a version 1 fr "
     + "0" * 32 + " -->"],
)  # fmt: skip
def test_what_only_looks_like_a_stamp_is_none(text: str) -> None:
    assert stamp.read(text) is None


def outcome(there: str | None, base: str | None = None, version: int = 2, text: str = NEW, **more: object) -> Offer:
    return offer(template(version), Rendered(text), there, base, **more)  # type: ignore[arg-type]


def test_a_file_that_is_not_there_is_new() -> None:
    assert outcome(None) == Offer(Outcome.NEW, stamp.stamped(template(2), NEW))


def test_a_file_that_nobody_touched_becomes_the_new_text() -> None:
    assert outcome(first()) == Offer(Outcome.UPDATED, stamp.stamped(template(2), NEW))
    assert outcome(first().replace("\n", "\r\n")).outcome is Outcome.UPDATED


def test_a_file_that_people_changed_keeps_their_changes() -> None:
    theirs = first().replace("Write to us.", "Write to a@b.example.")
    merged = NEW.replace("Write to us.", "Write to a@b.example.")
    found = outcome(theirs, OLD)
    assert found.outcome is Outcome.MERGED
    read = stamp.read(found.text or "")
    assert read is not None
    assert read.text == merged
    assert read.stamp == stamp.stamp_of(template(2), NEW)
    assert not read.is_unchanged, "it is still a file that people made their own"
    assert outcome(found.text, NEW).outcome is Outcome.CURRENT


@pytest.mark.parametrize(
    ("there", "base", "version", "is_"),
    [
        (first().replace("We answer.", "We answer soon."), OLD, 2, Outcome.CONFLICT),
        (first().replace("We answer.", "We answer soon."), None, 2, Outcome.UNKNOWN_BASE),
        (first().replace("We answer.", "We answer soon."), OLD + "x", 2, Outcome.UNKNOWN_BASE),
        (OLD, None, 2, Outcome.THEIRS),
        ("", None, 2, Outcome.THEIRS),
        (first().replace("template SECURITY.md", "template OTHER.md"), None, 2, Outcome.THEIRS),
        (first().replace("version 1", "version 3"), None, 2, Outcome.THEIRS),
        (first(), None, 1, Outcome.CURRENT),
        (first().replace("We answer.", "No."), None, 1, Outcome.CURRENT),
        (first().replace("We answer.", "We answer within a week."), None, 2, Outcome.CURRENT),
    ],
)
def test_a_file_stays_as_it_is(there: str, base: str | None, version: int, is_: Outcome) -> None:
    assert outcome(there, base, version) == Offer(is_, None)


def test_a_file_without_a_stamp_is_known_by_what_was_remembered() -> None:
    made = template(2, is_stamped=False)
    remembered = stamp.stamp_of(template(1), OLD)
    assert offer(made, Rendered(NEW), OLD, None, remembered) == Offer(Outcome.UPDATED, NEW)
    theirs = OLD.replace("The latest.", "All.")
    assert offer(made, Rendered(NEW), theirs, OLD, remembered) == Offer(
        Outcome.MERGED, NEW.replace("The latest.", "All.")
    )
    assert offer(made, Rendered(NEW), theirs, None, remembered).outcome is Outcome.UNKNOWN_BASE


A = "a\nb\nc\nd\ne\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        (A, A, A),
        ("a\nB\nc\nd\ne\n", A, "a\nB\nc\nd\ne\n"),
        (A, "a\nB\nc\nd\ne\n", "a\nB\nc\nd\ne\n"),
        ("a\nB\nc\nd\ne\n", "a\nb\nc\nd\nE\n", "a\nB\nc\nd\nE\n"),
        ("a\nB\nc\nd\ne\n", "a\nB\nc\nd\ne\n", "a\nB\nc\nd\ne\n"),
        ("x\n" + A, A + "y\n", "x\n" + A + "y\n"),
        ("b\nc\nd\ne\n", "a\nb\nc\nd\n", "b\nc\nd\n"),
        ("a\nb\nx\nc\nd\ne\n", "a\nb\nc\ny\nd\ne\n", "a\nb\nx\nc\ny\nd\ne\n"),
        ("", A, ""),
        ("a\nB\nc\nd\ne\n", "a\nX\nc\nd\ne\n", None),
        ("a\nB\nc\nd\ne\n", "a\nc\nd\ne\n", None),
        ("a\nx\nb\nc\nd\ne\n", "a\ny\nb\nc\nd\ne\n", None),
        ("a\nB\nc\nd\ne\n", "a\nb\nC\nd\ne\n", None),
        (A + "x\n", A + "y\n", None),
        ("", A + "y\n", None),
    ],
)
def test_changes_of_both_sides_are_put_together_or_not_at_all(ours: str, theirs: str, merged: str | None) -> None:
    assert merge(A, ours, theirs) == merged
    assert merge(A, theirs, ours) == merged


lines = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n"]), max_size=12).map("".join)


@given(lines, lines, lines)
def test_no_line_of_either_side_is_lost(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs)
    assert merge(base, base, theirs) == theirs
    assert merge(base, ours, base) == ours
    if merged is not None:
        kept = merged.splitlines()
        for line in ("a", "b", "c"):
            before, us, them = (text.splitlines().count(line) for text in (base, ours, theirs))
            added = max(0, us - before) + max(0, them - before)
            assert kept.count(line) >= min(us, them)
            assert kept.count(line) <= before + added


def test_long_files_are_left_alone_in_no_time() -> None:
    start = time.process_time()
    assert merge("a\n" * 3000, "b\n" * 3000, "c\n") is None
    assert merge("\n".join("abc" * 30), "x", "\n".join("ab" * 900)) is None
    assert time.process_time() - start < 5
