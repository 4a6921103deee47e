# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compiled programs and libraries, told by their first bytes and not by their name.

Sources: the ELF, PE/COFF and Mach-O specifications, the Java virtual machine specification
(chapter 4), the WebAssembly core specification, CPython's importlib.
"""

from __future__ import annotations

import struct

HEAD_BYTES = 4_096

# Files whose extension is one of these are not opened: their format is text, image, sound, font,
# office document or plain data, and a tree may hold a hundred thousand of them.
_SKIPPED_NAMES = """
    adoc ascii asciidoc asm astro bat bash bib c cc cfg cjs clj cljs cmake cmd cnf coffee conf cpp cs
    css csv cts cxx dart diff dockerfile dockerignore dts editorconfig el env eml erb erl ex exs f90
    feature fish geojson gemspec gitattributes gitignore gitkeep go gql gradle graphql groovy h haml hbs
    hcl hpp hrl hs htm html i18n ics iml inc ini ipynb j2 jade java jinja jinja2 jl js json json5 jsonc
    jsonl jsonld jsp jsx kt kts less lhs liquid lock log lua m4 makefile markdown md mdx mjs mk ml mli
    mts mustache nix npmignore org patch php phtml pl plantuml pm po pot prettierrc properties proto ps1
    pug puml py pyi pyx r rake rb rdf resx rkt rmd rs rst rtf sass sbt scala scm scss sh shtml slim snap
    sparql spec sql ss styl stylelintrc svelte svg swift sum t tcl template tex tf tfvars thrift tmpl
    toml ts tsv tsx ttl twig txt vb vim vue wsdl xhtml xlf xliff xml xsd xsl xslt yaml yml zsh avif bmp
    cur eps gif heic icns ico jpeg jpg png psd tif tiff webp xcf aac flac m4a mid mp3 mp4 mov avi mkv
    mpeg mpg ogg ogv wav webm eot otf ttf woff woff2 doc docx odg odp ods odt pdf ppt pptx xls xlsx epub
    gpkg dbf shp shx prj qgz parquet feather npy npz h5 mbtiles sqlite sqlite3 db gz bz2 xz zst tar tgz
    7z rar asc sig pem crt cer key gpg
"""
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_WITH_CLASSES = frozenset(("jar", "war", "ear", "apk", "aar", "nupkg", "whl", "egg", "xpi"))
_FIXTURES_NAMES = """
    test tests testdata test-data test_data fixture fixtures __fixtures__ __tests__ spec specs example
    examples sample samples demo demos e2e cypress mocks mock __mocks__ testing exemples
"""
_FIXTURES = frozenset(_FIXTURES_NAMES.split())
_WRAPPERS = ("gradle-wrapper.jar", "maven-wrapper.jar")


def is_candidate(path: str) -> bool:
    """Whether a file's name leaves it open what is in it, so that its first bytes are wanted."""
    name = path.rpartition("/")[2].lower()
    extension = name.rpartition(".")[2] if "." in name[1:] else ""
    return extension not in _SKIPPED


def is_fixture(path: str) -> bool:
    """Whether a file lies among examples or the data of tests."""
    return any(folder in _FIXTURES for folder in path.lower().split("/")[:-1])


def is_wrapper(path: str) -> bool:
    """Whether a file is the launcher that Gradle and Maven have projects commit."""
    return path.rpartition("/")[2] in _WRAPPERS


def binary_kind(path: str, head: bytes) -> str | None:
    """What kind of compiled file begins with these bytes, as a short name, or None."""
    if head.startswith(b"\x7fELF"):
        return "ELF"
    if head.startswith(b"MZ") and _is_windows_program(head):
        return "Windows"
    if head[:4] in (b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"):
        return "Mach-O"
    if head.startswith(b"\xca\xfe\xba\xbe") and len(head) >= 8:
        # Java's major version stands where a universal binary counts its architectures.
        (number,) = struct.unpack(">I", head[4:8])
        return "Mach-O" if number < 30 else "Java"
    return _by_start(head) or _by_archive(path, head)


def _is_windows_program(head: bytes) -> bool:
    """Whether `MZ` really begins a program: text may begin so too."""
    if len(head) < 64:
        return False
    (offset,) = struct.unpack("<I", head[60:64])
    at_offset = head[offset : offset + 2]
    return at_offset in (b"PE", b"NE", b"LE", b"LX") or b"This program cannot be run in DOS" in head


def _by_start(head: bytes) -> str | None:
    starts = {
        b"\0asm": "WebAssembly",
        b"dex\n": "Android",
        b"!<arch>\n": "static library",
        b"\xed\xab\xee\xdb": "RPM",
        b"BC\xc0\xde": "LLVM",
    }
    for start, kind in starts.items():
        if head.startswith(start):
            return kind
    # CPython: two bytes of version, CR LF, then flags below 4.
    if head[2:4] == b"\r\n" and len(head) >= 16 and head[4] < 4 and head[5:8] == b"\0\0\0":
        return "Python bytecode"
    return None


def _by_archive(path: str, head: bytes) -> str | None:
    """An archive of compiled code. Other archives are data, and none of this module's business."""
    if not head.startswith(b"PK\x03\x04"):
        return None
    extension = path.rpartition(".")[2].lower()
    if extension in _WITH_CLASSES or b"META-INF/" in head[:200]:
        return "Java archive" if extension in ("jar", "war", "ear", "aar") else "package"
    return None
