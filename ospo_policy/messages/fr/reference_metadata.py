# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the checks on metadata files decide, and their parameters."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "check.cff.about": "CITATION.cff est valide et concorde avec la licence et la dernière version publiée.",
    "check.cff.how": "Les règles du Citation File Format 1.2.0, sans réseau\u00a0; ce qu'un modèle a laissé compte comme une erreur. La licence doit être l'une de celles des textes de licence. La version ne doit pas être plus ancienne que la dernière étiquette de publication\u00a0; sans version, c'est le jour de publication qui compte. Le résultat reste indéterminé quand le fichier n'a pas été lu jusqu'au bout, qu'un texte de licence n'a pas été reconnu, ou que les étiquettes n'ont pas été vues.",
    "check.cff.param.absent": "Ce que signifie l'absence du fichier\u00a0: not-applicable (sans objet) ou fail (échec).",
    "check.cff.param.aspects": "Ce qui est examiné\u00a0: valid (le format), licence (la même que dans les textes), version (la dernière publication).",
    "check.codemeta.about": "codemeta.json se lit comme CodeMeta et concorde avec la licence et la dernière version publiée.",
    "check.codemeta.how": "Le fichier est du JSON dans le contexte de CodeMeta ou de schema.org, avec les clés demandées\u00a0; la licence est une adresse, qui doit exister si elle est de SPDX\u00a0; l'adresse du dépôt commence par https://. La licence et la version sont comparées comme dans `cff`. Le résultat reste indéterminé quand le fichier n'a pas été lu jusqu'au bout, qu'un texte de licence n'a pas été reconnu, ou que les étiquettes n'ont pas été vues.",
    "check.codemeta.param.absent": "Ce que signifie l'absence du fichier\u00a0: not-applicable (sans objet) ou fail (échec).",
    "check.codemeta.param.required": "Clés que le fichier doit avoir\u00a0; `softwareVersion` compte comme `version`.",
    "check.codemeta.param.aspects": "Ce qui est examiné\u00a0: valid (le format), licence (la même que dans les textes), version (la dernière publication).",
    "check.code-json.about": "code.json décrit le dépôt comme le doivent les agences des États-Unis.",
    "check.code-json.how": "Les clés que demande la version 2.0.0 du schéma de DSACMS/gov-codejson, avec leurs types, leurs mots, leurs adresses et leurs dates\u00a0; ce que son édition pour les CMS (2.1.0) écrit autrement est accepté. La licence doit être l'une de celles des textes de licence. L'inventaire d'une agence entière est un autre format et n'est pas jugé. Le résultat reste indéterminé quand le fichier n'a pas été lu jusqu'au bout, ou qu'un texte de licence n'a pas été reconnu.",
    "check.code-json.param.absent": "Ce que signifie l'absence du fichier\u00a0: not-applicable (sans objet) ou fail (échec).",
    "check.code-json.param.required": "Clés que le fichier doit avoir.",
    "check.code-json.param.aspects": "Ce qui est examiné\u00a0: valid (le format), licence (la même que dans les textes).",
    "check.security-txt.about": "Le fichier security.txt d'un site respecte la RFC 9116 et n'a pas expiré.",
    "check.security-txt.how": "Chaque `.well-known/security.txt` est lu, où que soient les fichiers du site, hors exemples et tests\u00a0: au moins un Contact sous forme d'adresse (mailto:, https: ou tel:), un seul Expires, à venir, au plus un Preferred-Languages, aucune adresse en http:. Une signature est acceptée sans être vérifiée\u00a0; les champs que la RFC ne nomme pas sont ignorés. Le résultat reste indéterminé quand un fichier n'a pas été lu jusqu'au bout.",
    "check.security-txt.param.absent": "Ce que signifie l'absence du fichier\u00a0: not-applicable (sans objet) ou fail (échec).",
    "check.security-contact.about": "La politique de sécurité dit comment signaler une vulnérabilité en privé.",
    "check.security-contact.how": "Le fichier SECURITY, et les sections sur la sécurité du README et du guide de contribution, sont parcourus en six langues\u00a0: une adresse électronique (même masquée, comme «\u00a0nom (arobase) domaine.fr\u00a0»), un formulaire, une page d'avis ou un programme\u00a0; un délai dans une phrase sur la réponse\u00a0; une phrase qui écarte les tickets publics. Les exemples, les commentaires et le modèle de GitHub ne comptent pas. Le résultat reste indéterminé quand un texte qui pourrait le dire n'a pas été lu.",
    "check.security-contact.param.address": "Si un moyen privé de signalement doit être donné.",
    "check.security-contact.param.delay": "S'il faut dire sous quel délai un signalement reçoit une réponse.",
    "check.security-contact.param.private": "S'il faut demander de ne pas passer par un ticket public.",
    "check.security-contact.param.root_only": "Si seul un fichier SECURITY à la racine compte.",
    "check.security-contact.param.absent": "Ce que signifie que rien n'en parle\u00a0: fail (échec) ou not-applicable (sans objet).",
    "check.accessibility-statement.about": "Le dépôt d'un service contient, lie ou mentionne sa déclaration d'accessibilité.",
    "check.accessibility-statement.how": "Le README et publiccode.yml sont parcourus à la recherche des noms de la déclaration en six langues, d'un niveau de conformité et de liens\u00a0; une page du site qui porte ce nom compte aussi. L'accessibilité en général ne compte pas. Le résultat reste indéterminé quand rien n'a été trouvé et qu'un texte n'a pas été lu.",
    "check.accessibility-statement.param.otherwise": "Ce que signifie que rien n'a été trouvé\u00a0: fail (échec) ou unknown (indéterminé).",
    "check.personal-data.about": "Aucune adresse électronique privée ni aucun numéro de sécurité sociale n'est dans les documents.",
    "check.personal-data.how": "Les fichiers communautaires, CITATION.cff, publiccode.yml, codemeta.json et CODEOWNERS sont parcourus à la recherche d'adresses chez des fournisseurs pour particuliers (les rôles comme contact@ et les adresses sans réponse de GitHub sont admis) et de numéros de sécurité sociale dont la clé est juste. Ce qui a été trouvé n'est jamais affiché, seulement son emplacement. Le résultat reste indéterminé quand rien n'a été trouvé et qu'un texte n'a pas été lu.",
    "check.personal-data.param.emails": "Si les adresses électroniques privées sont cherchées.",
    "check.personal-data.param.register_numbers": "Si les numéros de sécurité sociale (NIR) sont cherchés.",
    "check.personal-data.param.except_in": "Motifs des fichiers qui sont acceptés.",
    "check.state-brand.about": "Un dépôt qui contient la marque de l'État dit qu'elle est réservée.",
    "check.state-brand.how": "Des copies de la police Marianne, du logo de l'État ou de son système de design (DSFR), ou une dépendance à celui-ci, demandent une phrase dans le README, la licence, la notice, le guide de contribution ou REUSE.toml. La licence du système de design exclut la police, et ses conditions le réservent aux services de l'État. Le résultat reste indéterminé quand rien n'a été trouvé et qu'un texte n'a pas été lu.",
    "check.state-brand.param.dependency": "Si une dépendance au système de design compte, en plus des copies.",
}
