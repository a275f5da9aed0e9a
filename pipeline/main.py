"""The job as a program: `python -m pipeline.main --input ... --output ...` is `narrate run`."""

import sys

from pipeline.cli import main

if __name__ == "__main__":
    sys.exit(main(["run", *sys.argv[1:]]))
