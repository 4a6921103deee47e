# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""L'aide de la ligne de commande."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "cli.help": "Vérifie que des dépôts suivent les pratiques de publication d'une organisation.",
    "cli.epilog": "Commencez par\u00a0: ospo-policy check",
    "cli.error": "Erreur\u00a0:",
    "cli.try-help": "Ajoutez --help à la commande pour voir ce qu'elle accepte.",
    "cli.no-such-command": "Il n'y a pas de commande `{name}`.",
    "cli.interrupted": "Interrompu.",
    "cli.defect": (
        "C'est un défaut d'ospo-policy, pas de votre dépôt. Merci de le signaler avec ce qui suit\u00a0:\n"
        "https://github.com/ospo-policy/ospo-policy/issues/new"
    ),
    "cli.two-outputs": "Un seul format parmi {formats} peut aller au terminal. Donnez un fichier aux autres avec --output.",
    "cli.lang": "Langue de tout ce qui est dit.",
    "cli.pack": "Un ensemble de règles\u00a0: un nom fourni, un fichier .yml, ou https://...#sha256=... Peut être répété.",
    "cli.offline": "Ne rien récupérer\u00a0: les ensembles de règles distants doivent être en cache.",
    "cli.rev": "Vérifier un commit, une branche ou une étiquette plutôt que la copie de travail.",
    "cli.organisation": "Le fichier de l'organisation (ospo-policy.yml), qui affecte les ensembles de règles.",
    "cli.profile": "Le profil du dépôt, à la place de celui qu'il déclare.",
    "cli.only": "Ne vérifier que cette règle. Peut être répété.",
    "cli.skip": "Laisser cette règle de côté. Peut être répété.",
    "cli.format": "Format du rapport. Peut être répété, chacun avec son --output.",
    "cli.output": "Fichier pour le format qui précède\u00a0; - est le terminal.",
    "cli.fail-on": "À partir de quel niveau un échec donne le code de sortie 1.",
    "cli.verbose": "Dire aussi ce qui est satisfait et ce qui est sans objet.",
    "cli.check.short": "Vérifier un dépôt.",
    "cli.check.help": (
        "Vérifie un dépôt\u00a0: PATH, ou celui où vous êtes.\n\n"
        "PATH est une copie de travail, un dépôt nu ou un simple dossier. Rien n'est modifié, et rien n'est récupéré sauf des politiques épinglées ailleurs."
    ),
    "cli.check.epilog": (
        "Code de sortie\u00a0: 0 rien n'a échoué au niveau de --fail-on\u00a0; 1 quelque chose a échoué\u00a0; "
        "2 mauvais usage ou politique fautive\u00a0; 3 rien n'a pu être lu\u00a0; 70 défaut de l'outil."
    ),
    "cli.explain.short": "Expliquer une règle, ou montrer la politique d'un dépôt.",
    "cli.explain.help": (
        "Explique RULE\u00a0: ce que la règle demande, pourquoi, comment elle est décidée, d'où elle vient, que faire.\n\n"
        "Avec --repo et sans RULE\u00a0: toute la politique d'un dépôt, et où chaque valeur a été fixée."
    ),
    "cli.explain.repo": "La politique de ce dépôt.",
    "cli.policy.short": "Pour qui écrit des politiques.",
    "cli.policy.help": "Pour qui écrit des politiques\u00a0: valider, lister, dire ce qu'elles demandent, afficher les schémas.",
    "cli.policy.validate.help": (
        "Valide des ensembles de règles, le fichier d'une organisation ou celui d'un dépôt. Toutes les erreurs sont dites en une fois."
    ),
    "cli.policy.list.help": "Liste les ensembles de règles fournis avec l'outil.",
    "cli.policy.list.rules.one": "{count} règle",
    "cli.policy.list.rules.other": "{count} règles",
    "cli.policy.needs.help": "Affiche les faits dont une politique a besoin pour être vérifiée.",
    "cli.policy.needs.all": "tous les chemins",
    "cli.policy.schema.help": "Affiche un schéma JSON\u00a0: des ensembles de règles, du fichier d'une organisation, de celui d'un dépôt, ou du rapport en JSON.",
    "explain.level.must": "Obligatoire. De l'ensemble de règles {pack}.",
    "explain.level.should": "Recommandé. De l'ensemble de règles {pack}.",
    "explain.level.may": "Serait un plus. De l'ensemble de règles {pack}.",
    "explain.profiles": "Seulement pour les dépôts de profil {profiles}.",
    "explain.when": "Seulement quand {condition}",
    "explain.decided": "Comment elle est décidée\u00a0:",
    "explain.template": "Un texte de départ\u00a0: {path}",
    "explain.sources": "Sources\u00a0:",
    "explain.controls": "Répond aux exigences\u00a0: {controls}.",
    "explain.set-at": "Fixé à\u00a0:",
    "rule.is-off": "La règle `{rule}` est désactivée à {at}.",
    "output.unwritable": "{path} n'a pas pu être écrit\u00a0: {reason}",
    "policy.unreadable": "{path} n'a pas pu être lu\u00a0: {reason}.",
    "policy.unreadable.hint": "Donnez le chemin d'un fichier de politique.",
    "organisation.unknown-forge": "L'entrée {number} de l'inventaire nomme la forge `{forge}`, qui n'est pas sous `forges`. Il y a\u00a0: {known}.",
    "click.usage": "Usage\u00a0:",
    "click.options": "Options",
    "click.arguments": "Arguments",
    "click.commands": "Commandes",
    "click.help": "Afficher ce message et sortir.",
    "click.version": "Afficher la version et sortir.",
    "click.missing-command": "Il manque une commande.",
    "click.missing-argument": "Il manque l'argument",
    "click.missing-option": "Il manque l'option",
    "click.no-such-option": "L'option {name!r} n'existe pas.",
    "click.no-such-command": "La commande {name!r} n'existe pas.",
    "click.invalid-value": "Valeur non valide\u00a0: {message}",
    "click.invalid-value-for": "Valeur non valide pour {param_hint}\u00a0: {message}",
    "click.missing-parameter": "Il manque le paramètre\u00a0: {param_name}",
    "click.takes-no-value": "L'option {name!r} ne prend pas de valeur.",
    "click.requires-argument": "L'option {name!r} demande une valeur.",
    "click.extra-argument": "Argument en trop ({args})",
    "click.extra-arguments": "Arguments en trop ({args})",
    "click.not-one-of": "{value!r} n'est pas parmi {choices}.",
    "click.did-you-mean-one-of": "(Vouliez-vous dire l'un de\u00a0: {possibilities}\u00a0?)",
    "click.did-you-mean": "Vouliez-vous dire {possibility}\u00a0?",
    "click.default": "par défaut\u00a0: {default}",
    "click.required": "obligatoire",
    "explain.attest": "Une personne peut le déclarer dans `.ospo-policy.yml`, sous `attestations`, au nom de `{rule}`\u00a0; cela compte {days} jours.",
}
