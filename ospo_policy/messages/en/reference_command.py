# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the reference of the command line says besides the commands' own help."""

from __future__ import annotations

TEXTS = {
    "page.cli": "The command line",
    "page.cli.about": "`ospo-policy COMMAND --help` says the same on the terminal. What stands in capitals is yours to replace; what stands in square brackets may be left out. Where a variable is named in parentheses, it gives the option's value when the option itself is not there. These options go with every command:",
    "page.exit-codes": "Exit codes",
    "page.exit-codes.about": "What a script can rely on. All that was found is written in every case, whatever the exit code.",
    "page.exit-codes.code": "Code",
    "page.exit-codes.meaning": "Meaning",
    "page.exit-codes.small": "What is not known never gives 1: it is shown apart. Commands that ask a question of their own (`licence`, `publiccode validate`, `waiver check`) use the same codes, as their help tells.",
    "exit-code.ok": "Nothing failed at the level of `--fail-on` (`must`, unless another is given) or above; or the command did what was asked.",
    "exit-code.findings": "At least one rule is not met at that level or above.",
    "exit-code.usage": "The command, a policy or a file cannot be used as it is. Nothing was checked. What is wrong, and where, is told on standard error.",
    "exit-code.incomplete": "The run is incomplete: there is nothing to check, or a repository could not be read. What could be read is in the report.",
    "exit-code.defect": "A defect of the tool. It prints a report for you to paste into an issue; thank you for doing so.",
    "exit-code.interrupted": "Somebody stopped it (Ctrl-C). It can be run again at any time.",
    "page.schemas": "Schemas",
    "page.schemas.about": "JSON Schemas of the files that people write and of those that programs read. `ospo-policy policy schema NAME` prints them. The two versions of a schema ask the same; only their explanations are in another language.",
    "page.schemas.editor": "An editor that knows YAML (with the YAML language server, as in VS Code) completes and explains a file that begins with the line that names its schema:",
}
