# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The measuring behind bench/licence.sh: the same texts through several tools, right, wrong and silent; time of one run."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.licence_accuracy import EUROPEAN, WAYS
from ospo_policy.parsers.licences import catalogue, index, names
from ospo_policy.parsers.licences.identify import identify

OURS = str(Path(sys.executable).parent / "ospo-policy")
SCANCODE = os.environ.get("SCANCODE", "scancode")
MENTIONS = re.compile(r"(?i)^(readme|changelog|changes|history|contributing)([._-].*)?$")


class Case(NamedTuple):
    """A text, and the ids of which one is right."""

    name: str
    text: str
    right: frozenset[str]


def cases(step: int) -> Iterator[Case]:
    """Each of every `step` OSI-approved or European texts, as it is and in one of the ways in which copies differ."""
    ways = list(WAYS.items())
    entries = [e for e in index.index().entries if e.kind == "text" and e.text and _counts(e.ids)]
    for number, entry in enumerate(entries[::step]):
        text = index.official_text(entry.number)
        right = frozenset((*entry.ids, *(catalogue.family(id_) for id_ in entry.ids)))
        for way, change in (ways[0], ways[1 + number % (len(ways) - 1)]):
            yield Case(f"{entry.ids[0]}: {way}", change(text), right)


def _counts(ids: tuple[str, ...]) -> bool:
    infos = [catalogue.info(id_) for id_ in ids]
    return any(info and (info.osi or info.id in EUROPEAN) for info in infos)


def corpus() -> Iterator[Case]:
    """The licence files of real repositories: folders OWNER__NAME/files in CORPUS, `labels.tsv` in LABELS."""
    folder, labels = os.environ.get("CORPUS"), os.environ.get("LABELS")
    for line in Path(labels).read_text(encoding="utf-8").splitlines()[1:] if folder and labels else ():
        row = line.split("\t")
        for name in row[5].split(","):
            path = Path(str(folder)) / row[0].replace("/", "__") / "files" / name
            if path.is_file() and path.suffix != ".pdf" and "LicenseRef" not in name:
                stem = names.from_words(path.stem.removeprefix("LICENSE.")) if name.startswith("LICENSES/") else None
                human = stem or _first(row[6])
                if "codegouvfr-data" in row[0] and "CC-BY" in name:
                    human = "CC-BY-SA-4.0"  # what the person found in the file
                if name.startswith("COPYING") and "LESSER" not in name:
                    human = "GPL-3.0"
                yield Case(
                    f"{row[0]}/{name}",
                    path.read_text(encoding="utf-8", errors="replace"),
                    frozenset({human, catalogue.family(human)}),
                )


def _first(said: str) -> str:
    found = re.search(r"(?:LICENSE=)?\b((?:AGPL|LGPL|GPL|EUPL|CECILL|CC0|CC-BY-SA|MIT|Apache|BSD|etalab)[\w.-]*)", said)
    return found[1] if found else "?"


def ours(folder: Path) -> dict[str, set[str]]:
    """By case, what `ospo-policy licence` says."""
    files = sorted(folder.glob("*/LICENSE"))
    done = subprocess.run(
        [OURS, "licence", "--format", "json", *map(str, files)], capture_output=True, text=True, check=False
    )
    return {
        Path(f["path"]).parent.name: {one["id"] for one in f["licences"] if one["kind"] != "exception"}
        for f in json.loads(done.stdout)["files"]
    }


def licensee(folder: Path) -> dict[str, set[str]]:
    """By case, what `licensee detect` says."""
    found = {}
    for place in sorted(folder.iterdir()):
        done = subprocess.run(["licensee", "detect", "--json", str(place)], capture_output=True, text=True, check=False)
        said = json.loads(done.stdout) if done.stdout.startswith("{") else {}
        ids = {one.get("spdx_id") or "" for one in said.get("licenses", [])}
        found[place.name] = ids - {"NOASSERTION", "NONE", ""}
    return found


