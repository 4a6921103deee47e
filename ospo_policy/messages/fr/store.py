# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""La base de données des audits."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "store.no-library": "Les bibliothèques qui gardent les audits dans une base de données ne sont pas installées.",
    "store.no-library.hint": "Installez-les\u00a0: pip install 'ospo-policy[audit]'",
    "store.no-driver": "La bibliothèque qui dialogue avec la base de données {name} n'est pas installée.",
    "store.no-driver.hint": "Pour PostgreSQL\u00a0: pip install 'ospo-policy[postgresql]'",
    "store.bad-address": "L'adresse de la base de données, qui commence par `{name}`, est inutilisable.",
    "store.bad-address.hint": "Donnez le chemin d'un fichier, ou une adresse comme postgresql://utilisateur@hôte/base. Certains caractères d'un mot de passe doivent être écrits sous la forme %XX.",
    "store.absent": "Il n'y a pas de base de données {name}.",
    "store.absent.hint": "Lancez d'abord un audit, ou donnez le fichier qu'il a écrit.",
    "store.foreign": "{name} est la base de données d'un autre programme. Elle n'a pas été modifiée.",
    "store.foreign.hint": "Donnez un autre fichier, éventuellement nouveau, ou une base PostgreSQL réservée à cet usage.",
    "store.newer": "{name} a été écrite par une version plus récente d'ospo-policy. Elle n'a pas été modifiée.",
    "store.newer.hint": "Mettez ospo-policy à jour, ou donnez un autre fichier.",
    "store.not-database": "{name} n'est pas une base de données. Le fichier n'a pas été modifié.",
    "store.not-database.hint": "Donnez un autre fichier, éventuellement nouveau.",
    "store.damaged": "{name} est endommagée\u00a0: une partie ne peut pas être lue.",
    "store.damaged.hint": "Reprenez une sauvegarde, ou déplacez le fichier\u00a0: le prochain audit en créera un nouveau.",
    "store.read-only": "Il n'est pas possible d'écrire dans {name}.",
    "store.read-only.hint": "Vous devez pouvoir écrire dans ce fichier et dans son dossier\u00a0: la base y garde un second fichier pendant qu'elle travaille.",
    "store.no-right": "L'utilisateur de la base n'a pas le droit d'écrire dans {name}.",
    "store.no-right.hint": "Donnez-lui le droit de lire et d'écrire dans ses tables et, pour le premier audit, de les créer.",
    "store.cannot-open": "{name} ne peut être ni ouverte ni créée.",
    "store.cannot-open.hint": "Regardez si son dossier existe, et si vous avez le droit d'y écrire.",
    "store.busy": "Un autre programme écrit dans {name} depuis plus d'une minute.",
    "store.busy.hint": "Attendez la fin de l'autre audit, puis relancez la commande. Ce qui était enregistré est conservé.",
    "store.full": "Le disque qui contient {name} est plein.",
    "store.full.hint": "Faites de la place, puis relancez la commande. Ce qui était enregistré est conservé.",
    "store.unreachable": "La base de données {name} est injoignable. Elle répond\u00a0: {detail}",
    "store.unreachable.hint": "Vérifiez l'hôte, le port, l'utilisateur et le mot de passe, et que le serveur fonctionne.",
    "store.failed": "La base de données {name} n'a pas fait ce qui était demandé. Elle répond\u00a0: {detail}",
    "store.failed.hint": "Ce qui était enregistré est conservé. Relancez la commande\u00a0; si l'échec se répète, c'est un défaut d'ospo-policy.",
    "store.no-audit": "{name} ne contient pas d'audit {detail} utilisable.",
    "store.no-audit.hint": "Il a pu être supprimé car trop ancien, ou être déjà terminé.",
}
