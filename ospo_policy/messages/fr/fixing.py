# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`check --fix` : ce qui a été écrit, ce qui a été laissé et pourquoi."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "plan.unrepaired-alike": "Pas réparé dans {count} dépôts\u00a0: {rule}. {why}",
    "fix.licence.at-root-already": "Un texte de licence est déjà à la racine, dans {path}, et il n'est pas remplacé. Seules des personnes savent si un autre texte est voulu.",
    "fixing.nothing": "Il n'y avait rien à changer dans les fichiers.",
    "fixing.written.one": "{count} fichier a été écrit. Relisez-le, puis enregistrez-le dans un commit.",
    "fixing.written.other": "{count} fichiers ont été écrits. Relisez-les, puis enregistrez-les dans un commit.",
    "fixing.would-be-written.one": "{count} fichier serait écrit par --fix.",
    "fixing.would-be-written.other": "{count} fichiers seraient écrits par --fix.",
    "fixing.gaps.one": "{count} endroit est à compléter par vos soins avant publication\u00a0:",
    "fixing.gaps.other": "{count} endroits sont à compléter par vos soins avant publication\u00a0:",
    "fixing.left": "Laissé tel quel\u00a0:",
    "fixing.waiting.one": "{count} autre réparation demande une relecture et n'a donc pas été faite. --fix --unsafe la fait\u00a0:",
    "fixing.waiting.other": "{count} autres réparations demandent une relecture et n'ont donc pas été faites. --fix --unsafe les fait\u00a0:",
    "fixing.settings": "À régler sur la forge, dans les paramètres du dépôt\u00a0:",
    "fixing.people": "Seules des personnes peuvent décider de {rules}. `ospo-policy explain RÈGLE` dit que faire.",
    "fixing.uncommitted": "{path} a des changements qui ne sont pas dans un commit. Enregistrez-les ou mettez-les de côté (git stash), puis recommencez.",
    "fixing.untracked": "{path} n'est pas encore dans Git, un changement ne pourrait donc pas être annulé. Enregistrez-le dans un commit, puis recommencez.",
    "fixing.in-the-way": "Il y a déjà quelque chose à {path} qui n'appartient pas au dépôt. Déplacez-le, puis recommencez.",
    "fixing.ignored": "{path} serait ignoré par Git (.gitignore), et ne serait donc jamais publié. Retirez-le de ce qui est ignoré, puis recommencez.",
    "fixing.outside": "Le chemin vers {path} passe par un lien, ou par autre chose qu'un dossier. Rien n'y est écrit.",
    "fixing.moved": "{path} n'est pas sur le disque tel qu'il a été lu\u00a0: il a changé entre-temps, ne fait pas partie de cette copie de travail, ou est conservé ailleurs (Git LFS).",
    "fixing.unwritable": "{path} n'a pas pu être écrit\u00a0: {reason}.",
    "fixing.not-removed": "{path} n'a pas été supprimé, car le fichier qui le remplace n'a pas pu être écrit.",
    "fixing.no-files": "Seuls des fichiers sur le disque peuvent être réparés\u00a0: une copie de travail, ou un simple dossier.",
    "fixing.no-files-at-a-commit": "Avec --rev, c'est un commit qui est vérifié, et il ne change plus. Retirez --rev, ou placez-vous sur cette branche.",
    "fixing.no-files-when-bare": "Ce dépôt est nu, sans copie de travail. Clonez-le, et lancez la commande dans le clone.",
    "fixing.unsafe-alone": "--unsafe dit quelles réparations --fix fait.",
    "fixing.unsafe-alone.hint": "Écrivez --fix --unsafe, ou --diff --unsafe pour voir d'abord les changements.",
    "fixing.diff-and-report": "--diff montre des changements à la place d'un rapport, et ne va donc ni avec --format ni avec --output.",
    "fixing.diff-and-report.hint": "Retirez-les, ou lancez la vérification une deuxième fois pour le rapport.",
    "cli.check.fix": "Réparer ce qui peut l'être sans risque\u00a0: des fichiers de la copie de travail sont changés, aucun commit n'est fait. Puis vérifier à nouveau.",
    "cli.check.unsafe": "Avec --fix ou --diff\u00a0: aussi les réparations à relire, avec des endroits à compléter.",
    "cli.check.diff": "Montrer ce que --fix changerait, sans rien écrire. Code de sortie 1 si quelque chose serait changé.",
}
