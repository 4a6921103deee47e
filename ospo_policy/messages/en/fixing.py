# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`check --fix`: what was written, what was left and why."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "plan.unrepaired-alike": "Not repaired in {count} repositories: {rule}. {why}",
    "fix.licence.at-root-already": "A licence text is at the root already, in {path}, and it is not replaced. Only people know whether another text is meant.",
    "fixing.nothing": "Nothing was to be changed in the files.",
    "fixing.written.one": "{count} file was written. Look at it, and commit it.",
    "fixing.written.other": "{count} files were written. Look at them, and commit them.",
    "fixing.would-be-written.one": "{count} file would be written by --fix.",
    "fixing.would-be-written.other": "{count} files would be written by --fix.",
    "fixing.gaps.one": "{count} place is to be filled in by you before it is published:",
    "fixing.gaps.other": "{count} places are to be filled in by you before they are published:",
    "fixing.left": "Left as it is:",
    "fixing.waiting.one": "{count} more repair wants a person's eye, so it was not made. --fix --unsafe makes it:",
    "fixing.waiting.other": "{count} more repairs want a person's eye, so they were not made. --fix --unsafe makes them:",
    "fixing.settings": "To be set on the forge, in the settings of the repository:",
    "fixing.people": "Only people can decide on {rules}. `ospo-policy explain RULE` tells what to do.",
    "fixing.uncommitted": "{path} has changes that are not committed. Commit them or put them aside (git stash), then run this again.",
    "fixing.untracked": "{path} is not in Git yet, so a change could not be undone. Commit it, then run this again.",
    "fixing.in-the-way": "There is something at {path} already that does not belong to the repository. Move it away, then run this again.",
    "fixing.ignored": "{path} would be ignored by Git (.gitignore), and so never be published. Take it out of what is ignored, then run this again.",
    "fixing.outside": "The way to {path} leads through a link, or through something that is no folder. Nothing is written there.",
    "fixing.moved": "{path} is not on the disk as it was read: it was changed meanwhile, is left out of this checkout, or is kept elsewhere (Git LFS).",
    "fixing.unwritable": "{path} could not be written: {reason}.",
    "fixing.not-removed": "{path} was not removed, since the file that takes its place could not be written.",
    "fixing.no-files": "Only files on the disk can be fixed: a work tree, or a plain folder.",
    "fixing.no-files-at-a-commit": "With --rev, a commit is checked, which does not change any more. Leave --rev out, or check out that branch.",
    "fixing.no-files-when-bare": "This repository is bare. Clone it, and run this in the clone.",
    "fixing.unsafe-alone": "--unsafe says which repairs --fix makes.",
    "fixing.unsafe-alone.hint": "Write --fix --unsafe, or --diff --unsafe to see the changes first.",
    "fixing.diff-and-report": "--diff shows changes in the place of a report, so it takes neither --format nor --output.",
    "fixing.diff-and-report.hint": "Leave them out, or run the check a second time for the report.",
    "cli.check.fix": "Put right what can be put right safely: files of the work tree are changed, nothing is committed. Then check again.",
    "cli.check.unsafe": "With --fix or --diff: also the repairs that want a person's eye, with places to fill in.",
    "cli.check.diff": "Show what --fix would change, and write nothing. Exit code 1 where something would be changed.",
}
