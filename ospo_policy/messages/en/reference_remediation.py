# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the schemas say of remediation."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "schema.Assignment.remediation": "The mode for these repositories, instead of the file's.",
    "schema.Remediation.level": "The weakest level that is repaired: must, should or may.",
    "schema.Remediation.settings": "Whether settings of repositories are changed too, where our account may.",
    "schema.Remediation.person": "Whom a team can answer. No request is opened without one.",
    "schema.Remediation.sign_off": "Who signs commits off, if not our account.",
    "schema.Remediation.branch": "The name of our branch.",
    "schema.Remediation.commits": "one: a commit for the whole request; rule: one for each rule.",
    "schema.Remediation.labels": "Labels that our requests and issues bear.",
    "schema.Remediation.opt_out_label": "The label by which a team asks for no more requests.",
    "schema.Remediation.reviewers": "codeowners: those who own the changed files are asked to look.",
    "schema.Remediation.draft": "Whether a request that wants a person's eye is opened as a draft.",
    "schema.Remediation.without_right": "Where our account may not push: skip, fork (on GitHub), or issue.",
    "schema.Remediation.limits": "How much is opened at a time.",
    "schema.Remediation.waves": "Which repositories come first, wave after wave.",
    "schema.Remediation.wave": "The present wave, from 1. Without it, all have come.",
    "schema.Remediation.quiet_hours": "When nothing is opened.",
    "schema.Remediation.templates": "A folder with starting texts of the organisation's own, which come before the bundled ones.",
    "schema.Person.name": "The person's name.",
    "schema.Person.email": "The person's address.",
    "schema.Limits.per_run": "How many repositories get something new in a run.",
    "schema.Limits.per_owner": "How many of one owner's, in a run.",
    "schema.Limits.per_day": "How many on one day.",
    "schema.Limits.percent": "The share of the inventory, in percent, above which a person has to agree.",
    "schema.Wave.include": "Globs on owner/name, or on the name where they have no slash.",
    "schema.Wave.percent": "The percentage of them; always the same repositories.",
    "schema.QuietHours.start": "From this time of the day.",
    "schema.QuietHours.end": "Until this time of the day.",
    "schema.QuietHours.days": "Whole days of the week.",
    "schema.QuietHours.timezone": "The time zone, as in the tz database: Europe/Paris.",
}
