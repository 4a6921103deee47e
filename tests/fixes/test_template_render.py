# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values are other people's words and stay words; templates say little, and what they may not say is told with its line."""

from __future__ import annotations

import json
import re
import time
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import cmarkgfm
import pytest
import yaml
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.fixes import escaping, stamp
from ospo_policy.fixes.escaping import Format
from ospo_policy.fixes.render import Block, Gap, Value, render
from ospo_policy.fixes.templates import Template
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import PolicyError
from ospo_policy.model.organisation import ForgeType
from tests.support import templates as situations
from tests.support.templates import LANGUAGES, OTHERS

HOSTILE = (
    "# heading", "](https://evil.example)", "![x](https://evil.example/x.png)", "<script>alert(1)</script>", "<!-- x", "--> x",
    "{{ 7 * 7 }}{% for x in y %}{# x #}", "a: b\nc: d", "a\n\n# b\n\n- c", "- item", "+ item", "1. item", "2) item", "> quote",
    '"quote"', "'quote'", "\\", "`code`", "```", "~~~", "a | b | c", "---", "===", "&amp; &lt; &", "\u202etxt.exe", "[x]: https://evil.example",
    "[x][y]", "yes", "null", "~", "1.0", "2026-01-01", "!!python/object:os.system", "&anchor *alias", "*bold* _it_ __b__ a_b_c ~~s~~",
    "https://evil.example", "www.evil.example", "HTTP://EVIL.example", "\x1b[31m", "${{ secrets.X }}", "$(id)", "$x$", "]]]", "@everyone",
    "\ue0000\ue001", "\ue0009999\ue001", "x" * 5000, "\u2028# x", "\u0085# x", "  x", "\t- x", "# ospo-policy: template x version 1 fr 00",
    "[to complete: x]", "[ ] x", "% x", "? x", "#hash", "a #comment", "a:", ": a", "{a: b}", "[a, b]", "|", ">", "@x", "é" * 100,
)  # fmt: skip
"""What somebody may have typed on a forge as a name, a description, a topic, a branch."""
OF_REPOSITORIES = (
    "name", "description", "url", "homepage", "version", "release_date", "licence", "default_branch", "issues_url", "tags_url",
    "install_command", "test_command", "security_file", "contributing_file", "organisation", "holder", "copyright", "year",
)  # fmt: skip
LISTS = ("topics", "folders", "tools", "roadmap")


def html(text: str) -> str:
    return str(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))


def skeleton(text: str) -> list[str]:
    """The tags of a document, without what they say; an address of mail in words is one on every forge."""
    shown = re.sub(r'<a href="mailto:[^"]*">([^<]*)</a>', r"\1", html(text))
    return re.findall(r"</?[a-z0-9]+|<!--", shown)


@lru_cache
def known(folder: Path, language: str, forge: ForgeType) -> dict[str, Value]:
    return situations.values(folder, language, forge, told=True, also=("SECURITY.md", "CONTRIBUTING.md", "LICENSE"))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return situations.repository(tmp_path_factory.mktemp("base"))


def with_words(values: dict[str, Value], said: str) -> dict[str, Value]:
    one, two = (said, f"{said}x")
    return values | dict.fromkeys(OF_REPOSITORIES, said) | dict.fromkeys(LISTS, (one, two)) | {"updates": ((one, two),)}


def same_shape(base: Path, language: str, forge: ForgeType, said: str) -> None:
    """Every template has the shape that plain words give it, and is read as saying those words."""
    values = known(base, language, forge)
    for id_ in OTHERS:
        plain = situations.filled(id_, language, forge, with_words(values, "words"))
        odd = situations.filled(id_, language, forge, with_words(values, said))
        if plain is None or odd is None:
            assert plain is odd, id_
            continue
        text = stamp.stamped(odd.template, odd.rendered.text)
        assert odd.rendered.gaps == plain.rendered.gaps, id_
        assert stamp.read(text) is None or must_read(text).is_unchanged, id_
        match odd.template.format:
            case Format.MARKDOWN:
                assert skeleton(text) == skeleton(stamp.stamped(plain.template, plain.rendered.text)), (id_, said)
            case Format.YAML if id_ != "publiccode.yml":
                alike(yaml.safe_load(plain.rendered.text), yaml.safe_load(text), said)
            case Format.PIPELINE:
                alike(
                    yaml.safe_load(plain.rendered.text),
                    yaml.safe_load(text),
                    re.sub(r"[^\w ./@+:=,-]", "", escaping.words(said)),
                )
            case Format.JSON:
                alike(json.loads(plain.rendered.text), json.loads(text), said)
            case Format.TOML:
                alike(tomllib.loads(plain.rendered.text), tomllib.loads(text), said)


