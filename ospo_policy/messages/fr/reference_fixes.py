# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ce que font les réparations, pour les schémas, explain et les pages."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "schema.Fix.edit": "Une modification de fichiers, ou plusieurs, essayées dans l'ordre jusqu'à ce que la règle soit satisfaite\u00a0: chacune un nom, ou un nom avec des paramètres.",
    "schema.Fix.advice": "Ce que seules des personnes peuvent décider ou faire, dit dans un ticket\u00a0: chaque fois un nom, ou un nom avec des paramètres.",
    "schema.Fix.mode": "Jusqu'où l'outil va pour cette règle, si c'est moins loin que ce que permet le fichier de l'organisation.",
    "schema.Fix.confidential": "Si le ticket est confidentiel, là où la forge peut le garder ainsi.",
    "edit.section.about": "Ajoute une section qui manque à un document, avec ce que l'on sait du projet, et des marques pour le reste.",
    "edit.section.how": "La section se place avant celles qui finissent d'habitude un document, ressemble à ses voisines et suit la langue du document. Une section vide est remplie.",
    "edit.section.param.about": "Le sujet de la section.",
    "edit.section.param.kinds": "Les sortes de documents, dont le premier présent reçoit la section.",
    "edit.readme-title.about": "Met le nom du logiciel en tête d'un README sans titres.",
    "edit.readme-title.how": "Le nom est celui de publiccode.yml, du manifeste, ou du dépôt.",
    "edit.badge.about": "Ajoute un badge au README\u00a0: celui du degré d'ouverture, ou du pipeline.",
    "edit.badge.how": "Il vient après les badges du haut, ou sous le titre. Le degré est le profil que déclare le dépôt.",
    "edit.badge.param.about": "openness\u00a0: le degré de code.gouv.fr\u00a0; ci\u00a0: le pipeline.",
    "edit.dco.about": "Demande la signature des commits dans le guide de contribution.",
    "edit.dco.how": "Une section de quelques lignes sur le Developer Certificate of Origin. Rien si un accord (CLA) est demandé.",
    "edit.unmaintained-notice.about": "Dit en tête du README que le code n'est plus maintenu.",
    "edit.unmaintained-notice.how": "Si le dernier commit est ancien. Cela demande toujours un regard humain, car seule l'équipe sait si c'est vrai.",
    "edit.unmaintained-notice.param.days": "Après combien de jours sans commit.",
    "edit.tracker-link.about": "Ajoute au README les liens vers les tickets et les changements proposés.",
    "edit.tracker-link.how": "Seulement si la forge dit que les tickets sont activés.",
    "edit.security-policy.about": "Ajoute à une politique de sécurité ce qui lui manque\u00a0: l'adresse, le délai, le caractère privé des signalements.",
    "edit.security-policy.how": "L'adresse et le délai sont les valeurs `security-contact` et `security-delay` de l'organisation\u00a0; rien n'est promis que personne n'ait promis.",
    "edit.security-policy.param.address": "Si une adresse doit être donnée.",
    "edit.security-policy.param.delay": "Si le délai de réponse doit être donné.",
    "edit.security-policy.param.private": "S'il doit être dit que les tickets publics ne sont pas faits pour cela.",
    "edit.conduct-contact.about": "Met le contact de l'organisation là où un code de conduite l'a laissé en blanc.",
    "edit.conduct-contact.how": "Le contact est la valeur `conduct-contact` de l'organisation, sinon son contact.",
    "edit.https-links.about": "Fait commencer par https:// les adresses que la règle interdit.",
    "edit.https-links.how": "Dans chaque extrait reconnu, le premier http:// est changé. La réponse du serveur n'est pas essayée, d'où le regard humain demandé.",
    "edit.https-links.param.forbidden": "Les motifs (RE2) de ce que la règle interdit.",
    "edit.https-links.param.kinds": "Les sortes de fichiers.",
    "edit.https-links.param.any_of": "Les motifs de fichiers.",
    "edit.move-to-root.about": "Déplace un fichier de son dossier à la racine.",
    "edit.move-to-root.how": "Les liens qui partent du dossier sont réécrits.",
    "edit.move-to-root.param.kind": "La sorte de fichier.",
    "edit.move-to-root.param.name": "Son nom à la racine.",
    "edit.spdx-casing.about": "Écrit les identifiants de licence comme SPDX, dans les manifestes, les métadonnées et les noms de fichiers de LICENSES.",
    "edit.spdx-casing.how": "Une autre casse, des noms courants, des identifiants que SPDX a remplacés. Ce qui laisse un doute sur la licence reste tel quel.",
    "edit.manifest-licence.about": "Fait nommer par les manifestes et les métadonnées la licence dont le texte est dans le dépôt.",
    "edit.manifest-licence.how": "Seulement s'il n'y en a qu'une et que le README n'en nomme pas d'autre. Cela demande toujours un regard humain.",
    "edit.licence-filename.about": "Donne à un fichier qui porte le nom d'une licence celui de la licence qu'il contient.",
    "edit.licence-filename.how": "Seulement si le texte est reconnu comme une seule licence et que le nom est libre.",
    "edit.licence-at-root.about": "Place aussi dans un fichier LICENSE le texte de la licence, qui n'est que dans LICENSES.",
    "edit.licence-at-root.how": "S'il y a plusieurs textes, celui sur lequel tous les endroits concordent.",
    "edit.reuse-licence-texts.about": "Place dans LICENSES les textes de licence qui sont à la racine et que des fichiers nomment.",
    "edit.reuse-licence-texts.how": "Seulement les licences dont l'outil REUSE ne trouve pas le texte.",
    "edit.reuse-ci.about": "Fait lancer `reuse lint` par le pipeline.",
    "edit.reuse-ci.how": "Un workflow sur GitHub, une tâche sur GitLab.",
    "edit.dep5-to-reuse-toml.about": "Écrit REUSE.toml à la place de .reuse/dep5, avec le même sens.",
    "edit.dep5-to-reuse-toml.how": "Comme le fait `reuse convert-dep5`\u00a0; les commentaires restent.",
    "edit.publiccode-migrate.about": "Réécrit un publiccode.yml ancien, ou en dialecte français, pour la version actuelle.",
    "edit.publiccode-migrate.how": "Comme le fait `ospo-policy publiccode migrate`\u00a0; commentaires et ordre restent.",
    "edit.publiccode-coherent.about": "Fait dire à publiccode.yml ce que dit le dépôt\u00a0: version, date de publication, adresse, état.",
    "edit.publiccode-coherent.how": "D'après la dernière étiquette stable et la forge.",
    "edit.codeowners.about": "Place CODEOWNERS là où les forges le lisent, et corrige ses lignes si le sens est certain.",
    "edit.codeowners.how": "Un @ qui manque, la casse d'un chemin\u00a0; les lignes sans effet deviennent des commentaires.",
    "edit.workflow-permissions.about": "Écrit `permissions: contents: read` en tête des workflows qui n'indiquent aucun droit.",
    "edit.workflow-permissions.how": "Un workflow dont une tâche écrit peut-être est laissé, avec l'endroit qui le montre.",
    "advice.choose-licence.about": "Comment choisir une licence\u00a0: ce que signifie chacune d'une liste, et celles qui sont d'usage pour un tel dépôt.",
    "advice.choose-licence.param.any_of": "Les licences entre lesquelles choisir, par leur identifiant SPDX.",
    "advice.licence-conflict.about": "Que faire quand des endroits nomment des licences différentes, avec tous ces endroits.",
    "advice.licence-changed.about": "Que faire d'un texte de licence modifié.",
    "advice.reuse-headers.about": "Comment écrire licence et titulaire dans les fichiers, avec la commande.",
    "advice.unused-licences.about": "Que faire des textes de licence auxquels rien ne renvoie.",
    "advice.leaked-secret.about": "Que faire d'une clé ou d'un mot de passe dans le dépôt, dans l'ordre.",
    "advice.compiled-files.about": "Que faire des fichiers compilés.",
    "advice.no-agreement.about": "Que faire d'un accord (CLA) demandé aux contributeurs.",
    "advice.script-injection.about": "Que faire des scripts qui exécutent ce que d'autres écrivent.",
    "advice.untrusted-checkout.about": "Que faire des workflows qui exécutent le code d'un tiers avec des secrets.",
    "advice.wide-permissions.about": "Que faire des tâches qui ont trop de droits.",
    "advice.unpinned-actions.about": "Que faire des actions qui ne sont pas épinglées.",
    "advice.contact-left-blank.about": "Ce qu'il faut décider quand un code de conduite ne nomme personne.",
    "advice.no-security-contact.about": "Ce qu'il faut décider quand personne n'est nommé pour recevoir les signalements.",
    "advice.document-formats.about": "Que faire des documents qui ne se comparent pas ligne à ligne.",
    "page.fixes": "Réparations",
    "page.fixes.about": "Ce qu'une règle peut nommer sous `fix`, pour que l'outil répare ce qu'il trouve. Chaque modification garde ce qui est dans un fichier, en change le moins possible, et ne change rien à ce qui est déjà juste\u00a0; en cas de doute, elle dit pourquoi et ne change rien.",
    "page.fixes.edits": "Modifications",
    "page.fixes.safe": "Sans risque\u00a0: elle découle seulement de ce que le dépôt dit déjà.",
    "page.fixes.checkout": "Dans une copie de travail",
    "page.fixes.checkout.about": (
        "Une équipe n'a pas besoin d'attendre une demande. `ospo-policy check --fix` fait les réparations sans risque dans la copie de travail, puis "
        "vérifie à nouveau\u00a0: ce qui est réparé n'échoue plus, et le code de sortie dit ce qui reste. Aucun commit n'est fait."
    ),
    "page.fixes.checkout.options": (
        "- `--fix` change ce qui découle seulement de ce que le dépôt dit déjà.\n"
        "- `--fix --unsafe` fait aussi les réparations à relire, comme de nouveaux fichiers tirés de textes de départ, et donne la liste des "
        "endroits à compléter, sous la forme `FICHIER:LIGNE`.\n"
        "- `--diff`, avec ou sans `--unsafe`, montre les changements et n'écrit rien\u00a0; le code de sortie est 1 si quelque chose serait changé.\n"
        "- `--only RÈGLE` et `--skip RÈGLE` choisissent ce qui est réparé\u00a0; une réparation qui casserait une autre règle n'est pas faite pour autant."
    ),
    "page.fixes.checkout.care": (
        "Un fichier n'est écrit que s'il est tel que dans le dernier commit, pour que `git diff` montre la réparation et que `git restore` la "
        "défasse\u00a0; un nouveau fichier, seulement là où il n'y a rien, pas même quelque chose que Git ignore. Rien n'est écrit à travers un lien, et "
        "ce qui est écrit garde ses fins de ligne, sa marque d'ordre des octets et ses permissions. Un deuxième `--fix` ne change rien. Les réglages "
        "de la forge et ce que seules des personnes peuvent décider sont dits, pas faits. Ce qui a été fait est dit sur la sortie d'erreur\u00a0; le "
        "rapport est sur la sortie standard."
    ),
    "page.fixes.settings": "Réglages",
    "page.fixes.settings.about": "Nommés sous `setting`. Il faut être administrateur du dépôt\u00a0; sur GitLab, mainteneur.",
    "page.fixes.never": "jamais changé par l'outil",
    "page.fixes.forges": "seulement sur {forges}",
    "page.fixes.advices": "Conseils",
    "page.fixes.advices.about": "Nommés sous `advice`\u00a0: ce que seules des personnes peuvent décider ou faire, dit dans un ticket, avec les endroits trouvés.",
}
