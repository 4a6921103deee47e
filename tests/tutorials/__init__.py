# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tutorials and the READMEs, carried out as a reader would: `page` reads, `session` types, `stages` set the scene.

How a page is written:

- a block ```` ```console ```` is typed: each line `$ command` (a `\\` at its end goes on in the next line), then what is
  answered, standard output and error together. A line `...` stands for lines left out. One shell carries out the whole
  page, so that `cd` and variables hold from block to block; it begins in an empty folder, which is its home.
- a block with `file=PATH` after its language, such as ```` ```yaml file=policies/city.yml ````, is a file that the reader
  writes, in the folder where the shell is. The text before it names that path, since forges do not show what stands there.
- every other block (```` ```sh ````: what needs a network or the reader's own repository) is left alone.
- a page is written as on 1 December 2026: the days in its commands and files are moved to the day of the run.
- what differs from run to run is compared by `session.RUN_DEPENDENT` alone: commit ids, days and times.

`make tutorials` writes what the commands answer into the pages anew; then read the difference.
"""
