# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`git`: the history is as it should be: tags, age, sign-offs, signed tags.

Why: versions that can be named, work that goes on, and contributions whose origin is certified.
How it is decided: each part that is asked for is judged alone, and all must hold. Signed tags are
told by their signature block, which is not verified. It stays unknown where a clone is shallow or
there is no Git repository.
"""

from typing import NamedTuple

from ospo_policy.model.facts import History, Known, Repository, Tag, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Natural, Regex, Share
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.ports.check import CheckType

SECONDS_A_DAY = 86_400
RECENT_TAGS = 20


class Params(NamedTuple):
    """What is asked; zero or nothing is not asked."""

    tags_at_least: Natural = Natural(0)
    tag_matches: tuple[Regex, ...] = ()
    max_days_since_tag: Natural = Natural(0)
    signed_tags_share: Share = Share(0.0)
    max_days_since_commit: Natural = Natural(0)
    sign_off_share: Share = Share(0.0)


def _asks_tags(params: Params) -> bool:
    asked = (params.tags_at_least, params.tag_matches, params.max_days_since_tag,
             params.signed_tags_share)  # fmt: skip
    return any(asked)


def needs(params: Params) -> Needs:
    """The parts of the history that are asked for."""
    parts = {
        "tags": _asks_tags(params),
        "last_commit": bool(params.max_days_since_commit),
        "sign_off": bool(params.sign_off_share),
    }
    return Needs(history=frozenset(part for part, asked in parts.items() if asked))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """All parts that are asked for; a part that fails decides."""
    history = repository.history
    results: list[Message | Unseen] = []
    if _asks_tags(params):
        results += _tags(params, history, repository.now)
    if params.max_days_since_commit:
        results += _age(params, history, repository.now)
    if params.sign_off_share:
        results += _sign_off(params, history)
    failures = tuple(result for result in results if isinstance(result, Message))
    unseen = [result for result in results if isinstance(result, Unseen)]
    if failures:
        return Fail(failures[0] if len(failures) == 1 else message("verdict.several", messages=failures))
    if unseen:
        return Unknown(unseen[0].reason)
    return Pass(message("git.good"))


def _tags(params: Params, history: History, now: int) -> list[Message | Unseen]:
    """What is wrong with the tags."""
    if isinstance(history.tags, Unseen):
        return [history.tags]
    from ospo_policy.parsers.regex import compile_pattern

    tags = history.tags.value
    wrong: list[Message | Unseen] = []
    at_least = max(params.tags_at_least, 1)
    if len(tags) < at_least:
        return [message("git.few-tags", count=len(tags), wanted=at_least)]
    last = tags[-1]
    patterns = [compile_pattern(pattern) for pattern in params.tag_matches]
    if patterns and not any(pattern.matches(last.name) for pattern in patterns):
        wrong.append(message("git.tag-name", tag=last.name, wanted=params.tag_matches))
    if params.max_days_since_tag and last.date is None:
        wrong.append(Unseen(message("git.tag-without-date", tag=last.name)))
    elif params.max_days_since_tag and last.date is not None:
        days = max(0, now - last.date) // SECONDS_A_DAY
        if days > params.max_days_since_tag:
            what = message("git.old-tag", tag=last.name, count=days, limit=params.max_days_since_tag)
            wrong.append(what)
    return wrong + _signed(params, tags)


def _signed(params: Params, tags: tuple[Tag, ...]) -> list[Message | Unseen]:
    recent = tags[-RECENT_TAGS:]
    share = sum(tag.signed is True for tag in recent) / len(recent)
    if share >= params.signed_tags_share:
        return []
    if any(tag.signed is None for tag in recent):
        return [Unseen(message("unseen.tag-signatures"))]
    return [message("git.unsigned-tags", count=len(recent), share=_percent(share),
                    wanted=_percent(params.signed_tags_share))]  # fmt: skip


def _age(params: Params, history: History, now: int) -> list[Message | Unseen]:
    """Whether the last commit is too old."""
    if isinstance(history.last_commit, Unseen):
        return [history.last_commit]
    days = max(0, now - history.last_commit.value) // SECONDS_A_DAY
    limit = params.max_days_since_commit
    return [message("git.old-commit", count=days, limit=limit)] if days > limit else []


def _sign_off(params: Params, history: History) -> list[Message | Unseen]:
    """Whether too few commits are signed off."""
    match history.sign_off:
        case Known((signed, total)):
            if signed / total >= params.sign_off_share:
                return []
            return [message("git.few-sign-offs", count=total, share=_percent(signed / total),
                            wanted=_percent(params.sign_off_share))]  # fmt: skip
        case Unseen() as unseen:
            return [unseen]
    return []


def _percent(share: float) -> int:
    return int(share * 100 + 1e-9)  # 79.9 % is not 80 %


def wrong(params: Params) -> Message | None:
    """Something must be asked."""
    return None if any(params) else message("git.nothing-asked")


CHECK = CheckType("git", Params, needs, evaluate, wrong)