def must_read(text: str) -> stamp.Stamped:
    found = stamp.read(text)
    assert found is not None
    return found


def alike(plain: Any, odd: Any, said: str) -> None:
    """The same keys and types; where the one says `words`, the other says what was said."""
    assert type(plain) is type(odd)
    if isinstance(plain, dict):
        assert list(plain) == list(odd)
        for key, value in plain.items():
            alike(value, odd[key], said)
    elif isinstance(plain, list):
        assert len(plain) == len(odd)
        for one, two in zip(plain, odd, strict=True):
            alike(one, two, said)
    elif isinstance(plain, str) and plain in ("words", "wordsx"):
        assert odd in (escaping.words(said), escaping.words(f"{said}x"))


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
def test_words_of_a_repository_stay_words(base: Path, said: str) -> None:
    same_shape(base, "fr", ForgeType.GITHUB, said)


@given(
    said=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(
        lambda text: escaping.words(text) != ""
    )
)
def test_any_words_stay_words(said: str) -> None:
    for format_, read in ((Format.YAML, yaml.safe_load), (Format.JSON, json.loads)):
        assert read(escaping.ESCAPES[format_](said)) == escaping.words(said)
    shown = re.sub(r"</?(?:p|a)\b[^>]*>", "", html(escaping.markdown(said))).strip()
    plain = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert plain == escaping.words(said)
    assert html(f"a {escaping.code(said)} b").count("<") == 4


def test_a_link_leads_where_it_says_or_nowhere() -> None:
    for said, written in (
        ("https://a.example/b", "https://a.example/b"), ("javascript:alert(1)", "#"), ("data:text/html,x", "#"), ("../x", "#"),
        ("https://a.example/(b)*c", "https://a.example/%28b%29%2Ac"), ("https://a.example/b c", "#"), ("docs/a.md", "docs/a.md"), ("//evil.example", "#"), ("", "#"),
        ("a/../../b", "#"), ("https://a.example/?x[y]=1", "https://a.example/?x%5By%5D=1"), ("mailto:a@b.example", "mailto:a@b.example"),
    ):  # fmt: skip
        assert escaping.link(said) == written, said


def test_a_contact_is_a_link_only_if_it_is_an_address() -> None:
    assert escaping.contact("a@b.example") == "<a@b.example>"
    assert escaping.contact("https://a.example/x") == "<https://a.example/x>"
    assert escaping.contact("http://a.example/x") == "http&#58;//a.example/x"
    assert escaping.contact("<b> a@b.example") == "\\<b\\> a@b.example"


def template(text: str, path: str = "X.md", language: str = "en") -> Template:
    endings = {"md": Format.MARKDOWN, "yml": Format.YAML, "json": Format.JSON, "toml": Format.TOML}
    return Template(
        "X", language, 1, text, path, endings[path.rpartition(".")[2]], source="texts/en/X.md", first_line=4
    )


@pytest.mark.parametrize(
    ("text", "values", "written"),
    [
        ("{{ a }}", {"a": "x"}, "x"),
        ("{{ a or gap('what') }}", {"a": ""}, "[to complete: what]"),
        ("{% if a %}{{ a }}{% elif b %}{{ b }}{% else %}-{% endif %}", {"a": "", "b": "c"}, "c"),
        ("{% for x in a %}{{ x }};{% endfor %}", {"a": ("1", "<2>")}, "1;\\<2\\>;"),
        ("{% for x, y in a %}{{ y }}{{ x }}{% endfor %}", {"a": (("1", "2"),)}, "21"),
        ("{{ a }}", {"a": ("1", "2")}, "1, 2"),
        ("{{ n }} {{ yes }}", {"n": 3, "yes": True}, "3 true"),
        ("{{ a if b == 'c' else '' }}", {"a": "x", "b": "c"}, "x"),
        ("{% if z is defined %}{{ z }}{% endif %}.", {}, "."),
        ("{% raw %}{{ a }}{% endraw %}", {}, "{{ a }}"),
        ("{{ '<b>' }}", {}, "\\<b\\>"),
        ("{# a remark #}a", {}, "a"),
        ("a\n{{ b }}c", {"b": Block("1\n2\n", (Gap(2, "two"),))}, "a\n1\n2\nc"),
    ],
)  # fmt: skip
def test_what_a_template_may_say(text: str, values: dict[str, Value], written: str) -> None:
    assert render(template(text), values).text == written


