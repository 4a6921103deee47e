# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values to store: some by hand, all by hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from ospo_policy.model.location import Location
from ospo_policy.model.message import Alternatives, LocalText, Message, message
from ospo_policy.model.policy import Fix, FixKind, Level, Reference, RemediationMode, Safety
from ospo_policy.model.report import Finding, GroupResult, RepositoryReport, ScoreResult, Status, Upcoming
from ospo_policy.model.waivers import Waived
from ospo_policy.ports.forges import Listed

NOW = 1_795_392_000  # 2026-11-23
DAY = 86_400

# Any code point: NUL, lone surrogates, what the store escapes with.
texts = st.text(st.characters() | st.sampled_from("\0\x1a\ud83d\ude00\\éà\u2028"), max_size=12)
local = st.builds(LocalText, st.dictionaries(st.sampled_from(["en", "fr", "x-\ud800"]), texts, max_size=2))
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts | st.binary(max_size=4)
locations = st.builds(Location, texts, st.none() | st.integers(1, 9), st.none() | st.integers(1, 9))
values = st.recursive(
    scalars | local | locations | st.sampled_from([*Level, *Status, *Safety, *FixKind, *RemediationMode]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.lists(inner, max_size=3).map(lambda items: Alternatives(tuple(items)))
        | st.dictionaries(texts, inner, max_size=3)
        | st.dictionaries(st.integers() | st.tuples(texts), inner, max_size=2)
        | st.frozensets(texts, max_size=3)
        | st.builds(Message, texts, st.dictionaries(texts, inner, max_size=3))
    ),
    max_leaves=12,
)
messages = st.builds(Message, texts, st.dictionaries(texts, values, max_size=3))
references = st.builds(Reference, local, st.none() | texts, st.none() | local, st.none() | texts)
names = st.lists(texts, max_size=2).map(tuple)
fixes = st.builds(
    Fix, st.none() | st.sampled_from(FixKind), st.none() | texts, st.none() | texts, edit=names, advice=names
)
waived = st.builds(Waived, texts, *(st.none() | texts for _ in range(5)), texts)
findings = st.builds(
    Finding,
    rule=texts,
    pack=texts,
    level=st.sampled_from(Level),
    status=st.sampled_from(Status),
    message=messages,
    title=local,
    locations=st.lists(locations, max_size=2).map(tuple),
    evidence=st.dictionaries(texts, values, max_size=2),
    why=st.none() | local,
    how=st.none() | local,
    references=st.lists(references, max_size=2).map(tuple),
    controls=st.lists(texts, max_size=2).map(tuple),
    fix=st.none() | fixes,
    via=st.none() | texts,
    waiver=st.none() | waived,
    upcoming=st.none() | st.builds(Upcoming, st.sampled_from(Level), texts),
    known_since=st.none() | texts,
)
scores = st.builds(
    ScoreResult,
    texts,
    local,
    st.booleans(),
    st.lists(st.builds(GroupResult, local, st.sampled_from(Status)), max_size=3).map(tuple),
)
reports = st.builds(
    RepositoryReport,
    texts,
    st.none() | texts,
    texts,
    st.lists(findings, max_size=4).map(tuple),
    st.lists(scores, max_size=2).map(tuple),
    anchor=st.none(),  # a check tells it, and no audit
)


def listed(number: int, head: str | None = "a" * 40, owner: str = "etalab") -> Listed:
    name = f"depot-{number:05d}"
    return Listed(f"github:{owner}/{name}", "github", owner, name, f"https://x/{name}", f"R_{number}", head, {})


TITLE = LocalText({"en": "A README", "fr": "Un README"})
WHY = LocalText({"en": "Because people read it first. " * 10})
REFERENCES = (Reference(TITLE),)


def report(number: int, rules: int = 15, *, head: str = "a" * 40) -> RepositoryReport:
    """A report like those of real policies: long texts that all share, short ones of its own."""
    found = tuple(
        Finding(
            rule=f"rule-{rule}",
            pack="minimal",
            level=Level.MUST,
            status=Status.FAIL if (rule + number) % 3 else Status.PASS,
            message=message("file.absent", name=f"README-{rule}", number=number),
            title=TITLE,
            locations=(Location(f"docs/{number}.md", rule + 1),),
            evidence={"size": number},
            why=WHY,
            references=REFERENCES,
        )
        for rule in range(rules)
    )
    score = ScoreResult("openness", TITLE, is_levels=True, groups=(GroupResult(TITLE, Status.PASS),))
    return RepositoryReport(listed(number).id, head, "", found, (score,))
