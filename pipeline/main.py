"""The job as a program: `python -m pipeline.main --input ... --output ...` is `narrate run`."""

import sys

from pipeline.cli import program

if __name__ == "__main__":
    program(["run", *sys.argv[1:]])