def test_gaps_are_told_with_their_lines_in_every_format() -> None:
    rendered = render(template("a\n{{ b }}{{ gap('one') }}\n\n{{ gap(fr='deux', en='two') }}\n", language="fr"),
                      {"b": Block("1\n2\n", (Gap(2, "zero"),))})  # fmt: skip
    assert rendered.gaps == (Gap(3, "zero"), Gap(4, "one"), Gap(6, "deux"))
    assert rendered.text == "a\n1\n2\n[à compléter\u00a0: one]\n\n[à compléter\u00a0: deux]\n"
    for path in ("x.yml", "x.json", "x.toml"):
        text = render(template("{{ gap('a \"b\"') }}", path), {}).text
        assert json.loads(text) == '[to complete: a "b"]'
    assert render(template("{{ gap('cosa') }}", language="it"), {}).text == "[to complete: cosa]"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("{{ a.b }}", 4, "getattr"),
        ("\n{{ a['b'] }}", 5, "getitem"),
        ("{{ a() }}", 4, "call"),
        ("{{ gap.x() }}", 4, "call"),
        ("{{ ''.__class__ }}", 4, "getattr"),
        ("{{ a + b }}", 4, "add"),
        ("{{ 'a' * 999999999 }}", 4, "mul"),
        ("{{ 2 ** 9999999 }}", 4, "pow"),
        ("{{ a ~ b }}", 4, "concat"),
        ("{% set a = b %}", 4, "assign"),
        ("{% macro m() %}{% endmacro %}", 4, "macro"),
        ("{% include 'x' %}", 4, "include"),
        ("{% import 'x' as y %}", 4, "import"),
        ("{% extends 'x' %}", 4, "extends"),
        ("{% block b %}{% endblock %}", 4, "block"),
        ("{% filter upper %}{% endfilter %}", 4, "filterblock"),
        ("{% autoescape true %}{% endautoescape %}", 4, "scope"),
        ("{{ a | upper }}", 4, "upper"),
        ("{{ a | safe }}", 4, "safe"),
        ("{{ a is mapping }}", 4, "mapping"),
        ("{{ [a] }}", 4, "list"),
        ("{{ {} }}", 4, "dict"),
        ("{% for x in a %}{% for y in a %}{% endfor %}{% endfor %}", 4, "A loop inside a loop"),
        ("{% for x in a recursive %}{{ x }}{% endfor %}", 4, "A loop inside a loop"),
        ("{{ nothing }}", 4, "`nothing`"),
        ("a\n{% if nothing %}{% endif %}", 5, "`nothing`"),
        ("{{ range(9) }}", 4, "call"),
        ("{{ namespace }}", 4, "`namespace`"),
        ("\n\n{% if a %}", 6, "cannot be read as a template"),
        ("{{ a", 4, "cannot be read as a template"),
        ("{% for x in n %}{% endfor %}", 4, "could not be filled"),
        ("{% if a < n %}{% endif %}", 4, "could not be filled"),
        ("\ue0000\ue001", 4, "U+E000"),
        ("{{" + "(" * 2000 + "a" + ")" * 2000 + "}}", 4, "too many parts"),
        ("{{" + "not " * 100 + "a }}", 4, "too many parts"),
    ],
    ids=range(35),
)  # fmt: skip
def test_what_a_template_may_not_say_is_told_with_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(PolicyError) as error:
        render(template(text), {"a": "x", "b": "y", "n": 3})
    (problem,) = error.value.problems
    assert (problem.position.file, problem.position.line) == ("texts/en/X.md", line)
    assert told.lower() in Catalogue("en").text(problem.message).lower()
    assert Catalogue("fr").text(problem.message)


@pytest.mark.parametrize("name", ["link", "contact", "code", "verbatim"])
def test_only_markdown_has_ways_of_writing_a_value(name: str) -> None:
    assert render(template(f"{{{{ a | {name} }}}}"), {"a": "b"}).text
    for path in ("x.yml", "x.json", "x.toml"):
        with pytest.raises(PolicyError):
            render(template(f"{{{{ a | {name} }}}}", path), {"a": "b"})


def test_what_a_template_makes_is_bounded() -> None:
    text = "{% for x in a %}" + "{{ x }}" * 100 + "{% endfor %}"
    start = time.process_time()
    with pytest.raises(PolicyError) as error:
        render(template(text), {"a": ("x" * 5000,) * 1000})
    assert Catalogue("en").text(error.value.problems[0].message) == "The text makes more than 200000 characters."
    assert len(render(template("{{ a }}"), {"a": "x" * 10_000_000}).text) == escaping.LONGEST
    assert time.process_time() - start < 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_values_give_the_same_bytes(base: Path, language: str) -> None:
    values = known(base, language, ForgeType.GITLAB)
    for id_ in OTHERS:
        assert situations.filled(id_, language, ForgeType.GITLAB, values) == situations.filled(
            id_, language, ForgeType.GITLAB, dict(reversed(values.items()))
        )