def licensecheck(folder: Path) -> dict[str, set[str]]:
    """By case, what `licensecheck` says."""
    command = [
        "licensecheck",
        "--machine",
        "--shortname-scheme=spdx",
        "--lines=0",
        *map(str, sorted(folder.glob("*/LICENSE"))),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = {}
    for line in done.stdout.splitlines():
        path, _, said = line.partition("\t")
        ids = {one for one in re.split(r"[\s()]+|\b(?:and|or|AND|OR|with|and/or)\b", said) if one}
        found[Path(path).parent.name] = {id_ for one in ids if (id_ := catalogue.canonical(one))}
    return found


def scancode(folder: Path) -> dict[str, set[str]]:
    """By case, what `scancode --license` says."""
    out = folder.parent / "scancode.json"
    subprocess.run(
        [SCANCODE, "--license", "--quiet", "--json", str(out), str(folder)], capture_output=True, check=False
    )
    found = {}
    for file in json.loads(out.read_text())["files"]:
        if file["type"] == "file":
            said = file["detected_license_expression_spdx"] or ""
            found[Path(file["path"]).parent.name] = {
                one for one in re.split(r"[\s()]+", said) if one and one not in ("AND", "OR", "WITH")
            }
    return found


TOOLS: dict[str, tuple[Callable[[Path], dict[str, set[str]]], list[str]]] = {
    "ospo-policy": (ours, [OURS, "licence"]),
    "licensee": (licensee, ["licensee", "detect"]),
    "licensecheck": (licensecheck, ["licensecheck", "--machine"]),
    "scancode": (scancode, [SCANCODE, "--license", "--quiet", "--json", os.devnull]),
}


def verdict(got: set[str], right: frozenset[str]) -> str:
    """Right: it says what it is and nothing else; silent: it says nothing; wrong: another id."""
    plain = {catalogue.family(id_) for id_ in got if not id_.startswith("LicenseRef")}
    if not plain:
        return "silent"
    families = {catalogue.family(id_) for id_ in right}
    return (
        "right"
        if plain <= families | ({"GPL-3.0"} if any(id_.startswith("LGPL-3") for id_ in families) else set())
        else "wrong"
    )


def accuracy(title: str, listed: list[Case], work: Path, tools: list[str]) -> None:
    """A table of one set of texts."""
    folder = work / re.sub(r"\W+", "-", title)
    shutil.rmtree(folder, ignore_errors=True)
    for number, case in enumerate(listed):
        place = folder / f"{number:04}"
        place.mkdir(parents=True)
        (place / "LICENSE").write_text(case.text, encoding="utf-8", errors="replace")
    print(f"\n{title}: {len(listed)} texts\n{'':14}{'right':>7}{'wrong':>7}{'silent':>8}")
    for tool in tools:
        found = TOOLS[tool][0](folder)
        count: Counter[str] = Counter()
        for number, case in enumerate(listed):
            told = verdict(found.get(f"{number:04}", set()), case.right)
            count[told] += 1
            if told != "right" and "--show" in sys.argv:
                print(f"    {tool}: {case.name}: {sorted(found.get(f'{number:04}', set()))}")
        print(
            f"{tool:14}{count['right'] / len(listed):7.1%}{count['wrong'] / len(listed):7.1%}{count['silent'] / len(listed):8.1%}"
        )


def timing(work: Path, tools: list[str], runs: int = 7) -> None:
    """Medians of whole processes on one file, in turn."""
    print(f"\nWhole process on one LICENSE file, medians of {runs} runs in turn")
    for id_ in ("MIT", "AGPL-3.0-only"):
        folder = work / "time" / id_
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "LICENSE"
        file.write_text(
            next(index.official_text(e.number) for e in index.index().entries if id_ in e.ids and e.kind == "text")
        )
        took: dict[str, list[float]] = {tool: [] for tool in tools}
        for turn in range(runs + 1):
            for tool in tools:
                if tool == "scancode" and turn > 3:
                    continue
                start = time.perf_counter()
                subprocess.run(
                    [*TOOLS[tool][1], str(folder if tool == "licensee" else file)], capture_output=True, check=False
                )
                took[tool] += [time.perf_counter() - start] if turn else []
        base = statistics.median(took["ospo-policy"])
        print(
            "  "
            f"{id_:15}"
            + "  ".join(
                f"{tool} {statistics.median(t):.3f} s (x{statistics.median(t) / base:.1f})" for tool, t in took.items()
            )
        )


def warm() -> None:
    """One text of 35 kB in a process that is warm, and what the index costs at first."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    text = next(
        index.official_text(e.number) for e in index.index().entries if "GPL-3.0-only" in e.ids and e.kind == "text"
    )
    identify(text)
    times = []
    for _ in range(50):
        start = time.perf_counter()
        identify(text)
        times.append(time.perf_counter() - start)
    code = "import time;t=time.perf_counter();from ospo_policy.parsers.licences import index;index.index();print(time.perf_counter()-t)"
    cold = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(9)
    ]
    print(
        f"\nWarm, {len(text) / 1000:.0f} kB: median {statistics.median(times) * 1000:.1f} ms, least {min(times) * 1000:.1f} ms; the index is read in {statistics.median(cold) * 1000:.0f} ms"
    )
    print(
        f"Memory of this process after all of it: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (at first {before / 1024:.0f} MB)"
    )


def mentions() -> None:
    """READMEs, changelogs and contribution guides below MENTIONS that have no licence text in them: none is one."""
    seen, found = 0, []
    for folder in filter(None, os.environ.get("MENTIONS", "").split(":")):
        for path in sorted(Path(folder).rglob("*")):
            if MENTIONS.match(path.name) and path.is_file():
                text = path.read_text(encoding="utf-8", errors="replace")
                if re.search(r"(?i)licen[cs]", text) and not re.search(
                    r"(?i)permission\s+is\s+hereby\s+granted|redistribution and use|permission to use, copy|copying and distribution of this file|permission to copy",
                    text,
                ):
                    seen += 1
                    found += [f"{path}: {told}"] if (told := identify(text, path.name).expression) else []
    if seen:
        print(
            f"\nREADME, CHANGELOG and CONTRIBUTING texts that mention a licence: {seen}, of which {len(found)} are taken for one"
        )
        print("\n".join(found))


def main() -> None:
    """All tables."""
    work = Path(sys.argv[1])
    tools = [tool for tool, (_, command) in TOOLS.items() if shutil.which(command[0])]
    missing = [tool for tool in TOOLS if tool not in tools]
    print(
        f"Python {sys.version.split()[0]}, {os.cpu_count()} processors"
        + (f"; not installed: {', '.join(missing)}" if missing else "")
    )
    warm()
    mentions()
    timing(work, tools)
    real = list(corpus())
    if real:
        accuracy("Real licence files", real, work, tools)
    accuracy("OSI-approved and European texts, half of them changed", list(cases(int(sys.argv[2]))), work, tools)


if __name__ == "__main__":
    main()
