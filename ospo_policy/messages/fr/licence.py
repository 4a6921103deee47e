# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ce que dit `ospo-policy licence`."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "cli.licence.short": "Dire quelle licence est un texte.",
    "cli.licence.help": (
        "Dire quelle licence est chaque PATH, sous forme d'expression SPDX. Un dossier est pris pour un dépôt\u00a0: ses fichiers de licence et LICENSES/ sont examinés.\n\n"
        "Toutes les licences et exceptions de la liste SPDX sont connues, ainsi que l'EUPL, CeCILL et la Licence Ouverte en plusieurs langues. Rien n'est deviné\u00a0: "
        "un texte tronqué ou trop modifié reste inconnu."
    ),
    "cli.licence.epilog": "Code de retour\u00a0: 0 une licence a été reconnue dans chaque fichier\u00a0; 1 pas dans chacun, ou aucun fichier de licence\u00a0; 2 mauvais usage.",
    "cli.licence.format": "Texte pour les personnes ou JSON pour les programmes.",
    "cli.licence.diff": "Montrer en quoi chaque texte diffère du texte officiel.",
    "cli.licence.all": "Examiner les fichiers de licence de tous les dossiers, dépendances embarquées comprises.",
    "cli.licence.spdx": "Écrit un document SPDX 2.3 de ce qui est trouvé dans un dépôt\u00a0: chaque fichier avec son empreinte, ses licences et ses mentions de droit d'auteur.",
    "licence.one-repository": "--spdx prend un seul dossier\u00a0: le dépôt à décrire.",
    "licence.stated": "C'est {id}, selon {places}.",
    "licence.no-such-path": "Il n'y a pas de fichier ni de dossier {path}.",
    "licence.unreadable": "{path} n'a pas pu être lu\u00a0: {reason}.",
    "licence.none": "Aucun texte de licence n'a été trouvé.",
    "licence.is-unread": "n'a pas pu être lu",
    "licence.is-unknown": "inconnu\u00a0: aucune licence n'a été reconnue avec certitude",
    "licence.is-none": "pas un texte de licence",
    "licence.nearest": "Le texte le plus proche est {id}, mais il manque trop de texte ou trop a été modifié.",
    "licence.notice": "C'est une mention de {id}, sans le texte de la licence.",
    "licence.family": "Le texte de {id} ne dit pas si les versions ultérieures sont permises\u00a0: précisez-le dans le README ou un manifeste, par {id}-only ou {id}-or-later.",
    "licence.changed": "Le texte diffère du texte officiel de {id} (semblable à {share}). Ajoutez --diff pour voir où.",
    "licence.language": "{id}, en langue {language}.",
    "licence.additional": "Des termes s'ajoutent à la licence, à partir de la ligne {line}. Ils peuvent changer ce qu'elle permet.",
    "licence.identical": "{path}\u00a0: le texte officiel de {id}, mot pour mot.",
    "licence.no-official": "{path}\u00a0: l'outil n'a qu'une empreinte de ce texte ({id}, {language}), la différence ne peut donc pas être montrée.",
}
