"""What flows together, as bytes, and memory that is given back."""

import platform
import subprocess
import sys

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

from tests.conftest import script
from transforms.packing import FlattenAfter, pack, unpack


def test_an_element_is_unpacked_as_it_was_packed():
    element = script("a", "One.", "Zwölf 🌊")
    assert unpack(pack(element)) == element


def test_equal_words_are_packed_once():
    assert len(pack(script("a", *["The tide came in over the flats."] * 100))) < 2_000


def test_several_collections_go_through_a_step_each_and_become_one(pipeline):
    with pipeline as p:
        numbers = p | "Numbers" >> beam.Create([1, 2])
        others = p | "Others" >> beam.Create([3])
        assert_that((numbers, others) | FlattenAfter(beam.Map(str)), equal_to(["1", "2", "3"]))


def test_one_collection_is_taken_as_it_is(pipeline):
    with pipeline as p:
        assert_that(p | beam.Create([1, 2]) | FlattenAfter(beam.Map(str)), equal_to(["1", "2"]))


# Twice, because the C library learns from the first large blocks that are freed to keep the next.
_PROGRAM = """
from pathlib import Path
from pipeline.heap import give_back_what_is_freed

def held():
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1024

give_back_what_is_freed()
before, small = held(), []
for _ in range(2):
    large = []
    for _ in range(10):
        large.append(bytearray(b"x") * (8 << 20))
        small.append(bytes(2_000))
    del large
print(held() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc is told")
def test_large_blocks_that_are_freed_go_back_to_the_system():
    ended = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)
    assert float(ended.stdout) < 20
