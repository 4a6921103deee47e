# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m ospo_policy`, the same as the command `ospo-policy`."""

from ospo_policy.cli.main import main

if __name__ == "__main__":
    main()
