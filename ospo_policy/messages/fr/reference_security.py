# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comment décident les vérifications de l'arborescence, des secrets et de Git, et leurs paramètres."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "check.file-absent.about": "Aucun fichier d'une certaine sorte, ou correspondant à un motif, n'est présent.",
    "check.file-absent.how": "Les sortes et les motifs sont cherchés sans tenir compte de la casse. Le résultat reste indéterminé quand la liste des fichiers est incomplète et que rien n'y a été trouvé.",
    "check.file-absent.param.kinds": "Sortes de fichiers, trouvées par leurs noms et leurs emplacements habituels en six langues.",
    "check.file-absent.param.any_of": "Motifs de chemins depuis la racine, sans tenir compte de la casse\u00a0: * reste dans un dossier, ** traverse les dossiers.",
    "check.file-absent.param.except_in": "Motifs des fichiers qui sont acceptés.",
    "check.size.about": "Aucun fichier n'est très gros, ni tous les fichiers ensemble.",
    "check.size.how": "Les tailles sont celles de la liste\u00a0; les liens et sous-modules ne comptent pas, et Git LFS ne garde que de petits pointeurs dans le dépôt. Le résultat reste indéterminé quand les tailles n'ont pas été vues, ou que la liste est incomplète.",
    "check.size.param.max_bytes": "Le nombre maximal d'octets d'un fichier.",
    "check.size.param.max_total_bytes": "Le nombre maximal d'octets de tous les fichiers ensemble\u00a0; 0 pour ne pas le limiter.",
    "check.size.param.any_of": "Motifs de chemins depuis la racine, sans tenir compte de la casse\u00a0: * reste dans un dossier, ** traverse les dossiers.",
    "check.size.param.except_in": "Motifs des fichiers qui sont acceptés.",
    "check.binaries.about": "Aucun programme ni bibliothèque compilés n'est dans le dépôt.",
    "check.binaries.how": "Les premiers octets de chaque fichier dont le nom ne dit pas le format sont examinés\u00a0; textes, images, polices et documents ne sont pas ouverts. Les lanceurs de Gradle et de Maven, et les fichiers d'exemple ou de test, sont acceptés. Le résultat reste indéterminé quand un fichier possible n'a pas été lu, ou que la liste est incomplète.",
    "check.binaries.param.in_tests_too": "Si les exemples et les données de test sont examinés aussi.",
    "check.binaries.param.except_in": "Motifs des fichiers qui sont acceptés.",
    "check.secret-files.about": "Aucune clé privée, magasin de clés ou mot de passe n'est dans le dépôt.",
    "check.secret-files.how": "Les fichiers nommés comme des clés, des magasins de clés, des environnements ou des identifiants sont ouverts et jugés à leur contenu\u00a0: un certificat public, un exemple ou une valeur factice n'en est pas un, et aucun secret n'est jamais affiché. Les exemples et données de test sont laissés de côté. Le résultat reste indéterminé quand un tel fichier n'a pas été lu, ou pas jusqu'à la fin. Révoquez d'abord la clé ou changez le mot de passe, puis retirez le fichier.",
    "check.secret-files.param.except_in": "Motifs des fichiers qui sont acceptés.",
    "check.codeowners.about": "Le fichier CODEOWNERS est là où les forges le lisent, et elles le comprennent.",
    "check.codeowners.how": "Son emplacement et son nom, la syntaxe de chaque ligne, et la correspondance de chaque motif avec un fichier sont examinés, comme gitignore pour GitHub et GitLab, ou comme expression rationnelle pour Gitea et Forgejo. Une forge ne lit qu'un fichier, le premier qu'elle trouve\u00a0; les autres sont signalés. Le résultat reste indéterminé quand le fichier n'a pas été lu. Seule la forge peut dire si les personnes nommées existent.",
    "check.codeowners.param.required": "S'il doit y avoir un fichier CODEOWNERS.",
    "check.codeowners.param.unmatched": "Ce que signifie un motif qui ne correspond à aucun fichier\u00a0: fail (échec) ou ignore.",
    "check.git.about": "L'historique est comme il doit être\u00a0: étiquettes, âge, lignes Signed-off-by, étiquettes signées.",
    "check.git.how": "Chaque point demandé est jugé séparément, et tous doivent être satisfaits. Les étiquettes signées se reconnaissent à leur bloc de signature, qui n'est pas vérifié. Les lignes Signed-off-by sont cherchées dans les 100 derniers commits, fusions exclues, et doivent venir de l'auteur ou du validateur. Le résultat reste indéterminé pour un clone superficiel (récupérez tout l'historique\u00a0: `fetch-depth: 0` sur GitHub, `GIT_DEPTH: 0` sur GitLab), ou sans dépôt Git.",
    "check.git.param.tags_at_least": "Le nombre minimal d'étiquettes.",
    "check.git.param.tag_matches": "Expressions dont l'une doit correspondre à toute la dernière étiquette.",
    "check.git.param.max_days_since_tag": "L'âge maximal de la dernière étiquette, en jours.",
    "check.git.param.signed_tags_share": "La part minimale des 20 dernières étiquettes qui est signée, de 0 à 1.",
    "check.git.param.max_days_since_commit": "L'âge maximal du dernier commit, en jours.",
    "check.git.param.sign_off_share": "La part minimale des derniers commits avec une ligne Signed-off-by, de 0 à 1.",
}
