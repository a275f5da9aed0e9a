"""The launcher's entry point: the job, with the template's parameters as its options."""

import sys

from pipeline.cli import program

if __name__ == "__main__":
    program(["run", *sys.argv[1:]])
