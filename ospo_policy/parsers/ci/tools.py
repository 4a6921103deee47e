# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What commands, actions and templates are for: tests, style, coverage, and so on.

Sources: the documentation of each tool; ossf/scorecard checks/raw/sast.go and probes of fuzzing and CI
tests; GitLab, "Application security" (names of its templates); the pipelines of public repositories.
"""

from __future__ import annotations

from typing import Literal, get_args

from ospo_policy.parsers.lazy_regex import LazyRegex

Purpose = Literal["tests", "style", "coverage", "sast", "dependencies", "sbom", "publish"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
AT_ANY_TIME = frozenset(("sbom", "publish"))
"""Purposes that belong to a release rather than to each change."""

# A word of a command line: not a part of a longer name, an option, or a file of that name.
_BEFORE, _AFTER = r"(?<![\w.-])", r"(?![\w-]|\.[a-z])"
_JVM = r"(?:mvnw?|maven|\./mvnw)\b(?!.*(?:-DskipTests|-Dmaven\.test\.skip|-DskipITs))"
_GRADLE = r"gradlew?\b(?!.*(?:-x|--exclude-task)[ =]:?\S*test)"

_TESTS = (
    r"pytest|py\.test|tox|nox|nosetests|unittest|manage\.py\s+test|django-admin\s+test|setup\.py\s+test|behave|robot\s+\S"
    r"|coverage\s+run|vitest|jest|mocha|karma|(?:npx\s+|^)ava|jasmine|wdio|testcafe|nightwatch|qunit|cypress\s+run|cypress-io/\S+"
    r"|playwright\s+test|web-test-runner|wtr|ng\s+test|node\s+--test|deno\s+test|bun\s+test|react-scripts\s+test"
    rf"|{_JVM}.*\s(?:test|verify|install|package|deploy|integration-test)|{_GRADLE}.*[\s:](?:test|check|build)\w*"
    r"|sbt\b.*\btest|ant\b.*\btest|lein\s+test|clojure\b.*:test"
    r"|go\s+test|gotestsum|ginkgo|cargo\s+(?:test|nextest|tarpaulin|llvm-cov)|rspec|rails\s+test|minitest|cucumber"
    r"|phpunit|vendor/bin/pest|codecept|behat|artisan\s+test|atoum|phpspec|dotnet\s+(?:test|vstest)"
    r"|R\s+CMD\s+check|devtools::(?:test|check)|testthat|rcmdcheck|tinytest|check-r-package|julia-runtest|Pkg\.test"
    r"|ctest|meson\s+test|ninja\s+test|mix\s+test|bats|shellspec|flutter\s+test|dart\s+test|swift\s+test"
    r"|xcodebuild\b.*\btest|fastlane\s+(?:test|scan)|stack\s+test|cabal\s+test|busted|prove\s+-\S*|molecule\s+test"
    r"|helm\s+unittest|ct\s+(?:install|lint-and-install)|terraform\s+test|newman\s+run|k6\s+run|hurl\b.*--test"
    r"|schemathesis|dbt\s+(?:test|build)|html-?proofer"
)
_STYLE = (
    r"eslint|oxlint|prettier|biome|npx\s+(?:standard|xo)|stylelint|tslint|ng\s+lint|next\s+lint|black|ruff|flake8|pylint|isort"
    r"|autopep8|yapf|pycodestyle|pydocstyle|pre-commit\s+run|pre-commit/action|pre-commit-ci/\S+|prek|checkstyle\S*"
    r"|spotless\w*|ktlint\w*|detekt|pmd|rubocop|standardrb|golangci-lint|golangci/\S+|gofmt|gofumpt|goimports|go\s+vet"
    r"|staticcheck|revive\s+-\S*|cargo\s+(?:fmt|clippy)|rustfmt|clippy\S*|phpcs|php-cs-fixer|phpstan|psalm|bin/ecs|bin/pint|phplint"
    r"|dotnet\s+format|lintr\S*|styler\S*|shellcheck|shfmt|hadolint|yamllint|markdownlint\S*|mdl|vale\s+\S|scalafmt\w*"
    r"|scalafix|credo|mix\s+format|swiftlint|swiftformat|clang-format|clang-tidy|cpplint|cppcheck|ansible-lint|tflint"
    r"|terraform\s+fmt|djlint|curlylint|editorconfig-checker|super-linter|megalinter|reviewdog|sqlfluff|buf\s+lint"
    r"|spectral\s+lint|helm\s+lint|actionlint|reuse\s+lint|jsonlint|commitlint|textlint|erb_lint|elm-format|ormolu"
)
_COVERAGE = (
    r"codecov\S*|coveralls\S*|--cov\S*|coverage\s+(?:run|report|xml|html|json|lcov)|nyc|c8|--coverage|--collectCoverage"
    r"|jacoco\S*|cobertura\S*|sonar\S*|simplecov|-coverprofile\S*|-cover|tarpaulin|llvm-cov|covr\S*|coverlet\S*"
    r"|--collect\S*|kover\S*|scoverage\S*|coverageReport|gcovr?|lcov|codacy\S*|qlty|codeclimate|codecoverage\S*"
)
_SAST = (
    r"codeql\S*|semgrep\S*|opengrep|bandit|sonar\S*|gosec|brakeman|horusec\S*|njsscan|spotbugs\S*|find-?sec-?bugs\S*"
    r"|checkmarx\S*|snyk\s+code\b.*|devskim|mobsfscan|flawfinder|cppcheck|security-code-scan|phpcs-security-audit"
    r"|checkov\S*|tfsec\S*|kics\S*|fortify\S*|coverity\S*|veracode\S*|insidersec\S*|sast|security/code\S*|zizmor\S*"
)
_DEPENDENCIES = (
    r"dependency-review-action|trivy\S*|grype|osv-scanner\S*|(?:npm|pnpm|yarn|bun)\s+(?:npm\s+)?audit|pip-audit|safety\s+(?:check|scan)"
    r"|cargo[\s-](?:audit|deny)|bundler?-audit|bundle\s+audit|composer\s+audit|govulncheck\S*|nancy|snyk\S*"
    r"|dependency-?check\S*|whitesource\S*|audit-ci|better-npm-audit|npx\s+retire|list\s+package\b.*--vulnerable"
    r"|dependency-?scanning|dependency-?track\S*|fossa\S*|blackduck\S*|depscan|scan-action|local-php-security-checker"
)
_SBOM = r"syft|\S*cyclonedx\S*|\S*sbom\S*|bom\s+generate|cdxgen|spdx\S*|reuse\s+spdx"
_PUBLISH = (
    r"(?:npm|yarn|pnpm|lerna|bun)\s+(?:npm\s+|-r\s+)*publish|semantic-release\S*|changeset\s+publish|changesets/action"
    r"|twine\s+upload|(?:poetry|uv|flit|hatch|pdm)\s+publish|gh-action-pypi-publish|pypi-publish"
    rf"|{_JVM}.*\bdeploy|gradlew?\b.*publish\w*|cargo\s+publish|gem\s+push|rake\s+release|docker\s+(?:image\s+)?push"
    r"|buildx\b.*--push|build-push-action|kaniko\S*|buildah\s+push|podman\s+push|crane\s+push|skopeo\s+copy|goreleaser\S*"
    r"|nuget\s+push|action-gh-release|gh\s+release\s+(?:create|upload)|create-release|release-please\S*|release-action"
    r"|helm\s+push|chart-releaser\S*|release-cli|glab\s+release|ts-ci|upload-release-action|hub\s+release"
)
_BY_PURPOSE = {
    "tests": _TESTS, "style": _STYLE, "coverage": _COVERAGE, "sast": _SAST, "dependencies": _DEPENDENCIES,
    "sbom": _SBOM, "publish": _PUBLISH,
}  # fmt: skip
_COMMANDS = {purpose: LazyRegex(f"{_BEFORE}(?:{words}){_AFTER}") for purpose, words in _BY_PURPOSE.items()}

_NAMES = {
    "tests": LazyRegex(
        r"(?i)(?:.*[:_./-])?(?:(?:unit|run|integration|e2e|functional|all|api)-?)?(?:tests?|specs?|e2e|cypress|jest|vitest"
        r"|playwright|mocha|phpunit|pytest|check-all)(?:[:_./-].*)?"
    ),
    "style": LazyRegex(
        r"(?i)(?:.*[:_./-])?(?:lint|linters?|linting|format|fmt|prettier|eslint|stylelint|style|codestyle|checkstyle|cs|phpcs"
        r"|rubocop|format-?check|check-?format)(?:[:_./-].*)?"
    ),
    "coverage": LazyRegex(r"(?i)(?:.*[:_./-])?(?:coverage|cov|codecov|sonar)(?:[:_./-].*)?"),
    "sast": LazyRegex(r"(?i)(?:.*[:_./-])?(?:sast|codeql|semgrep|bandit|sonar)(?:[:_./-].*)?"),
    "dependencies": LazyRegex(
        r"(?i)(?:.*[:_./-])?(?:audit|dependency-?(?:check|scan|review)|trivy|snyk)(?:[:_./-].*)?"
    ),
    "sbom": LazyRegex(r"(?i)(?:.*[:_./-])?(?:sbom|bom|cyclonedx)(?:[:_./-].*)?"),
    "publish": LazyRegex(r"(?i)(?:.*[:_./-])?(?:publish|release)(?:[:_./-].*)?"),
}
"""Names of scripts and targets that say what they are for: `test:unit`, `lint`, `scripts/run-tests.sh`."""

_PREPARES = LazyRegex(r"(?i)(?:^|[:_./-])(?:install|setup|prepare|init|build|deploy|clean)(?:[:_./-]|$)")
_IMAGE = LazyRegex(r"\bdocker\s+(?:image\s+)?(?:pull|push|build|tag|login|load|save)\b")
_JOB = LazyRegex(
    r"(?i)(?:(?:run|unit|integration|e2e|functional|automated|frontend|backend|front|back|api)[-_ :]*)*"
    r"(?:tests?(?:[-_ :].*)?|e2e(?:[-_ :].*)?)"
)
"""Names of jobs that are there for tests. `deploy-test` is none: it deploys to a place named so."""

TEMPLATES: dict[str, frozenset[Purpose]] = {
    "auto-devops": frozenset(("tests", "style", "sast", "dependencies", "publish")),
    "jobs/test": frozenset(("tests",)),
    "jobs/code-quality": frozenset(("style",)),
    "jobs/sast": frozenset(("sast",)),
    "jobs/sast-iac": frozenset(("sast",)),
    "security/sast": frozenset(("sast",)),
    "jobs/dependency-scanning": frozenset(("dependencies", "sbom")),
    "security/dependency-scanning": frozenset(("dependencies", "sbom")),
    "jobs/container-scanning": frozenset(("dependencies",)),
    "security/container-scanning": frozenset(("dependencies",)),
    "code-quality": frozenset(("style",)),
}
"""Templates of GitLab, in lower case, to what they run."""
TOLD_BY_NAME = ("jobs/", "security/", "workflows/", "pages/", "docker", "auto-devops", "code-quality")
"""Begins of names of GitLab's templates whose whole work is told by their names."""


def is_for(purpose: Purpose, command: str) -> bool:
    """Whether a simple command serves a purpose."""
    if purpose != "publish" and _IMAGE.search(command) is not None:
        return False
    return _COMMANDS[purpose].search(command) is not None


def is_named_for(purpose: Purpose, name: str) -> bool:
    """Whether the name of a script or target says that it serves a purpose."""
    return len(name) < 100 and not _PREPARES.search(name) and _NAMES[purpose].fullmatch(name) is not None


def is_test_job(name: str) -> bool:
    """Whether a job is named for tests."""
    return len(name) < 100 and _JOB.fullmatch(name.strip()) is not None
