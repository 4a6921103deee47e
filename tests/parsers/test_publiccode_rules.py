# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each rule of the reference once, after the names and the messages of its `v0_test.go`: refused, or accepted."""

from __future__ import annotations

import pytest

from ospo_policy.parsers.publiccode.validate import validate
from tests.support.publiccode import MINIMAL, changed


def with_line(line: str) -> str:
    return changed("name: M", f"{line}\nname: M")


REFUSED = {
    "applicationSuite_wrong_type": with_line("applicationSuite: []"),
    "url_wrong_type": changed("https://example.org/medusa.git", "[]"),
    "url_invalid": changed("https://example.org/medusa.git", "foobar"),
    "landingURL_wrong_type": with_line("landingURL: []"),
    "isBasedOn_wrong_type": with_line("isBasedOn: {foobar: x}"),
    "isBasedOn_bad_url_array": with_line('isBasedOn: ["https://a.b/c", foobar]'),
    "softwareVersion_wrong_type": with_line("softwareVersion: {}"),
    "releaseDate_empty": with_line('releaseDate: ""'),
    "releaseDate_wrong_type": with_line("releaseDate: []"),
    "logo_wrong_type": with_line("logo: []"),
    "logo_file_scheme": with_line('logo: "file:///logo.png"'),
    "logo_file_scheme3": with_line('logo: "file:logo.png"'),
    "monochromeLogo_unsupported_extension": with_line("monochromeLogo: a.mpg"),
    "organisation_wrong_type": with_line("organisation: [a]"),
    "organisation_uri_wrong_italian_pa": with_line("organisation: {uri: pcm}"),
    "outputTypes_invalid": with_line("outputTypes: [a/b, x]"),
    "inputTypes_wrong_type": with_line("inputTypes: {a: b}"),
    "platforms_missing": changed("platforms: [web]\n", ""),
    "fundedBy_wrong_uri": with_line('fundedBy: [{name: a, uri: "1"}]'),
    "fundedBy_uri_missing": with_line("fundedBy: [{name: a}]"),
    "fundedBy_uri_wrong_italian_pa2": with_line('fundedBy: [{uri: "urn:x-italian-pa:no_such_pa"}]'),
    "roadmap_wrong_type": with_line("roadmap: []"),
    "developmentStatus_invalid": changed("stable", "foobar"),
    "developmentStatus_wrong_type": changed("stable", "[]"),
    "softwareType_missing": changed("softwareType: standalone/web\n", ""),
    "intendedAudience_wrong_type": with_line("intendedAudience: []"),
    "alpha_2": with_line("intendedAudience: {countries: [ZZ]}"),
    "scope": with_line("intendedAudience: {scope: [x]}"),
    "unsupported": with_line("intendedAudience: {unsupportedCountries: [mouseton]}"),
    "features_empty": changed("[one thing]", "[]"),
    "localisedName_wrong_type": changed("    features", "    localisedName: []\n    features"),
    "short_missing": changed("    shortDescription: It does one thing.\n", ""),
    "long_too_long": MINIMAL.replace("It does one thing, does it well", "x" * 10001),
    "long_short_grapheme": MINIMAL.replace(
        MINIMAL[MINIMAL.index("longDescription: ") + 17 : MINIMAL.index("    features")], "👨‍👩‍👧‍👦" * 149 + "\n"
    ),
    "doc_invalid": changed("    features", "    documentation: not_a_url\n    features"),
    "api_wrong": changed("    features", "    apiDocumentation: {}\n    features"),
    "oembed": changed("    features", "    videos: [https://google.com]\n    features"),
    "legal_missing": changed("legal:\n  license: EUPL-1.2\n", ""),
    "license_invalid": changed("EUPL-1.2", "FOOBAR"),
    "mtype_missing": changed("  type: community\n", ""),
    "c_missing": changed("  contacts:\n    - name: Jane Doe\n", ""),
    "cname": changed("name: Jane Doe", "email: a@b.fr"),
    "contractors_type": changed("  contacts:", "  contractors: x\n  contacts:"),
    "contractors_name": changed("community", "contract").replace(
        "contacts:\n    - name: Jane Doe", "contractors: [{until: 2030-01-01}]"
    ),
    "none": changed("community", "none").replace(
        "  contacts:", "  contractors: [{name: a, until: 2030-01-01}]\n  contacts:"
    ),
    "lang_empty": changed("[en]", "[]"),
    "ready_missing": changed("  localisationReady: true\n", ""),
    "dep_name": with_line("dependsOn: {open: [{name: []}]}"),
    "dep_max": with_line("dependsOn: {open: [{name: a, versionMax: []}]}"),
    "it_ext": with_line('IT: {countryExtensionVersion: "9"}'),
    "It": with_line("It: {}"),
    "langtag": changed("  en:", "  en_GB:"),
    "v1": changed('"0.7"', '"1"'),
    "vtype": changed('"0.7"', "[]"),
    "vint": changed('"0.7"', "1"),
    "name_nil": changed("name: Medusa", "name:"),
    "alias": with_line('supports: [{id: "alias:foo"}]'),
    "off": changed("true", "off"),
    "y": changed("true", "yes"),
    "mostly_empty": 'publiccodeYmlVersion: "0"\nlocalisation: {}\ndescription: {en-US: {}}\nlegal: {}\nmaintenance: {}\n',
}

ACCEPTED = {
    "fund": with_line('fundedBy: [{uri: "https://a.b"}]'),
    "pa": with_line('fundedBy: [{name: x, uri: "urn:x-italian-pa:PCM"}]'),
    "urn": with_line('organisation: {uri: "urn:foo:bar"}'),
    "nil": with_line("categories:"),
    "empty": with_line("categories: []"),
    "phone": changed("name: Jane Doe", 'name: A\n      phone: "+39 1"'),
    "up": with_line('IT: {countryExtensionVersion: "1.0", piattaforme: {spid: true}, riuso: {codiceIPA: pcm}}'),
    "or": changed("EUPL-1.2", "MIT OR Apache-2.0"),
    "inf": changed("community", "internal"),
    "none": changed("community", "none"),
    "con": changed("community", "contract").replace(
        "contacts:\n    - name: Jane Doe", 'contractors: [{name: a, until: "2030-01-01"}]'
    ),
    **{
        v: changed('"0.7"', f'"{v}"')
        for v in ["0", "0.2", "0.2.0", "0.2.1", "0.2.2", "0.3", "0.3.0", "0.4", "0.4.0", "0.5", "0.5.0", "0.7", "0.7.0"]
    },
}


@pytest.mark.parametrize("is_tolerant", [False, True])
@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_refused(text: str, is_tolerant: bool) -> None:
    assert validate(text, "publiccode.yml", is_tolerant=is_tolerant).errors


@pytest.mark.parametrize("text", ACCEPTED.values(), ids=ACCEPTED)
def test_accepted(text: str) -> None:
    assert not validate(text, "publiccode.yml").errors
