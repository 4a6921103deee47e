# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ce que sont les vérifications de licences, pour `explain`, les schémas et la référence."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "check.licence.present.about": "Le texte d'une licence est dans le dépôt.",
    "check.licence.present.how": "Un fichier portant un nom usuel de licence est à la racine ou dans LICENSES, et il n'est ni vide, ni une liste de licences de tiers. Le résultat reste inconnu s'il n'y a qu'un PDF, ou si le texte n'a pas pu être lu.",
    "check.licence.detectable.about": "La forge affiche la licence sur la page du dépôt.",
    "check.licence.detectable.how": "Le fichier de licence à la racine contient une seule licence de celles que connaissent les forges (les textes de choosealicense.com), en anglais et semblable à 98 % au moins. Le résultat reste inconnu si aucune licence n'est reconnue.",
    "check.licence.free.about": "La licence est libre, selon l'Open Source Initiative ou la Free Software Foundation.",
    "check.licence.free.how": "Chaque texte de licence est identifié. Les licences ouvertes pour données et documents (Licence Ouverte, ODbL, Creative Commons BY et BY-SA) comptent aussi. Un texte qui n'est pas reconnu avec certitude reste inconnu.",
    "check.licence.free.param.also": "Autres identifiants SPDX qui comptent comme libres.",
    "check.licence.allowed.about": "La licence est dans la liste de l'organisation.",
    "check.licence.allowed.how": "Chaque texte de licence est identifié puis cherché dans la liste. Parmi des fichiers offrant un choix, un seul de la liste suffit. Le texte de la famille GPL ne dit pas si les versions ultérieures sont permises\u00a0: il est accepté, avec le conseil de le préciser. Les textes non reconnus restent inconnus.",
    "check.licence.allowed.param.any_of": "Identifiants SPDX des licences permises.",
    "check.licence.allowed.param.categories": "Catégories de licences permises.",
    "check.licence.allowed.param.families": "Si un texte qui ne dit ni «\u00a0only\u00a0» ni «\u00a0or later\u00a0» est accepté sans rien dire, ou avec un conseil.",
    "check.licence.unmodified.about": "Le texte de la licence est le texte officiel, et rien n'y est ajouté.",
    "check.licence.unmodified.how": "Le texte est comparé mot à mot. La mise en page, les titres, les titulaires et ce que les modèles SPDX disent facultatif ne comptent pas. Des termes ajoutés à la licence font échouer aussi. Les textes non reconnus restent inconnus.",
    "check.licence.filename.about": "Un fichier qui porte le nom d'une licence la contient.",
    "check.licence.filename.how": "L'identifiant SPDX d'un nom comme LICENSES/MIT.txt ou LICENSE-MIT est comparé à la licence qu'est le texte. Le résultat reste inconnu si le texte n'est pas reconnu.",
    "check.licence.holder.about": "Une licence qui a une ligne pour le titulaire des droits en nomme un.",
    "check.licence.holder.how": "Pour MIT, BSD, ISC et semblables, une ligne de copyright nomme quelqu'un, et aucun texte à remplacer du modèle ne reste. Une année seule n'est pas un titulaire. Les autres licences ne sont pas concernées.",
    "check.licence.consistent.about": "Textes de licence, manifestes, métadonnées et README parlent de la même licence.",
    "check.licence.consistent.how": "Chaque endroit qui nomme une licence est comparé aux textes de licence et à ce que le README déclare. Parmi les en-têtes SPDX, celui que portent la plupart des fichiers source compte, si on le demande. Une double licence, ou une autre licence pour la documentation, n'est pas un conflit\u00a0; une valeur que npm a écrite d'office en est un. Ce qui n'a pas pu être lu ou reconnu reste inconnu.",
    "check.licence.consistent.param.ignore": "Motifs des fichiers dont les mentions ne sont pas comparées.",
    "check.spdx.casing.about": "Les licences sont nommées par leur identifiant SPDX, écrit comme SPDX l'écrit.",
    "check.spdx.casing.how": "Dans les champs qui portent des identifiants SPDX (package.json, pyproject.toml, publiccode.yml, CITATION.cff, REUSE.toml et semblables) et dans les noms de fichiers de LICENSES. Les identifiants que SPDX a remplacés passent, avec un conseil.",
    "check.licence.compatible.about": "Les licences des composants et du code tiers copié sont compatibles avec celle du dépôt.",
    "check.licence.compatible.how": "Les licences indiquées par package-lock.json et composer.lock (hors développement) et les textes du code tiers copié sont cherchées dans une matrice documentée (annexe de l'EUPL, matrice de la FSF, CeCILL, Apache et GPL). Ce qu'elle ne dit pas reste inconnu. Ce n'est pas un avis juridique.",
    "check.licence.compatible.param.takes_over": "Si un composant dont la licence s'impose à l'ensemble échoue, ou passe avec un conseil.",
    "check.licence.compatible.param.ignore": "Noms de composants qui ne comptent pas.",
    "check.reuse.compliant.about": "Chaque fichier indique sa licence et son titulaire des droits, comme le veut REUSE.",
    "check.reuse.compliant.how": "L'outil REUSE lit chaque fichier (pip install 'ospo-policy[reuse]'). Ce qu'il reproche est nommé\u00a0: fichiers sans licence ou sans titulaire, identifiants erronés, textes absents ou inutilisés. Reste inconnu quand l'outil n'est pas installé ou que les fichiers ne sont pas sur le disque.",
    "check.reuse.coverage.about": "La part des fichiers avec licence et titulaire ne descend pas sous un seuil.",
    "check.reuse.coverage.how": "L'outil REUSE compte les fichiers avec une licence et ceux avec un titulaire des droits\u00a0; la plus petite part compte. Reste inconnu quand l'outil n'est pas installé ou que les fichiers ne sont pas sur le disque.",
    "check.reuse.coverage.param.baseline": "Pourcentage de fichiers, de 0 à 100, sous lequel il ne faut pas descendre.",
    "check.licence.consistent.param.headers": "Si l'en-tête SPDX que portent la plupart des fichiers source est comparé aussi. Cela demande de lire le début de chaque fichier source.",
    "check.licence.allowed.param.scope": "Ce que couvre la licence\u00a0: si le README déclare une autre licence pour le code, la documentation ou les données, c'est elle qui est jugée.",
    "check.reuse.compliant.param.aspects": "Les parties demandées\u00a0: files (chaque fichier a sa licence et ses droits), source-files (chaque fichier source a sa licence), missing-texts, unused-texts, ids\u00a0; aucune nommée les demande toutes.",
}
