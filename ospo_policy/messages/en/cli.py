# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line's help."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "cli.help": "Check that repositories follow an organisation's publication practices.",
    "cli.epilog": "Begin with: ospo-policy check",
    "cli.error": "Error:",
    "cli.try-help": "Add --help to the command to see what it takes.",
    "cli.no-such-command": "There is no command `{name}`.",
    "cli.interrupted": "Interrupted.",
    "cli.defect": (
        "This is a defect of ospo-policy, not of your repository. Please report it, with what stands below:\n"
        "https://github.com/ospo-policy/ospo-policy/issues/new"
    ),
    "cli.two-outputs": "Only one of {formats} can go to the terminal. Give the others a file with --output.",
    "cli.lang": "Language of all that is said.",
    "cli.pack": "A pack: a bundled name, a .yml file, or https://...#sha256=... May be repeated.",
    "cli.offline": "Fetch nothing: remote packs must be in the cache.",
    "cli.rev": "Check a commit, branch or tag instead of the work tree.",
    "cli.organisation": "The organisation's file (ospo-policy.yml), which assigns packs.",
    "cli.profile": "The repository's profile, instead of the one that it declares.",
    "cli.only": "Check this rule only. May be repeated.",
    "cli.skip": "Leave this rule out. May be repeated.",
    "cli.format": "Format of the report. May be repeated, each with its --output.",
    "cli.output": "File for the format before it; - is the terminal.",
    "cli.fail-on": "From which level on a failure gives exit code 1.",
    "cli.verbose": "Also tell what is met and what does not apply.",
    "cli.check.short": "Check one repository.",
    "cli.check.help": (
        "Check one repository: PATH, or the one that you are in.\n\n"
        "PATH is a work tree, a bare repository or a plain folder. Nothing is changed, and nothing is fetched but policies that are pinned elsewhere."
    ),
    "cli.check.epilog": (
        "Exit code: 0 nothing failed at the level of --fail-on; 1 something did; 2 wrong usage or a broken policy; "
        "3 nothing could be read; 70 a defect of the tool."
    ),
    "cli.explain.short": "Explain a rule, or show the policy of a repository.",
    "cli.explain.help": (
        "Explain RULE: what it asks, why, how it is decided, where it comes from, what to do.\n\n"
        "With --repo and no RULE: the whole policy of a repository, and where each value was set."
    ),
    "cli.explain.repo": "The policy of this repository.",
    "cli.policy.short": "For authors of policies.",
    "cli.policy.help": "For authors of policies: validate, list, print what they need, print schemas.",
    "cli.policy.validate.help": (
        "Validate packs, an organisation's file or a repository's file. Every mistake is told at once."
    ),
    "cli.policy.list.help": "List the packs that ship with the tool.",
    "cli.policy.list.rules.one": "{count} rule",
    "cli.policy.list.rules.other": "{count} rules",
    "cli.policy.needs.help": "Print the facts that a policy needs to be checked.",
    "cli.policy.needs.all": "every path",
    "cli.policy.schema.help": "Print a JSON Schema: of packs, of an organisation's file, of a repository's file, or of the JSON report.",
    "explain.level.must": "Must be so. From the pack {pack}.",
    "explain.level.should": "Should be so. From the pack {pack}.",
    "explain.level.may": "Would be nice. From the pack {pack}.",
    "explain.profiles": "Only for repositories with the profile {profiles}.",
    "explain.when": "Only when {condition}",
    "explain.decided": "How it is decided:",
    "explain.template": "A starting text: {path}",
    "explain.sources": "Sources:",
    "explain.controls": "Answers the controls: {controls}.",
    "explain.set-at": "Set at:",
    "rule.is-off": "The rule `{rule}` is switched off at {at}.",
    "output.unwritable": "{path} could not be written: {reason}",
    "policy.unreadable": "{path} could not be read: {reason}.",
    "policy.unreadable.hint": "Give the path of a policy file.",
    "organisation.unknown-forge": "Entry {number} of the inventory names the forge `{forge}`, which is not under `forges`. There are: {known}.",
    "click.usage": "Usage:",
    "click.options": "Options",
    "click.arguments": "Arguments",
    "click.commands": "Commands",
    "click.help": "Show this message and exit.",
    "click.version": "Show the version and exit.",
    "click.missing-command": "Missing command.",
    "click.missing-argument": "Missing argument",
    "click.missing-option": "Missing option",
    "click.no-such-option": "No such option {name!r}.",
    "click.no-such-command": "No such command {name!r}.",
    "click.invalid-value": "Invalid value: {message}",
    "click.invalid-value-for": "Invalid value for {param_hint}: {message}",
    "click.missing-parameter": "Missing parameter: {param_name}",
    "click.takes-no-value": "Option {name!r} does not take a value.",
    "click.requires-argument": "Option {name!r} requires an argument.",
    "click.extra-argument": "Got unexpected extra argument ({args})",
    "click.extra-arguments": "Got unexpected extra arguments ({args})",
    "click.not-one-of": "{value!r} is not one of {choices}.",
    "click.did-you-mean-one-of": "(Did you mean one of: {possibilities}?)",
    "click.did-you-mean": "Did you mean {possibility}?",
    "click.default": "default: {default}",
    "click.required": "required",
    "explain.attest": "A person may declare it in `.ospo-policy.yml`, under `attestations`, as `{rule}`; that counts for {days} days.",
}
