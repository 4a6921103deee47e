# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that a publiccode.yml may use.

Sources: publiccodeyml/publiccode.yml, tag v0.7.0, docs/standard (categories-list.rst, scope-list.rst, aliases-list.rst);
italia/publiccode-parser-go, `validators/v0.go` and `v0.go`.
"""

from __future__ import annotations

CURRENT_VERSION = "0.7"
LATEST = ("0", "0.7", "0.7.0")
"""What `publiccodeYmlVersion` may be without advice: "0" is the latest of 0.x."""
OLDER = ("0.2", "0.2.0", "0.2.1", "0.2.2", "0.3", "0.3.0", "0.4", "0.4.0", "0.5", "0.5.0")
"""Accepted, and read by the rules of the latest. 0.6 was never accepted by the reference."""

STATUSES = ("concept", "development", "beta", "stable", "obsolete")
SOFTWARE_TYPES = (
    "standalone/mobile",
    "standalone/iot",
    "standalone/desktop",
    "standalone/web",
    "standalone/backend",
    "standalone/other",
    "addon",
    "library",
    "configurationFiles",
)
MAINTENANCE_TYPES = ("internal", "contract", "community", "none")
COUNTRY_EXTENSIONS = ("0.2", "1.0")
ALIASES = ("gdpr", "eidas", "nis2", "cra", "spid", "cie", "anpr", "pagopa", "io")
"""Regulations and systems that `supports` can name as `alias:gdpr`."""

_CATEGORIES = (
    "accounting agile-project-management applicant-tracking application-development appointment-scheduling "
    "backup billing-and-invoicing blog budgeting business-intelligence business-process-management cad "
    "call-center-management cloud-management collaboration communications compliance-management "
    "contact-management content-management crm customer-service-and-support data-analytics data-collection "
    "data-visualization design design-system digital-asset-management digital-citizenship document-management "
    "donor-management e-commerce e-signature educational-content email-management email-marketing "
    "employee-management enterprise-project-management enterprise-social-networking erp event-management "
    "facility-management feedback-and-reviews-management financial-reporting fleet-management fundraising "
    "gamification geographic-information-systems grant-management graphic-design help-desk hr ide "
    "identity-management instant-messaging integrated-library-system inventory-management it-asset-management "
    "it-development it-management it-security it-service-management knowledge-management "
    "learning-management-system marketing mind-mapping mobile-marketing mobile-payment network-management "
    "office online-booking online-community payment-gateway payroll predictive-analysis procurement "
    "productivity-suite project-collaboration project-management property-management real-estate-management "
    "regulations-and-directives remote-support resource-management sales-management seo service-desk "
    "social-media-management survey talent-management task-management taxes-management test-management "
    "time-management time-tracking translation video-conferencing video-editing visitor-management voip "
    "warehouse-management web-collaboration web-conferencing whistleblowing website-builder workflow-management "
    "other"
)
CATEGORIES = tuple(_CATEGORIES.split())

_SCOPES = (
    "agriculture culture defence education emergency-services employment energy environment "
    "finance-and-economic-development foreign-affairs government healthcare infrastructures justice "
    "local-authorities manufacturing research science-and-technology security society sport tourism transportation welfare"
)
SCOPES = tuple(_SCOPES.split())

_DOCUMENTS = "https://github.com/publiccodeyml/publiccode.yml/blob/main/docs/standard/"
CATEGORIES_PAGE = _DOCUMENTS + "categories-list.rst"
SCOPES_PAGE = _DOCUMENTS + "scope-list.rst"
ALIASES_PAGE = _DOCUMENTS + "aliases-list.rst"
