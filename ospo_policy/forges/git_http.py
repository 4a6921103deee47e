# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asks a forge for a pack of Git over HTTP, with the proxies and certificates that `requests` is told of."""

from __future__ import annotations

from collections.abc import Iterator

from ospo_policy.forges.bodies import CHUNK
from ospo_policy.forges.git_listing import ANSWER_TYPE, CONTENT_TYPE, GitRefusedError, pack_of, question

CONNECT_SECONDS, READ_SECONDS = 10, 60
_HEADERS = {"Git-Protocol": "version=2", "Content-Type": CONTENT_TYPE, "Accept": ANSWER_TYPE}


def pack(address: str, commit: str, user: tuple[str, str] | None = None, ca_file: str | None = None) -> Iterator[bytes]:
    """The pack of a commit and its trees from a repository (`https://host/owner/name.git`), piece by piece.

    `user` is a name and a token; `ca_file` holds authorities of certificates. No redirect is followed, so that they go nowhere else. Raises `GitRefusedError`,
    which holds neither.
    """
    import requests

    # A name and a password of the user's own .netrc would be sent where none is given.
    auth = user or (lambda request: request)
    try:
        with requests.post(
            f"{address}/git-upload-pack", data=question(commit), headers=_HEADERS, auth=auth, stream=True,
            allow_redirects=False, timeout=(CONNECT_SECONDS, READ_SECONDS), verify=ca_file or True,
        ) as response:  # fmt: skip
            if response.status_code != 200 or response.headers.get("Content-Type") != ANSWER_TYPE:
                raise GitRefusedError(f"status {response.status_code}")
            yield from pack_of(response.iter_content(CHUNK))
    except (requests.RequestException, OSError, ValueError) as error:
        raise GitRefusedError(type(error).__name__) from None
