# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ce que disent les vérifications de licences."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "licence.no-text": "Aucun texte de licence n'a été trouvé.",
    "licence.absent": "Aucun texte de licence n'a été trouvé à la racine ni dans LICENSES.",
    "licence.present": "Le texte de la licence est dans {files}.",
    "licence.only-binary": "La licence n'est que dans {files}, qui n'est pas un texte simple et n'a pas été lu. Ajoutez-en le texte dans un fichier LICENSE.",
    "licence.no-licence-in": "Aucun texte de licence ne se trouve dans {files}.",
    "licence.empty": "Rien n'est écrit dans {files}.",
    "licence.unrecognised": "La licence de {files} n'a pas été reconnue avec certitude. Son texte est-il complet et inchangé\u00a0?",
    "licence.most-like": "Le texte de {files} ressemble le plus à {id}, mais il manque trop de texte ou trop a été modifié pour l'affirmer.",
    "licence.not-free": "Ce n'est pas une licence libre\u00a0: {ids}.",
    "licence.is-free": "Licence libre\u00a0: {ids}.",
    "licence.not-allowed": "Hors de la liste des licences\u00a0: {ids}. La liste comprend {list}.",
    "licence.is-allowed": "Dans la liste des licences\u00a0: {ids}.",
    "licence.one-allowed": "Dans la liste des licences\u00a0: {ids}. À côté, hors de la liste\u00a0: {others}.",
    "licence.family-allowed": "{id} est dans la liste des licences, mais son texte ne dit pas si les versions ultérieures sont permises. Précisez-le dans le README\u00a0: {variants}.",
    "licence.nothing-allowed": "licence.allowed a besoin de any_of ou de categories, pour dire ce qui est permis.",
    "licence.no-such-id": "{id} n'est pas un identifiant de licence SPDX. Vouliez-vous dire {nearest}\u00a0?",
    "licence.not-at-root": "La licence n'est que dans {files}. Certaines forges n'affichent alors aucune licence\u00a0: un fichier LICENSE à la racine serait affiché.",
    "licence.is-detectable": "Les forges affichent {id}, d'après {file}.",
    "licence.notice-only": "{file} mentionne {id} sans en donner le texte. Les forges n'affichent alors aucune licence.",
    "licence.not-detectable": "Les forges ne reconnaissent pas le texte de {file} ({spdx}) et affichent «\u00a0autre\u00a0» ou rien. Nommez la licence dans le README.",
    "licence.is-changed": "{file} diffère du texte officiel de {id}. `ospo-policy licence --diff` montre où.",
    "licence.is-added-to": "{place} commence des termes ajoutés à la licence {spdx}. Ils peuvent changer ce qu'elle permet\u00a0: placez-les dans le README.",
    "licence.is-unchanged.one": "Le texte de la licence est le texte officiel.",
    "licence.is-unchanged.other": "Les {count} textes de licence sont les textes officiels.",
    "licence.no-named-file": "Aucun fichier ne porte le nom d'une licence.",
    "licence.named-otherwise": "{file} porte le nom de {id}, mais contient le texte de {spdx}.",
    "licence.named-right.one": "Le fichier qui porte le nom d'une licence la contient.",
    "licence.named-right.other": "Les {count} fichiers qui portent le nom d'une licence la contiennent.",
    "licence.no-holder-line": "La licence n'a pas de ligne pour le titulaire des droits.",
    "licence.holder-empty": "{place} ne nomme aucun titulaire des droits\u00a0: «\u00a0{said}\u00a0». Inscrivez-y le nom de votre administration.",
    "licence.holder-absent": "{file} n'a pas de ligne avec le titulaire des droits, que demande {id}.",
    "licence.holder": "Le titulaire des droits est nommé\u00a0: {names}.",
}
