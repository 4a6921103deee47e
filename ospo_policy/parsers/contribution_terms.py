# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What contributors must certify or sign: the Developer Certificate of Origin, or a contributor licence agreement (CLA).

The words of six languages (en, fr, it, de, nl, es), from developercertificate.org, DISIC/politique-de-contribution-open-source
(`DCO-fr.txt`), publiccodenet/standard (`criteria/publish-with-an-open-license.md`) and contribution guides in public repositories.
A sentence that says no to an agreement ("no CLA is needed", "pas de CLA") asks for none. Patterns see folded text.
"""

from __future__ import annotations

from collections.abc import Iterator

from ospo_policy.parsers.folding import flow
from ospo_policy.parsers.regex import compile_pattern

_DCO = (
    r"developer'?s?[ -]certificate[ -]of[ -]origin|developercertificate\.org|\bdco\b|signed-off-by|--signoff|"
    r"\bsign(?:ed|ing)?[- ]off[^.\n]{0,30}\b(?:commits?|contributions?|patch(?:es)?|work)\b|\bcommits?[^.\n]{0,40}\bsign(?:ed)?[- ]off\b|"
    r"certificat d'origine|certificato d'origine|certificato di origine|(?:ursprungs|herkunfts)(?:zertifikat|erklarung|nachweis)|"
    r"certificaat van oorsprong|oorsprongscertificaat|certificado de origen"
)
_OPTION = r"\bcommit (?:-[a-zA-Z-]{1,20} ){0,3}-[a-z]{0,3}s[a-z]{0,3}\b"
"""`git commit -s`; a capital S signs with a key, which certifies no origin."""
_NO_DCO = (
    r"\bno (?:dco|sign-?off|developer)|(?:do not|don't|does not|doesn't) (?:require|ask|need|use)|(?:is|are) ?(?:not|n't) (?:required|needed|necessary)|"
    r"\b(?:pas de|aucun) (?:dco|certificat)|n'est pas (?:requis|demande|necessaire|exige)|(?:kein|keine|keinen) (?:dco|sign)|nicht (?:erforderlich|notig)"
)
_DCO_JOBS = (
    r"tim-actions/dco|dco-check|actions-dco|dco-action|apps/dco\b|probot/dco|dcochecker|\bdco[_-]?(?:check|lint|bot)|signed-off-by|"
    r"commit-?lint[^\n]{0,60}signed-off"
)
_AGREEMENT = (
    r"\b(?:i|c|f)?clas?\b|contribut(?:or|or'?s|ors'?|ion)s? licen[sc]e agreement|contribut(?:or|ion)s? licensing agreement|contributors? agreement|"
    r"copyright (?:assignment|transfer)|(?:assign|transfer)\w* (?:of )?(?:(?:your|their|the|all|any|his|her|full) ){0,3}copyrights?\b[^.\n]{0,60}\b(?:to|over)\b|"
    r"accord de (?:licence de )?(?:contribut\w+|cession)|contrat de (?:licence de )?(?:contribut\w+|cession)|cession (?:de vos |des |de |du )?droits?|"
    r"\bced(?:er|ez|e|ent)\b[^.\n]{0,60}\bdroits|accordo di licenza[^.\n]{0,20}contribu\w+|cessione (?:dei|del|di)[^.\n]{0,20}diritti|"
    r"contributor[- ]?lizenz\w*|beitrags(?:lizenz|vereinbarung)\w*|lizenzvereinbarung fur beitrag\w*|urheberrechts?ubertragung|"
    r"bijdrage(?:rs)?overeenkomst|licentieovereenkomst voor bijdrag\w*|acuerdo de licencia de (?:colaborador|contribu)\w*|cesion de derechos"
)
_ASKS = (
    r"\b(?:sign|signs|signed|signing|agree|agreed|agreeing|accept|accepted|accepting|complete|completed|fill|submit|submitted|require|required|requires|must|"
    r"need|needs|merge|merged|have to|has to|ask|asks|asked|assign\w*|transfer\w*|grant\w*|mandatory|obligatory|"
    r"signe[rz]?|signent|signature|acceptiez|acceptent|accepter|acceptez|demand\w+|exig\w+|requi\w+|requier\w+|doit|doivent|devez|devra|cession|fusionn\w+|ced\w+|rempli\w+|"
    r"obligatoire|necessaire|firm\w+|accett\w+|richie\w+|devono|dovete|deve|cession\w+|unterzeichn\w*|unterschr\w+|zustimm\w+|akzept\w+|muss|mussen|"
    r"erforderlich|abtret\w+|ubertrag\w+|onderteken\w*|akkoord|moet|moeten|vereis\w+|overdra\w+|acept\w+|deb\w+|requier\w+|ceder)\b"
)
_SAYS_NO = (
    r"\b(?:no|not|never|without|neither|nor|cannot|instead of|rather than|n't|free of)\b|n't\b|"
    r"\b(?:pas|sans|aucun|aucune|jamais|ni|plutot que|au lieu d)\b|\b(?:non|senza|nessun|nessuna|invece di|anziche)\b|"
    r"\b(?:nicht|kein|keine|keinen|keiner|ohne|statt|anstelle)\b|\b(?:niet|geen|zonder|plaats van)\b|\b(?:sin|ningun|ninguna|en lugar de)\b"
)
_ASKS_ALL_THE_SAME = (
    r"\b(?:until|unless|before|tant que|avant|finche|prima|bevor|solange|voordat|tenzij|hasta|antes)\b|"
    r"\b(?:without|sans|ohne|senza|zonder|sin)\b[^.\n]{0,60}(?:\bcla\b|agreement|accord|lizenz|overeenkomst|acuerdo)[^.\n]{0,80}"
    r"\b(?:not|cannot|can't|won't|refus\w+|reject\w*|closed|ne|nicht|non|niet|no)\b|"
    r"\b(?:not|cannot|can't|unable|ne|nicht|non|niet)\b[^.\n]{0,80}\b(?:without|sans|ohne|senza|zonder|sin)\b|"
    r"\bif you (?:have not|haven't|didn't|did not)\b|\b(?:not|n't) (?:yet|already|previously)\b|si vous n'avez pas|si ce n'est pas deja"
)
_BOTS = (
    r"cla-assistant\.io|cla\.developers\.google\.com|cla\.(?:microsoft|opensource\.microsoft)\.com|clahub\.com|easycla|cla-assistant/github-action|"
    r"contributor-assistant/github-action|cla-assistant-lite|\bcla-?bot\b|signatures/(?:version\d+/)?cla\.json"
)


def asks_dco(text: str) -> int | None:
    """Where a text asks for the Developer Certificate of Origin, or a sign-off of commits."""
    seen = flow(text)
    for start, end in compile_pattern(_DCO).find(seen):
        if compile_pattern(_NO_DCO).search(_sentence(seen, start, end)) is None:
            return start
    option = compile_pattern(_OPTION).search(text)
    return option[0] if option else None


def verifies_dco(text: str) -> int | None:
    """Where a pipeline verifies sign-offs."""
    found = compile_pattern(_DCO_JOBS).search(text.lower())
    return found[0] if found else None


def asks_agreement(text: str) -> int | None:
    """Where a text asks to sign an agreement or to assign copyright; or sends to a bot that does."""
    seen = flow(text)
    bot = compile_pattern(_BOTS).search(seen)
    if bot is not None and compile_pattern(_SAYS_NO).search(_sentence(seen, *bot)) is None:
        return bot[0]
    return next(_demands(seen), None)


def names_agreement(text: str) -> int | None:
    """Where a pipeline runs a bot that has agreements signed."""
    found = compile_pattern(_BOTS).search(text.lower())
    return found[0] if found else None


def declines(text: str) -> bool:
    """Whether a text only says that no agreement is asked for."""
    return (
        asks_agreement(text) is None and compile_pattern(_SAYS_NO).search(flow(text)) is not None and len(text) < 1_500
    )


def _demands(seen: str) -> Iterator[int]:
    done = 0
    for start, end in compile_pattern(_AGREEMENT).find(seen):
        if start < done:
            continue
        begins, done = _bounds(seen, start, end)
        sentence = seen[begins:done]
        if compile_pattern(_ASKS).search(sentence) is None:
            continue
        denied = compile_pattern(_SAYS_NO).search(_heading_above(seen, begins) + sentence) is not None
        if not denied or compile_pattern(_ASKS_ALL_THE_SAME).search(sentence):
            yield start


def _heading_above(seen: str, begins: int) -> str:
    """The heading right above a sentence ("What you need not do"), or nothing."""
    above = seen[max(0, begins - 200) : begins].rstrip()
    line = above[above.rfind("\n") + 1 :]
    return f"{line} " if line.lstrip().startswith("#") else ""


def _sentence(seen: str, start: int, end: int) -> str:
    """The sentence around a place, or the part of it that is near."""
    begins, ends = _bounds(seen, start, end)
    return seen[begins:ends]


def _bounds(seen: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends, at most so far away."""
    before, after = seen[max(0, start - 240) : start], seen[end : end + 240]
    cut = max(before.rfind(mark) + len(mark) - 1 for mark in (". ", "\n", "! ", "? ", "; "))
    ends = [at for mark in (". ", ".\n", "\n", "! ", "? ", "; ") if (at := after.find(mark)) >= 0]
    return start - len(before) + max(0, cut), end + min(ends, default=len(after))
