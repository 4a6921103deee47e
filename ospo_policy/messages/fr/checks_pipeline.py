# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ce que disent les vérifications des chaînes d'intégration."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "workflow.none": "Il n'y a pas ici de workflow GitHub Actions.",
    "workflow.good.one": "{count} workflow a été examiné, et rien n'est à y redire ({rules}).",
    "workflow.good.other": "{count} workflows ont été examinés, et rien n'est à y redire ({rules}).",
    "workflow.not-readable": (
        "{place} n'est pas du YAML valide, ou le fichier est trop grand\u00a0: on ne sait pas ce que fait ce workflow. "
        "Corrigez le fichier à cet endroit."
    ),
    "workflow.rule.permissions": "les droits sont déclarés",
    "workflow.rule.write-all": "le droit d'écrire est donné tâche par tâche",
    "workflow.rule.injection": "aucun texte d'autrui ne devient une commande",
    "workflow.rule.dispatch-injection": "aucun paramètre ne devient une commande",
    "workflow.rule.pull-request-target": "aucun code d'autrui ne s'exécute avec des droits",
    "workflow.rule.pinning": "les actions sont épinglées",
    "workflow.rule.credentials": "aucun jeton n'est laissé derrière soi",
    "workflow.found": "{findings}",
    "workflow.found.permissions.one": (
        "{count} workflow ou tâche ne dit pas ce que son jeton permet ({places})\u00a0: il peut alors permettre d'écrire dans tout "
        "le dépôt, à lui comme à chaque action utilisée. Écrivez `permissions:` puis, dessous, `contents: read` en tête du "
        "fichier, et davantage seulement dans la tâche qui en a besoin."
    ),
    "workflow.found.permissions.other": (
        "{count} workflows ou tâches ne disent pas ce que leur jeton permet ({places})\u00a0: il peut alors permettre d'écrire dans "
        "tout le dépôt, à eux comme à chaque action utilisée. Écrivez `permissions:` puis, dessous, `contents: read` en tête de "
        "chaque fichier, et davantage seulement dans la tâche qui en a besoin."
    ),
    "workflow.found.write-all.one": (
        "Le droit d'écrire est donné à toutes les tâches, ou celui de tout faire ({what}), à cet endroit\u00a0: {places}. Une "
        "seule action défaillante suffit alors pour modifier le code ou une version publiée. Ne le donnez qu'à la tâche qui en "
        "a besoin, dans ses propres `permissions:`."
    ),
    "workflow.found.write-all.other": (
        "Le droit d'écrire est donné à toutes les tâches, ou celui de tout faire ({what}), en {count} endroits ({places}). Une "
        "seule action défaillante suffit alors pour modifier le code ou une version publiée. Ne le donnez qu'à la tâche qui en "
        "a besoin, dans ses propres `permissions:`."
    ),
    "workflow.found.injection.one": (
        "Un texte que n'importe qui peut écrire ({what}) est inséré dans un script à cet endroit\u00a0: {places}. Quiconque ouvre "
        "un ticket ou une demande de fusion peut y faire exécuter ses propres commandes. Faites passer ce texte par `env:` "
        'dans l\'étape, sous la forme `TEXT: ${{{{ ... }}}}`, et écrivez `"$TEXT"` dans le script.'
    ),
    "workflow.found.injection.other": (
        "Des textes que n'importe qui peut écrire ({what}) sont insérés dans des scripts en {count} endroits ({places}). Quiconque "
        "ouvre un ticket ou une demande de fusion peut y faire exécuter ses propres commandes. Faites passer ces textes par "
        '`env:` dans l\'étape, sous la forme `TEXT: ${{{{ ... }}}}`, et écrivez `"$TEXT"` dans le script.'
    ),
    "workflow.found.dispatch-injection.one": (
        "Un paramètre ({what}) est inséré dans un script à cet endroit\u00a0: {places}. Quiconque le remplit, ou le texte qu'y met "
        "un workflow appelant, peut y faire exécuter d'autres commandes. Faites passer ce paramètre par `env:` dans l'étape, "
        'sous la forme `TEXT: ${{{{ ... }}}}`, et écrivez `"$TEXT"` dans le script.'
    ),
    "workflow.found.dispatch-injection.other": (
        "Des paramètres ({what}) sont insérés dans des scripts en {count} endroits ({places}). Quiconque les remplit, ou le texte "
        "qu'y met un workflow appelant, peut y faire exécuter d'autres commandes. Faites passer ces paramètres par `env:` dans "
        'l\'étape, sous la forme `TEXT: ${{{{ ... }}}}`, et écrivez `"$TEXT"` dans le script.'
    ),
    "workflow.found.pull-request-target.one": (
        "Le code d'une demande de fusion est récupéré ({what}) à cet endroit\u00a0: {places}. Le workflow y dispose des secrets et "
        "des droits du dépôt\u00a0: quiconque ouvre une demande peut y faire exécuter son code. Faites-le dans un workflow déclenché "
        "par `pull_request`, qui n'a ni les uns ni les autres, et ne laissez à celui-ci que ce qui se passe du code de la demande."
    ),
    "workflow.found.pull-request-target.other": (
        "Le code d'une demande de fusion est récupéré ({what}) en {count} endroits ({places}). Le workflow y dispose des secrets et "
        "des droits du dépôt\u00a0: quiconque ouvre une demande peut y faire exécuter son code. Faites-le dans un workflow déclenché "
        "par `pull_request`, qui n'a ni les uns ni les autres, et ne laissez à celui-ci que ce qui se passe du code de la demande."
    ),
    "workflow.found.pinning.one": (
        "{count} action ou image de tiers n'est pas épinglée ({what}, ici\u00a0: {places}). Son auteur, ou quiconque prend la main "
        "sur son compte, peut remplacer ce qui s'exécute ici. Écrivez le commit complet après le `@`, et la version en "
        "commentaire\u00a0: `proprietaire/action@<40 chiffres> # v1.2.3`. Dependabot et Renovate tiennent ensuite les deux à jour."
    ),
    "workflow.found.pinning.other": (
        "{count} actions ou images de tiers ne sont pas épinglées ({what}, ici\u00a0: {places}). Leurs auteurs, ou quiconque prend la "
        "main sur un compte, peuvent remplacer ce qui s'exécute ici. Écrivez le commit complet après le `@`, et la version en "
        "commentaire\u00a0: `proprietaire/action@<40 chiffres> # v1.2.3`. Dependabot et Renovate tiennent ensuite les deux à jour."
    ),
    "workflow.found.credentials.one": (
        "{count} récupération du code laisse son jeton dans le dossier de travail ({places})\u00a0: chaque étape qui suit, et chaque "
        "dossier envoyé ailleurs, le contient. Écrivez `with:` puis, dessous, `persist-credentials: false`."
    ),
    "workflow.found.credentials.other": (
        "{count} récupérations du code laissent leur jeton dans le dossier de travail ({places})\u00a0: chaque étape qui suit, et "
        "chaque dossier envoyé ailleurs, le contient. Écrivez `with:` puis, dessous, `persist-credentials: false`."
    ),
    "gitlab-ci.none": "Il n'y a pas ici de pipeline GitLab (.gitlab-ci.yml).",
    "gitlab-ci.good": "Le pipeline n'inclut rien que d'autres puissent changer, et n'exécute le texte de personne ({files}).",
    "gitlab-ci.not-readable": (
        "{place} n'est pas du YAML valide, ou le fichier est trop grand\u00a0: on ne sait pas ce que fait ce pipeline. "
        "Corrigez le fichier à cet endroit."
    ),
    "gitlab-ci.by-variable": (
        "Ce qui est inclus à cet endroit\u00a0: {place} dépend d'une variable ({reference}), dont la valeur ne se trouve pas dans le "
        "dépôt. Une personne doit y regarder, ou la valeur être écrite là."
    ),
    "gitlab-ci.found": "{findings}",
    "gitlab-ci.found.project.one": (
        "Un fichier d'un autre projet est inclus tel qu'il est le jour même ({what}, ici\u00a0: {places})\u00a0: quiconque peut modifier "
        "ce projet peut exécuter des commandes ici. Écrivez `ref:` avec une étiquette ou, mieux, un commit complet."
    ),
    "gitlab-ci.found.project.other": (
        "Des fichiers d'autres projets sont inclus en {count} endroits tels qu'ils sont le jour même ({what}, ici\u00a0: {places})\u00a0: "
        "quiconque peut modifier ces projets peut exécuter des commandes ici. Écrivez `ref:` avec une étiquette ou, mieux, un "
        "commit complet."
    ),
    "gitlab-ci.found.component.one": (
        "Un composant est inclus dans une version qui change ({what}, ici\u00a0: {places})\u00a0: quiconque peut le publier peut exécuter "
        "des commandes ici. Écrivez une version complète après le `@`, comme `@1.2.3`, ou un commit complet."
    ),
    "gitlab-ci.found.component.other": (
        "Des composants sont inclus en {count} endroits dans une version qui change ({what}, ici\u00a0: {places})\u00a0: quiconque peut "
        "les publier peut exécuter des commandes ici. Écrivez une version complète après le `@`, comme `@1.2.3`, ou un commit "
        "complet."
    ),
    "gitlab-ci.found.remote.one": (
        "Un fichier est inclus depuis une adresse dont le contenu peut changer ({what}, ici\u00a0: {places})\u00a0: quiconque tient ce "
        "serveur peut exécuter des commandes ici. Ajoutez `integrity: sha256-...`, ou prenez l'adresse d'une étiquette ou d'un commit."
    ),
    "gitlab-ci.found.remote.other": (
        "Des fichiers sont inclus en {count} endroits depuis des adresses dont le contenu peut changer ({what}, ici\u00a0: {places})\u00a0: "
        "quiconque tient ces serveurs peut exécuter des commandes ici. Ajoutez `integrity: sha256-...`, ou prenez l'adresse d'une "
        "étiquette ou d'un commit."
    ),
    "gitlab-ci.found.script.one": (
        "Le texte de {what}, que choisit l'auteur d'un commit ou d'une demande de fusion, est lu comme des commandes ici\u00a0: "
        "{places} (`eval`, `sh -c` ou `ssh`). Il peut contenir ses propres commandes. Mettez la commande intérieure entre "
        "apostrophes, pour que la variable lui parvienne en tant que variable, ou passez-vous du second shell."
    ),
    "gitlab-ci.found.script.other": (
        "Des textes que choisit l'auteur d'un commit ou d'une demande de fusion ({what}) sont lus comme des commandes en {count} "
        "endroits ({places}), par `eval`, `sh -c` ou `ssh`. Ils peuvent contenir leurs propres commandes. Mettez la commande "
        "intérieure entre apostrophes, pour que la variable lui parvienne en tant que variable, ou passez-vous du second shell."
    ),
    "ci-runs.what.tests": "des tests",
    "ci-runs.what.style": "une vérification du style du code",
    "ci-runs.what.coverage": "une mesure de ce que les tests couvrent",
    "ci-runs.what.sast": "une analyse de sécurité du code",
    "ci-runs.what.dependencies": "une recherche des vulnérabilités connues des dépendances",
    "ci-runs.what.sbom": "la production d'une liste des composants (SBOM)",
    "ci-runs.what.publish": "la publication des versions",
    "ci-runs.found": "L'intégration continue lance {what}\u00a0: `{command}` ({place}).",
    "ci-runs.by-job": "L'intégration continue a une tâche ou un workflow de tests, d'après son nom\u00a0: «\u00a0{job}\u00a0» ({place}).",
    "ci-runs.no-source": "Il n'y a pas ici de code source dont l'intégration continue pourrait s'occuper.",
    "ci-runs.hidden": (
        "L'intégration continue lance {hidden} ({place}), et on ne peut pas savoir d'ici si cela comprend {what}. Une personne "
        "doit y regarder."
    ),
    "ci-runs.later": (
        "L'intégration continue lance bien {what} ({place}), mais pas quand quelqu'un pousse du code ou ouvre une demande de "
        "fusion. Ajoutez `push` et `pull_request` à `on:`, pour qu'une erreur se voie avant la fusion."
    ),
    "ci-runs.none": (
        "Aucune intégration continue n'a été trouvée (comme .github/workflows ou .gitlab-ci.yml)\u00a0: rien n'est lancé quand le "
        "code change. Ce qui est attendu\u00a0: {what}. Commencez par une tâche qui lance la commande que vous utilisez à la main."
    ),
    "ci-runs.absent": (
        "L'intégration continue ({files}) ne lance aucun outil connu pour {what}. Ajoutez-y, dans une tâche que déclenche chaque "
        "envoi de code et chaque demande de fusion, la commande que vous utilisez à la main."
    ),
    "ci-runs.by-setting": (
        "Aucun outil connu pour {what} n'est lancé à chaque changement. Une forge peut aussi s'en charger par un réglage du dépôt "
        "(la configuration par défaut de CodeQL, les alertes de Dependabot), que la copie du code ne dit pas. Regardez les réglages "
        "là-bas."
    ),
    "ci-runs.absent-at-any-time": (
        "L'intégration continue ({files}) ne lance aucun outil connu pour {what}. Ajoutez-le à une tâche, comme celle qui produit "
        "une version."
    ),
    "manifest.found": "Les dépendances sont listées ({files}).",
    "manifest.no-source": "Il n'y a pas ici de code source dans un langage dont les bibliothèques viennent d'un gestionnaire de paquets.",
    "manifest.few.one": (
        "Aucun manifeste de gestionnaire de paquets n'a été trouvé, mais il n'y a que {count} fichier source ({files})\u00a0: il se peut "
        "qu'il n'utilise que son langage. Une personne doit y regarder."
    ),
    "manifest.few.other": (
        "Aucun manifeste de gestionnaire de paquets n'a été trouvé, mais il n'y a que {count} fichiers source ({files})\u00a0: il se peut "
        "qu'ils n'utilisent que leur langage. Une personne doit y regarder."
    ),
    "manifest.absent": (
        "Il y a {count} fichiers source (comme {file}) et aucun manifeste de gestionnaire de paquets (comme pyproject.toml, "
        "package.json, pom.xml)\u00a0: personne ne peut dire quelles bibliothèques sont nécessaires, ni dans quelles versions. Ajoutez le "
        "manifeste habituel de ce langage, même s'il ne liste rien."
    ),
    "lock-file.found": "Les versions des dépendances sont fixées ({files}).",
    "lock-file.not-asked": "Il n'y a pas ici de manifeste pour lequel un fichier de verrouillage serait demandé.",
    "lock-file.not-understood": "{path} n'a pas pu être compris\u00a0: on ne sait pas s'il lui faut un fichier de verrouillage.",
    "lock-file.manifest": "{path} (son fichier de verrouillage est, par exemple, {lock})",
    "lock-file.list": "{path} (donnez sa version à chaque ligne, comme nom==1.2.3)",
    "lock-file.absent.one": (
        "{count} manifeste n'a pas de fichier de verrouillage\u00a0: {manifests}. Chaque construction peut alors prendre d'autres versions, "
        "et une mauvaise entrer sans être vue. Faites écrire ce fichier par le gestionnaire de paquets, et versionnez-le."
    ),
    "lock-file.absent.other": (
        "{count} manifestes n'ont pas de fichier de verrouillage\u00a0: {manifests}. Chaque construction peut alors prendre d'autres "
        "versions, et une mauvaise entrer sans être vue. Faites écrire ces fichiers par le gestionnaire de paquets, et versionnez-les."
    ),
    "dependency-updates.none": "Il n'y a pas ici de manifeste de dépendances.",
    "dependency-updates.absent": (
        "Personne ne propose de nouvelles versions des dépendances ({ecosystems})\u00a0: ni Dependabot ni Renovate n'est configuré, et les "
        "vulnérabilités connues restent en place. Ajoutez .github/dependabot.yml sur GitHub, ou un renovate.json ailleurs."
    ),
    "dependency-updates.good": "De nouvelles versions des dépendances sont proposées par {names} ({files}).",
    "dependency-updates.wrong.one": "{count} erreur empêche que de nouvelles versions soient proposées\u00a0: {mistakes}",
    "dependency-updates.wrong.other": "{count} erreurs empêchent que de nouvelles versions soient proposées\u00a0: {mistakes}",
    "dependency-updates.mistake": "{place}\u00a0: {what}",
    "dependency-updates.not-kept": (
        "{file} ne s'occupe pas de toutes les dépendances\u00a0; il manque\u00a0: {ecosystems}. Ajoutez une entrée pour chacun sous `updates:` "
        "(ou dans `enabledManagers` de Renovate)."
    ),
    "dependency-updates.first-version": (
        "Dependabot ne lit plus ce fichier. Déplacez son contenu dans .github/dependabot.yml, sous la forme de la version 2."
    ),
    "dependency-updates.not-yaml": "ce n'est pas du YAML valide.",
    "dependency-updates.not-readable": "{path} n'a pas pu être lu comme du JSON\u00a0: on ne sait pas ce que fait Renovate.",
    "dependency-updates.version": "écrivez `version: 2` en tête du fichier.",
    "dependency-updates.no-updates": "rien n'est listé sous `updates:`.",
    "dependency-updates.no-ecosystem": "cette entrée ne dit pas quel `package-ecosystem`, comme npm ou pip.",
    "dependency-updates.wrong-ecosystem": "Dependabot ne connaît pas de package-ecosystem `{found}`. Écrivez `{meant}`.",
    "dependency-updates.new-ecosystem": (
        "Cet outil ne connaît pas le package-ecosystem `{name}` ({place}). Cherchez dans la documentation de Dependabot s'il existe."
    ),
    "dependency-updates.no-directory": "cette entrée ne dit pas dans quel `directory:` se trouve le manifeste, comme `/`.",
    "dependency-updates.no-interval": "cette entrée ne dit pas à quel rythme\u00a0: `schedule:` puis, dessous, `interval:` avec {intervals}.",
    "dependency-updates.off": "`enabled: false` désactive Renovate. Retirez cette ligne.",
    "style-config.found": "Un outil ou un guide pour le style du code est en place\u00a0: {what} ({place}).",
    "style-config.no-source": "Il y a ici trop peu de code source pour que son style soit à convenir, ou son langage a un seul outil de mise en forme pour tous.",
    "style-config.section": "la section «\u00a0{heading}\u00a0»",
    "style-config.guide": "un guide de style",
    "style-config.absent": (
        "Rien ne dit comment le code doit être écrit\u00a0: aucune configuration d'un outil de mise en forme ou de vérification n'a été "
        "trouvée, et aucune section sur le style dans le guide de contribution. Ajoutez la configuration de l'outil habituel (comme "
        "Prettier, Ruff ou Checkstyle), pour que les contributions se ressemblent et que les relectures portent sur le fond."
    ),
    "pipelines.no-rules": "La vérification ne cherche rien\u00a0: donnez au moins une règle dans `rules`.",
    "ci-runs.blank": "{path} est vide, ce qu'il exécute n'est donc pas connu.",
}
