# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which controls of other frameworks a requirement of the OSPS Baseline answers.

Source: the `guidelines` of each control in ossf/security-baseline, baseline/OSPS-*.yaml, version
2026-02-19. `NIS2` is our own reading: article 21(2) of Directive (EU) 2022/2555, (d) supply chain security,
(e) security in acquisition, development and maintenance, including vulnerability handling and disclosure,
(i) access control, (j) multi-factor authentication.
"""

from __future__ import annotations

from collections.abc import Iterable

OSPS: dict[str, str] = {
    "OSPS-AC-01": "CRA-1.2d CRA-1.2e CRA-1.2f SSDF-PO.3.2 SSDF-PS.1 SSDF-PS.2 BSI-TR-03185-2-GV.02 CSF-PR.A-02 CSF-PR.A-05 UKSSCOP-1.4.2 UKSSCOP-2.1.5 UKSSCOP-2.2.2 NIS2-21.2.j",
    "OSPS-AC-02": "CRA-1.2f SSDF-PO.2 SSDF-PO.3.2 SSDF-PS.1 SSDF-PS.2 BSI-TR-03185-2-GV.02 CSF-PR.AA-02 CSF-PR.AA-05 UKSSCOP-2.2.2 NIS2-21.2.i",
    "OSPS-AC-03": "CRA-1.2f SSDF-PO.3.2 SSDF-PS.1 SSDF-PS.2 BSI-TR-03185-2-GV.02 BSI-TR-03185-2-QA.06 CSF-PR.A-02 CSF-PR.A-05 UKSSCOP-1.1.4 UKSSCOP-2.2.2 Scorecard-Branch-Protection NIS2-21.2.i",
    "OSPS-AC-04": "CRA-1.2d CRA-1.2e CRA-1.2f SSDF-PO.2 SSDF-PO.3.2 SSDF-PS.1 SSDF-PS.2 CSF-PR.AA-02 CSF-PR.AA-05 SLSA-producer-choose-an-appropriate-build-platform SLSA-build-platform-isolation-strength-isolated UKSSCOP-2.1.1 UKSSCOP-2.1.3 UKSSCOP-2.2.2 NIS2-21.2.i",
    "OSPS-BR-01": "CRA-1.2f SSDF-PO.3.2 SSDF-PO.5.2 SSDF-PS.1 SSDF-PS.2 CSF-PR.AA-02 SLSA-choose-an-appropriate-build-platform UKSSCOP-2.1.2 UKSSCOP-2.2.2 Scorecard-Dangerous-Workflow",
    "OSPS-BR-02": "CRA-1.2f SSDF-PO.3.2 SSDF-PS.1 SSDF-PS.2 SSDF-PS.3 BSI-TR-03185-2-BR.02 SLSA-follow-a-consistent-build-process SLSA-provenance-generation-exists-authentic UKSSCOP-1.1.4 UKSSCOP-3.1.1 UKSSCOP-3.4.2",
    "OSPS-BR-03": "CRA-1.2d CRA-1.2e CRA-1.2f CRA-1.2i CRA-1.2j CRA-1.2k SSDF-PO.3.2 SSDF-PO.5.2 SSDF-PS.1 SSDF-PS.2 BSI-TR-03185-2-BR.03 SLSA-choose-an-appropriate-build-platform UKSSCOP-3.1.2",
    "OSPS-BR-04": "CRA-1.2d CRA-1.2f CRA-1.2h CRA-1.2j CRA-1.2l CRA-2.5 SSDF-PS.1 SSDF-PS.2 SSDF-PS.3 SSDF-PW.1.2 BSI-TR-03185-2-BR.04 SLSA-choose-an-appropriate-build-platform SLSA-follow-a-consistent-build-process SLSA-build-platform-isolation-strength-isolated UKSSCOP-1.1.4 UKSSCOP-2.2.3 UKSSCOP-3.1.1",
    "OSPS-BR-05": "CRA-1.2b CRA-1.2d CRA-1.2f CRA-1.2h CRA-1.2j CRA-2.1 CRA-2.2 CRA-2.3 SSDF-PO.3.2 SSDF-PS.1 SSDF-PS.2 SLSA-isolation-strength-isolated UKSSCOP-1.2.1 UKSSCOP-1.2.5 NIS2-21.2.d",
    "OSPS-BR-06": "SSDF-PO.5.2 SSDF-PS.2 SSDF-PS.2.1 SSDF-PW.6.2 BSI-TR-03185-2-BR.03 SLSA-distribute-provenance-exists UKSSCOP-1.2.2 UKSSCOP-3.1.1 Scorecard-Signed-Releases",
    "OSPS-BR-07": "SSDF-PO.1.1 SSDF-PO.3.1 SSDF-PO.4.2 SSDF-PO.5.1 SSDF-PW.1.2 SSDF-PW.1.3 SSDF-PW.5.1 UKSSCOP-1.4.3 UKSSCOP-1.4.5",
    "OSPS-DO-01": "CRA-1.2b CRA-1.2j CRA-1.2k SSDF-PW.1.2 BSI-TR-03185-2-BR.01 CSF-GV.OC-04 CSF-GV.OC-05 UKSSCOP-4.1",
    "OSPS-DO-02": "CRA-1.2c CRA-1.2l CRA-2.1 CRA-2.2 CRA-2.5 CRA-2.6 SSDF-PW.1.2 SSDF-RV.1.1 SSDF-RV.2.1 SSDF-RV.1.2 BSI-TR-03185-2-QA.03 CSF-RS.MA-02 CSF-GV.RM-05 UKSSCOP-1.1 UKSSCOP-1.3",
    "OSPS-DO-03": "CRA-1.2d SSDF-PO.4.2 SSDF-PS.2 SSDF-PS.2.1 SSDF-PS.3.1 SSDF-RV.1.3 BSI-TR-03185-2-BR.01 BSI-TR-03185-2-BR.03 UKSSCOP-3.1",
    "OSPS-DO-04": "SSDF-PO.4.2 SSDF-PS.3.1 SSDF-RV.1.3 BSI-TR-03185-2-DE.01 UKSSCOP-4.1.1 UKSSCOP-4.1.2 UKSSCOP-4.2.1",
    "OSPS-DO-05": "CRA-1.2c CRA-2.6 BSI-TR-03185-2-DE.01 UKSSCOP-4.1.1 UKSSCOP-4.2.1",
    "OSPS-DO-06": "CRA-2.1 BSI-TR-03185-2-QA.01 UKSSCOP-1.2.1 UKSSCOP-1.2.2 Scorecard-Pinned-Dependencies NIS2-21.2.d",
    "OSPS-DO-07": "",
    "OSPS-GV-01": "UKSSCOP-2.1.1",
    "OSPS-GV-02": "CRA-1.2l CRA-2.3 CRA-2.4 CRA-2.6 SSDF-PS.3 SSDF-PW.1.2 BSI-TR-03185-2-QA.03",
    "OSPS-GV-03": "CRA-1.2l CRA-2.4 SSDF-PW.1.2 BSI-TR-03185-2-GV.01 BSI-TR-03185-2-QA.04 BSI-TR-03185-2-QA.05 UKSSCOP-2.1.1",
    "OSPS-GV-04": "CRA-1.2d CRA-1.2l CRA-2.1 CRA-2.2 CRA-2.5 CRA-2.6 SSDF-PO.2 SSDF-PO.3.2 CSF-PR.AA-02 CSF-PR.AA-05",
    "OSPS-LE-01": "CRA-1.2b CRA-1.2f SSDF-PO.3.2 SSDF-PS.1 SSDF-PW.1.2 SSDF-PW.2.1",
    "OSPS-LE-02": "CRA-1.2b SSDF-PO.3.2 BSI-TR-03185-2-LE.01 CSF-GV.OC-03 Scorecard-License",
    "OSPS-LE-03": "CRA-1.2b SSDF-PO.3.2 BSI-TR-03185-2-LE.02 Scorecard-License",
    "OSPS-QA-01": "CRA-1.2b CRA-1.2f CRA-1.2j SSDF-PS.1 SSDF-PS.2 SSDF-PS.3 SSDF-PW.1.2 SSDF-PW.2.1 BSI-TR-03185-2-QA.02 CSF-ID.AM-02 CSF-ID.RA-01 CSF-ID.RA-08 SLSA-build-platform-isolation-strength-isolated UKSSCOP-2.2.3",
    "OSPS-QA-02": "CRA-2.1 CRA-2.2 CRA-2.3 SSDF-PO.3.3 SSDF-PS.1 SSDF-PS.2 SSDF-PS.3.2 SSDF-PW.4 BSI-TR-03185-2-QA.01 CSF-ID.AM.01 CSF-ID.AM-02 UKSSCOP-1.2.1 UKSSCOP-1.2.2 UKSSCOP-3.1.1 NIS2-21.2.d",
    "OSPS-QA-03": "CRA-1.2f CRA-1.2k SSDF-PO.4.1 SSDF-PS.1 SSDF-PS.2 SSDF-RV.1.2 BSI-TR-03185-2-QA.04 CSF-ID.IM-02 UKSSCOP-1.3.2 UKSSCOP-1.3.3",
    "OSPS-QA-04": "CRA-1.2b CRA-1.2f SSDF-PO.3.2 SSDF-PO.4.1 SSDF-PS.1 SSDF-PS.2 SSDF-RV.1.2 SLSA-build-platform-isolation-strength-isolated Scorecard-Binary-Artifacts",
    "OSPS-QA-05": "CRA-1.2b SSDF-PS.1 SSDF-PS.2 BSI-TR-03185-2-BR.05",
    "OSPS-QA-06": "CRA-2.3 SSDF-PW.8.2 BSI-TR-03185-2-QA.04 BSI-TR-03185-2-QA.05 CSF-ID.AM-02 Scorecard-CI-Tests",
    "OSPS-QA-07": "BSI-TR-03185-2-QA.06 Scorecard-Code-Review",
    "OSPS-SA-01": "CRA-1.2a CRA-1.2b SSDF-PO.1 SSDF-PO.2 SSDF-PO.3.2 CSF-ID.AM-02 UKSSCOP-1.1.5 NIS2-21.2.e",
    "OSPS-SA-02": "CRA-1.2a CRA-1.2b SSDF-PW.1.2 CSF-GV.OC-05 CSF-ID.AM-01 UKSSCOP-1.1.5 NIS2-21.2.e",
    "OSPS-SA-03": "CRA-1.1 CRA-1.2j CRA-1.2k CRA-2.2 SSDF-PO.5.1 SSDF-PW.1.1 CSF-ID.RA-01 CSF-ID.RA-04 CSF-ID.RA-05 CSF-DE.AE-07 UKSSCOP-1.4.1 NIS2-21.2.e",
    "OSPS-VM-01": "CRA-2.1 CRA-2.2 CRA-2.3 CRA-2.6 CRA-2.7 CRA-2.8 SSDF-RV.1.3 BSI-TR-03185-2-VM.01 CSF-GV.PO-01 CSF-GV.PO-02 CSF-ID.RA-01 CSF-ID.RA-08 UKSSCOP-3.4.1 UKSSCOP-3.5.1 UKSSCOP-4.1.2 Scorecard-Security-Policy NIS2-21.2.e",
    "OSPS-VM-02": "CRA-2.5 SSDF-RV.1.3 BSI-TR-03185-2-VM.01 CSF-GV.PO-01 CSF-GV.PO-02 CSF-ID.RA-01 UKSSCOP-3.2 Scorecard-Security-Policy NIS2-21.2.e",
    "OSPS-VM-03": "CRA-2.5 CRA-2.6 BSI-TR-03185-2-VM.01 UKSSCOP-3.2 NIS2-21.2.e",
    "OSPS-VM-04": "CRA-1.2a CRA-1.2b CRA-2.1 CRA-2.4 CRA-2.6 SSDF-PO.4.1 SSDF-RV.2.1 SSDF-RV.2.2 BSI-TR-03185-2-VM.02 CSF-ID.RA-01 UKSSCOP-3.4 UKSSCOP-3.5 UKSSCOP-4.3 NIS2-21.2.e",
    "OSPS-VM-05": "CRA-1.2a CRA-1.2b CRA-1.2c CRA-2.1 CRA-2.2 CRA-2.3 CRA-2.4 SSDF-PO.4 SSDF-PW.1.2 SSDF-PW.8.1 SSDF-RV.1.2 SSDF-RV.1.3 SSDF-RV.2.1 SSDF-RV.2.2 CSF-GV.RM-05 CSF-GV.RM-06 CSF-GV.PO-01 CSF-GV.PO-02 CSF-ID.RA-01 CSF-ID.RA-08 CSF-ID.IM-02 UKSSCOP-1.2 UKSSCOP-3.3 Scorecard-Security-Policy Scorecard-Vulnerabilities NIS2-21.2.d NIS2-21.2.e",
    "OSPS-VM-06": "CRA-1.2a CRA-1.2b CRA-1.2c CRA-2.1 CRA-2.2 CRA-2.3 CRA-2.4 SSDF-PO.4 SSDF-PW.1.2 SSDF-PW.8.1 SSDF-RV.1.2 SSDF-RV.1.3 SSDF-RV.2.1 SSDF-RV.2.2 BSI-TR-03185-2-QA.05 CSF-GV.RM-05 CSF-GV.RM-06 CSF-GV.PO-01 CSF-GV.PO-02 CSF-ID.RA-01 CSF-ID.RA-08 CSF-ID.IM-02 UKSSCOP-1.3 UKSSCOP-1.4 Scorecard-Security-Policy Scorecard-Vulnerabilities Scorecard-SAST NIS2-21.2.e",
}
"""Control to the controls that it answers, between spaces."""


def answered(controls: Iterable[str]) -> tuple[str, ...]:
    """The controls, and those of other frameworks that they answer, each once, in order."""
    found: list[str] = []
    for control in controls:
        found.append(control)
        found += OSPS.get(control.partition(".")[0], "").split()
    return tuple(dict.fromkeys(found))


def framework(control: str) -> str:
    """The framework that a control belongs to, by the name that its id begins with."""
    known = (
        "BSI-TR-03185-2",
        "OSPS",
        "CRA",
        "NIS2",
        "SSDF",
        "CSF",
        "SLSA",
        "UKSSCOP",
        "Scorecard",
        "SPC",
        "CRPA",
        "CAD",
    )
    return next((name for name in known if control.startswith(f"{name}-")), control.partition("-")[0])
