# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ce que la référence de la ligne de commande dit en plus de l'aide des commandes."""

from __future__ import annotations

TEXTS = {
    "page.cli": "La ligne de commande",
    "page.cli.about": "`ospo-policy COMMANDE --help` dit la même chose dans le terminal. Ce qui est en capitales est à remplacer\u00a0; ce qui est entre crochets peut être omis. Quand une variable est nommée entre parenthèses, elle donne la valeur de l'option en son absence. Ces options valent pour toutes les commandes\u00a0:",
    "page.exit-codes": "Codes de sortie",
    "page.exit-codes.about": "Ce sur quoi un script peut compter. Tout ce qui a été constaté est écrit dans tous les cas, quel que soit le code de sortie.",
    "page.exit-codes.code": "Code",
    "page.exit-codes.meaning": "Sens",
    "page.exit-codes.small": "Ce qui est indéterminé ne donne jamais 1\u00a0: c'est montré à part. Les commandes qui posent une question qui leur est propre (`licence`, `publiccode validate`, `waiver check`) emploient les mêmes codes, comme le dit leur aide.",
    "exit-code.ok": "Rien n'a échoué au niveau de `--fail-on` (`must`, sauf indication contraire) ou au-dessus\u00a0; ou la commande a fait ce qui était demandé.",
    "exit-code.findings": "Au moins une règle n'est pas satisfaite à ce niveau ou au-dessus.",
    "exit-code.usage": "La commande, une politique ou un fichier est inutilisable en l'état. Rien n'a été vérifié. Ce qui ne va pas, et où, est dit sur la sortie d'erreur.",
    "exit-code.incomplete": "L'exécution est incomplète\u00a0: il n'y a rien à vérifier, ou un dépôt n'a pas pu être lu. Ce qui a pu l'être est dans le rapport.",
    "exit-code.defect": "Un défaut de l'outil. Il imprime un compte rendu à coller dans un ticket\u00a0; merci de le faire.",
    "exit-code.interrupted": "Quelqu'un l'a interrompu (Ctrl-C). On peut le relancer à tout moment.",
    "page.schemas": "Schémas",
    "page.schemas.about": "Les JSON Schema des fichiers que l'on écrit et de ceux que lisent des programmes. `ospo-policy policy schema NOM` les imprime. Les deux versions d'un schéma demandent la même chose\u00a0; seules leurs explications changent de langue.",
    "page.schemas.editor": "Un éditeur qui connaît YAML (avec le YAML language server, comme VS Code) complète et explique un fichier qui commence par la ligne nommant son schéma\u00a0:",
}
