# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an audit says while it runs: progress, budget, and why a forge is not reached."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "cli.audit.budget": (
        "How much of each forge's limits to use at most, so that others keep the rest: a share (50%), or a number of requests (2000)."
    ),
    "audit.progress.listing.one": "Listing: {count} repository so far",
    "audit.progress.listing.other": "Listing: {count} repositories so far",
    "audit.progress.reading.one": "{done} of {count} repository done",
    "audit.progress.reading.other": "{done} of {count} repositories done",
    "audit.progress.a-minute": "less than a minute left",
    "audit.progress.minutes.one": "about {count} minute left",
    "audit.progress.minutes.other": "about {count} minutes left",
    "audit.progress.hours.one": "about {count} hour left",
    "audit.progress.hours.other": "about {count} hours left",
    "audit.progress.waiting.one": "{forge} waits {count} minute for its limit",
    "audit.progress.waiting.other": "{forge} waits {count} minutes for its limit",
    "audit.progress.spent": "{requests} requests, {points} points",
    "audit.cut": "{what} {hint}",
    "audit.store-hint": "With --store FILE, what was read would be kept, and --resume would go on from there.",
    "audit.unread-alike.one": "{count} repository, {first}: {reason}",
    "audit.unread-alike.other": "{count} repositories, from {first} to {last}: {reason}",
    "budget.spent": "The budget of {most} requests to {host} is spent.",
    "budget.share-spent": "Of what {host} allows, only what the budget of {share}% leaves to others is left, for {minutes} minutes more.",
    "budget.hint": "Go on later with --resume, or with a larger --budget.",
    "budget.wrong": "`{found}` is no budget.",
    "budget.wrong.hint": "Write a share of what each forge allows, from 1% to 100%, or a number of requests: --budget 50%, --budget 2000.",
    "forge.bad-ca": "{path} holds no certificate of an authority for the forge {forge}.",
    "forge.bad-ca.hint": "Name a file in PEM form, with `-----BEGIN CERTIFICATE-----`. In an organisation's file, `ca` begins at the folder of that file.",
    "forge.certificate": "{host} shows a certificate that no authority known here has signed, or that is another host's.",
    "forge.certificate.hint": "For an authority of your own, name its file: `ca` of the forge in the organisation's file, or the variable SSL_CERT_FILE.",
    "forge.proxy-away": "The proxy that leads to {host} does not answer.",
    "forge.proxy-refuses": "The proxy that leads to {host} refuses (status {status}).",
    "forge.proxy.hint": "Look at HTTPS_PROXY and HTTP_PROXY; NO_PROXY names the hosts that are reached without it.",
    "schema.Forge.ca": "The file (PEM) of the authority that signs the forge's certificate, from the folder of this file, where it is not a public one.",
}
