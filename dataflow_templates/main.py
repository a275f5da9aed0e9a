"""The launcher's entry point: the job, with the template's parameters as its options."""

import sys

from pipeline.cli import main

if __name__ == "__main__":
    sys.exit(main(["run", *sys.argv[1:]]))
