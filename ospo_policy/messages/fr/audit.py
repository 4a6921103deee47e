# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ce qu'un audit dit pendant qu'il court : avancement, budget, et pourquoi une forge n'est pas atteinte."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "cli.audit.budget": (
        "Part des limites de chaque forge à utiliser au plus, pour laisser le reste aux autres\u00a0: une part (50%) ou un nombre de requêtes (2000)."
    ),
    "audit.progress.listing.one": "Inventaire\u00a0: {count} dépôt jusqu'ici",
    "audit.progress.listing.other": "Inventaire\u00a0: {count} dépôts jusqu'ici",
    "audit.progress.reading.one": "{done} dépôt traité sur {count}",
    "audit.progress.reading.other": "{done} dépôts traités sur {count}",
    "audit.progress.a-minute": "encore moins d'une minute",
    "audit.progress.minutes.one": "encore {count} minute environ",
    "audit.progress.minutes.other": "encore {count} minutes environ",
    "audit.progress.hours.one": "encore {count} heure environ",
    "audit.progress.hours.other": "encore {count} heures environ",
    "audit.progress.waiting.one": "{forge} attend sa limite, {count} minute",
    "audit.progress.waiting.other": "{forge} attend sa limite, {count} minutes",
    "audit.progress.spent": "{requests} requêtes, {points} points",
    "audit.cut": "{what} {hint}",
    "audit.store-hint": "Avec --store FICHIER, ce qui a été lu serait conservé, et --resume reprendrait à partir de là.",
    "audit.unread-alike.one": "{count} dépôt, {first}\u00a0: {reason}",
    "audit.unread-alike.other": "{count} dépôts, de {first} à {last}\u00a0: {reason}",
    "budget.spent": "Le budget de {most} requêtes vers {host} est épuisé.",
    "budget.share-spent": "De ce que {host} permet, il ne reste que ce que le budget de {share}\u00a0% laisse aux autres, pour {minutes} minutes encore.",
    "budget.hint": "Reprenez plus tard avec --resume, ou avec un --budget plus large.",
    "budget.wrong": "`{found}` n'est pas un budget.",
    "budget.wrong.hint": "Écrivez une part de ce que chaque forge permet, de 1% à 100%, ou un nombre de requêtes\u00a0: --budget 50%, --budget 2000.",
    "forge.bad-ca": "{path} ne contient aucun certificat d'une autorité pour la forge {forge}.",
    "forge.bad-ca.hint": "Nommez un fichier au format PEM, avec `-----BEGIN CERTIFICATE-----`. Dans le fichier d'une organisation, `ca` part du dossier de ce fichier.",
    "forge.certificate": "{host} présente un certificat qu'aucune autorité connue ici n'a signé, ou celui d'un autre hôte.",
    "forge.certificate.hint": "Si l'autorité est la vôtre, nommez son fichier\u00a0: `ca` de la forge dans le fichier de l'organisation, ou la variable SSL_CERT_FILE.",
    "forge.proxy-away": "Le serveur mandataire qui mène à {host} ne répond pas.",
    "forge.proxy-refuses": "Le serveur mandataire qui mène à {host} refuse (statut {status}).",
    "forge.proxy.hint": "Voyez HTTPS_PROXY et HTTP_PROXY\u00a0; NO_PROXY nomme les hôtes que l'on atteint sans lui.",
    "schema.Forge.ca": "Le fichier (PEM) de l'autorité qui signe le certificat de la forge, depuis le dossier de ce fichier, si elle n'est pas publique.",
}
