# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where formatters and linters are set up: files of their own, and parts of other files.

Source: the documentation of each tool. `.editorconfig` alone sets editors up, not the style of code;
options of a formatter in it (ktlint, dotnet format) do.
"""

from __future__ import annotations

from ospo_policy.parsers.lazy_regex import LazyRegex

_OWN = LazyRegex(
    r"(?i)\.eslintrc(?:\.\w+)?|eslint\.config\.\w+|\.oxlintrc\.jsonc?|\.prettierrc(?:\.\w+)?|prettier\.config\.\w+|biome\.jsonc?"
    r"|dprint\.jsonc?|\.jshintrc|\.jscsrc|tslint\.json|\.xo-config\.\w+|\.?stylelintrc(?:\.\w+)?|stylelint\.config\.\w+|\.htmlhintrc"
    r"|\.htmlvalidate\.json|deno\.fmt\.json|\.?ruff\.toml|\.flake8|\.?pylintrc|pylintrc\.toml|\.pycodestyle|\.isort\.cfg|\.style\.yapf"
    r"|\.pydocstyle|\.pre-commit-config\.ya?ml|\.pre-commit-config\.yml|prek\.toml|lefthook\.ya?ml|\.rubocop\.ya?ml|\.standard\.yml"
    r"|\.erb[-_]lint\.yml|\.golangci\.(?:ya?ml|toml|json)|\.?rustfmt\.toml|\.?clippy\.toml|(?:.*[-_.])?checkstyle(?:[-_.].*)?\.xml"
    r"|eclipse-formatter.*\.xml|(?:.*[-_])?(?:code-?style|java-?formatter|formatter)(?:[-_].*)?\.xml|pmd(?:[-_].*)?\.xml"
    r"|(?:.*[-_])?ruleset\.xml|spotbugs.*\.xml|detekt(?:[-_]config)?\.ya?ml|\.ktlint|\.scalafmt\.conf|\.scalafix\.conf|scalastyle.*\.xml"
    r"|\.?clang-(?:format|tidy)|_clang-format|\.cmake-format(?:\.\w+)?|CPPLINT\.cfg|uncrustify\.cfg|\.astylerc|\.?phpcs\.xml(?:\.dist)?"
    r"|\.php[-_]cs(?:[-_.]fixer)?(?:\.dist)?(?:\.php)?|ecs\.php|pint\.json|phpstan\.neon(?:\.dist)?|phpstan\.dist\.neon|psalm\.xml(?:\.dist)?"
    r"|phpmd\.xml|\.lintr|\.?stylua\.toml|\.luacheckrc|selene\.toml|\.credo\.exs|\.formatter\.exs|analysis_options\.yaml"
    r"|\.swiftlint\.ya?ml|\.swiftformat|\.swift-format|\.perltidyrc|\.perlcriticrc|\.sqlfluff|\.?sqlfluff\.cfg|\.shellcheckrc"
    r"|\.hadolint\.ya?ml|\.?yamllint(?:\.ya?ml)?|\.?markdownlint(?:-cli2)?(?:\.\w+)?|\.mdlrc|\.mdl_style\.rb|\.vale\.ini|\.ansible-lint(?:\.ya?ml)?|\.tflint\.hcl"
    r"|\.mega-?linter\.ya?ml|\.codeclimate\.ya?ml|\.stickler\.yml|\.fantomasrc|stylecop\.json|\.globalconfig|omnisharp\.json|hlint\.yaml"
    r"|\.hlint\.yaml|fourmolu\.yaml|\.ocamlformat|\.JuliaFormatter\.toml|\.djlintrc|\.curlylintrc|cljfmt\.edn|\.clj-kondo|\.textlintrc(?:\.\w+)?|trunk\.yaml"
)
_GUIDE = LazyRegex(
    r"(?i)(?:(?:coding|code|java|python|js|javascript|typescript|php|css)[-_ ]?)?(?:style[-_ ]?guide(?:line)?s?|code[-_ ]?style|coding[-_ ]?(?:style|standards?|conventions?"
    r"|guidelines?)|conventions?(?:[-_ ]de[-_ ](?:code|codage|nommage|developpement))?|regles[-_ ]de[-_ ]codage|style)\.(?:md|rst|adoc|txt|org)"
)
_SKIPPED = frozenset(
    (
        "node_modules",
        "vendor",
        "third_party",
        "third-party",
        "thirdparty",
        "dist",
        "site-packages",
        "fixtures",
        "testdata",
    )
)


def is_style_file(path: str) -> bool:
    """Whether a file is the configuration of a formatter or linter, by its name."""
    *folders, name = path.split("/")
    return len(name) < 80 and _OWN.fullmatch(name) is not None and not _SKIPPED & set(folders)


def is_style_guide(path: str) -> bool:
    """Whether a document is a guide of style, by its name: at the root or in the documentation."""
    *folders, name = path.split("/")
    if len(name) >= 80 or _GUIDE.fullmatch(name) is None:
        return False
    return not folders or (len(folders) <= 3 and folders[0].lower() in ("docs", "doc", ".github", "documentation"))


INSIDE: dict[str, LazyRegex] = {
    "pyproject.toml": LazyRegex(r"(?m)^[ \t]*\[+[ \t]*tool\.(ruff|black|flake8|pylint|isort|yapf|autopep8|pydocstyle|djlint|sqlfluff)\b"),
    "setup.cfg": LazyRegex(r"(?m)^\[(flake8|pycodestyle|pep8|isort|pylint|yapf|tool:isort|pydocstyle)[\].:]"),
    "tox.ini": LazyRegex(r"(?m)^\[(flake8|pycodestyle|pep8|isort|pylint|pydocstyle)[\].:]"),
    "package.json": LazyRegex(
        r'"(eslintConfig|prettier|stylelint|xo|standard|lint-staged|jshintConfig|commitlint|eslint|biome|@biomejs/biome|oxlint)"\s*:'
    ),
    ".editorconfig": LazyRegex(r"(?m)^[ \t]*(ktlint|ij_kotlin|dotnet_style|dotnet_diagnostic|csharp_style|csharp_new_line|resharper)_"),
    "pom.xml": LazyRegex(r"<artifactId>\s*(maven-checkstyle-plugin|spotless-maven-plugin|formatter-maven-plugin|fmt-maven-plugin"
                         r"|maven-pmd-plugin|ktlint-maven-plugin|prettier-maven-plugin|googleformatter-maven-plugin)\s*<"),
    "build.gradle": LazyRegex(r"\b(spotless|ktlint|checkstyle|detekt|pmd|googleJavaFormat)\b"),
    "build.gradle.kts": LazyRegex(r"\b(spotless|ktlint|checkstyle|detekt|pmd|googleJavaFormat)\b"),
    "composer.json": LazyRegex(r'"(friendsofphp/php-cs-fixer|squizlabs/php_codesniffer|laravel/pint|symplify/easy-coding-standard)"\s*:'),
    "Gemfile": LazyRegex(r"(?m)^[ \t]*gem[ (]+[\"'](rubocop|standard|mdl)\b"),
    "deno.json": LazyRegex(r'"(fmt|lint)"\s*:'),
    "Cargo.toml": LazyRegex(r"(?m)^\[(?:workspace\.)?(lints)\b"),
    "mix.exs": LazyRegex(r"\{:(credo|styler)\b"),
}  # fmt: skip
"""Files that may have a part for a formatter or linter: name to the pattern of it."""
SELECTORS = tuple(f"**/{name}" for name in INSIDE)

ONE_STYLE = frozenset(("go", "rs", "dart", "zig", "elm", "gleam"))
"""Extensions of languages that come with their one formatter, which needs no configuration."""
HEADING = LazyRegex(
    r"\b(?:style|styles|coding standards?|coding conventions?|code conventions?|formatting|lint|linting|linter|linters|pre commit"
    r"|formatage|conventions? de code|conventions? de codage|conventions? de nommage|regles de codage|normes de codage|mise en forme"
    r"|qualite du code|code quality|stile|stijl|codierrichtlinien|estilo|prettier|eslint|black|ruff)\b"
)
"""A heading about style, folded as `heading_sets.fold` does."""


def part_of(path: str, text: str) -> tuple[str, int] | None:
    """(name of the tool, line) of what a file has for a formatter or linter."""
    pattern = INSIDE.get(path.rpartition("/")[2])
    found = pattern.search(text) if pattern else None
    return (found[1], text.count("\n", 0, found.start(1)) + 1) if found else None
