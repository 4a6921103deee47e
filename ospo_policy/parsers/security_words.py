# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How security policies tell where to report a vulnerability, how soon one is answered, and that it is done in private.

The words of six languages (en, fr, it, de, nl, es), seen in public repositories, in GitHub's own template (docs.github.com,
"Adding a security policy to your repository"), and in the guides of ANSSI, AgID, BSI and NCSC-NL. Patterns see folded text.
"""

from __future__ import annotations

from collections.abc import Iterator

from ospo_policy.parsers.folding import flow, fold
from ospo_policy.parsers.regex import compile_pattern

TEMPLATE = "use this section to tell people how to report a vulnerability"
"""What stands in the file that GitHub proposes, and means that nobody wrote it."""

_EMAIL = r"[a-z0-9][a-z0-9._%+-]*@(?:[a-z0-9-]+\.)+[a-z]{2,}"
_AT = r"(?: ?[\[({<] ?(?:at|@|a|arobase|arobas|chez|chiocciola|arroba|apenstaartje|ett) ?[\])}>] ?)"
_DOT = r"(?: ?[\[({<] ?(?:dot|point|punto|punkt|punt|\.) ?[\])}>] ?| dot | point | punto |\.)"
_HIDDEN = rf"[a-z0-9][a-z0-9._+-]*{_AT}[a-z0-9-]+(?:{_DOT}[a-z0-9-]+)*{_DOT}[a-z]{{2,}}"
_SPOKEN = (
    r"[a-z0-9][a-z0-9._+-]* (?:at|arobase|chiocciola|arroba) [a-z0-9-]+(?: (?:dot|point|punto|punkt|punt) [a-z0-9-]+)+"
)
_NOBODY = (
    r"@(?:[a-z0-9-]+\.)*(?:example|exemple|esempio|beispiel|voorbeeld|ejemplo|domain|domaine|yourdomain|your-domain|"
    r"yourcompany|your-company|company|organisation|organization|organisatie|organisme|organizzazione|mydomain|mon-domaine|email)\.(?:[a-z]{2,4}|example)$|@(?:[a-z0-9-]+\.)*(?:example|invalid|test|local)$|"
    r"^(?:git|noreply|no-reply|not-reply|you|your-?email|votre-?email|name|nom|user|username)@|@users\.noreply\."
)
_LINK = r"https?://[^\s<>\"')\]]+"
_PRIVATE_LINK = (
    r"://github\.com/[^/\s]+/[^/\s]+/security(?:/advisories(?:/new)?)?/?(?:[?#].*)?$|issue(?:%5b|\[)confidential(?:%5d|\])=true|"
    r"://(?:[\w.-]+\.)?(?:hackerone|bugcrowd|yeswehack|intigriti|zerocopter|openbugbounty|yogosha)\.(?:com|eu|org|io)/|"
    r"/security\.txt|vulnerabilit|kwetsbaarhe|schwachstell|vulnerabilid|disclosure|bug-?bounty|/vdp\b|divulgation|"
    r"report-?a?-?(?:security|bug|incident)|signaler|segnala|"
    r"://(?:www\.)?(?:cert\.ssi\.gouv\.fr|club\.ssi\.gouv\.fr|cyber\.gouv\.fr|cert-pa|csirt)"
)
_NOT_A_DOOR = (
    r"/issues?(?:/|$|\?)|/discussions?(?:/|$)|/pulls?(?:/|$)|/security/policy|/releases?(?:/|$)|/blob/|/raw/|"
    r"://(?:[\w.-]+\.)?(?:wikipedia|owasp|first|mitre|cve|semver|rfc-editor|ietf|openssf|iso|w3|spdx)\.(?:org|com)|"
    r"://docs\.github\.com|shields\.io|badge|\.(?:svg|png|jpe?g|gif)$|nvd\.nist\.gov|developercertificate|oss-vulnerability-guide|/\.\.\.|://\.\.\."
)
_CONFIDENTIAL_ISSUE = r"issue(?:%5b|\[)confidential(?:%5d|\])=true"
_REPORTS = (
    r"\breport(?:s|ing|ed)?\b|submit|disclos|\bsend (?:us|an?|your|it)\b|contact|signale[rz]|signalement|declare[rz]|segnal\w+|"
    r"comunic\w+|\bmeld(?:en|et|ung|ing|formular)?\b|einreich|notify|notifie[rz]|\binform (?:us|the)\b|informez|formulai|formular|"
    r"\bmodulo\b|\bform\b|prevenir|avise[rz]"
)
_DOOR_WORDS = (
    r"private[- ]vulnerability[- ]report|\bsecurity[^a-z0-9\n]{1,4}tab\b|\btab[^a-z0-9\n]{1,5}security\b|"
    r"(?:onglet|scheda|reiter|tabblad)[^a-z0-9\n]{1,5}(?:security|securite)\b|security[- ]advisor|security/advisories|avis de securite|signalement prive|segnalazione privata|"
    r"(?:confidential|private) (?:issue|ticket|security report)|ticket confidentiel|issue confidentielle|"
    r"segnalazione riservata|vertrauliches (?:issue|ticket)|vertrouwelijk (?:issue|ticket)"
)

_FEW = (
    r"(?:[0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|fourteen|deux|trois|quatre|cinq|sept|huit|neuf|dix|quinze|"
    r"due|tre|quattro|cinque|sei|sette|dieci|quindici|zwei|drei|vier|funf|sechs|sieben|zehn|vierzehn|twee|drie|vijf|zes|"
    r"zeven|tien|veertien|dos|tres|cuatro|cinco|siete|diez|quince)"
)
_ONE = r"(?:a|an|one|single|un|une|uno|una|einem|einer|eines|een|1)"
_SORT = r"(?:[ -]?(?:working|business|calendar|week|full|jours?|giorni|werk|arbeits|kalender))?"
_UNIT = (
    r"(?:hours?|hrs?|days?|weeks?|h|heures?|j|jours?|semaines?|ore|ora|giorn[oi]|settiman[ae]|stunden?|tage?n?|werktage?n?|"
    r"arbeitstage?n?|wochen?|uur|uren|dag|dagen|werkdag(?:en)?|week|weken|horas?|dias?|semanas?)"
)
_DELAY = (
    rf"\b{_FEW}(?: ?(?:-|to|a|ou|or|bis|tot|o) ?{_FEW})?{_SORT}[ -]?{_UNIT}\b|"
    rf"\b(?:within|under|in|sous|dans|entro|innerhalb|binnen|en menos de|en|dentro de|d'ici|in meno di|in less than|en moins d')"
    rf" ?(?:un delai d'|un delai de |maximum |au plus |von )?{_ONE}{_SORT} {_UNIT}\b|"
    r"\b(?:next (?:business|working) day|jour ouvre suivant|prochain jour ouvre|giorno lavorativo successivo|nachsten werktag|"
    r"volgende werkdag|siguiente dia habil)\b"
)
_ANSWERS = (
    r"respon|repl[yi]|answer|acknowledg|confirm|get back|review|triag|contact(?:ed)? you|reach (?:out|back)|hear (?:back|from)|"
    r"(?:first|status|initial|regular) |updat|receipt|handl|process|assess|investigat|look|"
    r"repon|accus|trait|revien|reven|recontact|prise? en compte|pris en charge|retour|confirmation|analys|examin|"
    r"rispo|riscontr|conferm|prend\w* in carico|antwort|bestatig|ruckmeld|reagi|melden|antwoord|bevestig|reager|"
    r"reactie|respuest|contest|acus"
)
_PUBLICATION = r"publicly disclos|public disclosure|embargo|made public|rendu\w* publi|divulgation publi|veroffentlich|openbaar gemaakt"

_PUBLIC = (
    r"(?:public\w*|issues?\b|issue tracker|bug tracker|pull requests?|tickets?\b|anomalies?\b|incidencias?|pubblic\w*|"
    r"offentlich\w*|publiek\w*|openba\w*|discussions?\b|github\b)"
)
_PRIVATE = (
    rf"\b(?:do not|don't|dont|never|avoid|rather than|instead of|not be|should not|must not|not through|not via|not by)\b[^.\n]{{0,100}}\b{_PUBLIC}|"
    rf"\b(?:ne|n'|sans|eviter|evitez|plutot que|au lieu d|pas)\b[^.\n]{{0,100}}\b{_PUBLIC}|"
    rf"\b(?:non|evitare|invece di|nessuna?)\b[^.\n]{{0,100}}\b(?:pubblic\w*|issues?\b)|"
    rf"\b(?:nicht|keine?|keinen|statt|niet|geen|nooit|in plaats van)\b[^.\n]{{0,100}}\b{_PUBLIC}|\b(?:offentlich\w*|issues?)\b[^.\n]{{0,60}}\b(?:nicht|niet)\b|"
    rf"\b(?:no (?:abra|abras|cree|crees|inform\w*|publi\w*|utili\w*|report\w*|use|uses|divulg\w*|hag\w*|notifi\w*)|en lugar de|evit[ea])\b[^.\n]{{0,100}}\b{_PUBLIC}|"
    rf"\bi\.p\.v\. [^.\n]{{0,60}}\b{_PUBLIC}|"
    r"\bprivately\b|\bin private\b|\bconfidential\w*|\ben prive\b|\bprivee\b|confidenti\w+|\bprivatamente\b|riservat\w+|"
    r"vertraulich|vertrouwelijk|confidencial\w*|\bprivada\w*|private vulnerability report|security/advisories"
)


def address(text: str) -> tuple[int, str] | None:
    """Where a text names a private way to report, and what stands there: an address, a form, a page of advisories."""
    seen = fold(text)
    for pattern in (_EMAIL, _HIDDEN, _SPOKEN):
        for start, end in compile_pattern(pattern).find(seen):
            if compile_pattern(_NOBODY).search(_plain(seen[start:end])) is None:
                return start, text[start:end]
    for start, end in compile_pattern(_LINK).find(seen):
        if _is_door(seen, start, end):
            return start, text[start:end].rstrip(".,;")
    words = compile_pattern(_DOOR_WORDS).search(flow(text))
    return (words[0], text[words[0] : words[1]]) if words else None


def _plain(said: str) -> str:
    """A hidden address as a plain one."""
    at = compile_pattern(f"{_AT}| (?:at|arobase|chiocciola|arroba) ").search(said)
    if "@" not in said and at is not None:
        said = f"{said[: at[0]]}@{said[at[1] :]}"
    for dot in (" dot ", " point ", " punto ", "[dot]", "(dot)", "[point]", "(point)", "[.]", " [dot] ", " (dot) "):
        said = said.replace(dot, ".")
    return said


def _is_door(seen: str, start: int, end: int) -> bool:
    """Whether a link leads to where a vulnerability is reported in private."""
    link = seen[start:end].rstrip(".,;")
    if compile_pattern(_CONFIDENTIAL_ISSUE).search(link) is not None:
        return True
    if compile_pattern(_NOT_A_DOOR).search(link) is not None:
        return False
    if compile_pattern(_PRIVATE_LINK).search(link) is not None:
        return True
    line = seen[max(seen.rfind("\n", 0, start), start - 300) + 1 : end]
    said = compile_pattern(_LINK).find(line)
    first = next(said, (len(line), 0))[0]
    after = seen[end : end + 60].partition("\n")[0].partition(". ")[0]
    return compile_pattern(_REPORTS).search(f"{line[:first]}\n{after}") is not None


def delay(text: str) -> tuple[int, str] | None:
    """Where a text says how soon a report is answered, and what stands there."""
    seen = flow(text)
    for start, end in compile_pattern(_DELAY).find(seen):
        sentence = _sentence(seen, start, end)
        answers = compile_pattern(_ANSWERS).search(sentence) is not None
        if answers and compile_pattern(_PUBLICATION).search(sentence) is None:
            return start, text[start:end]
    return None


def private(text: str) -> tuple[int, str] | None:
    """Where a text asks not to report in public, and what stands there."""
    found = compile_pattern(_PRIVATE).search(flow(text))
    return (found[0], text[found[0] : found[1]]) if found else None


def _sentence(seen: str, start: int, end: int) -> str:
    """The sentence around a place, or the part of it that is near."""
    before = seen[max(0, start - 200) : start]
    after = seen[end : end + 200]
    cut = max(before.rfind(". "), before.rfind("\n"), before.rfind("! "), before.rfind("? "))
    ends = [at for at in (after.find(". "), after.find("\n")) if at >= 0]
    return before[cut + 1 :] + seen[start:end] + after[: min(ends, default=len(after))]


def without_comments(text: str) -> str:
    """The text with HTML comments blanked, every character where it was."""
    if "<!--" not in text:
        return text
    return "".join(_parts(text))


def _parts(text: str) -> Iterator[str]:
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield text[at:start]
        yield "".join("\n" if char == "\n" else " " for char in text[start : end + 3])
        at = end + 3
    yield text[at:]
