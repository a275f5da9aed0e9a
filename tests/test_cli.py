"""The command line: what a wrong command is told, and what `explain` and `voices` print."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import main
from transforms.results import Tally
from transforms.summary import SUMMARY_FILE, write_summary

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "tests" / "data" / "catalogue.parquet"
PAGE = ROOT / "tests" / "data" / "catalogue" / "rye-loaf.html"
RUN = ["run", f"--input={CATALOGUE}"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["narate"], "narate: there is no such command; the commands are run, "),
        (["run", "--output=out"], "--input is missing"),
        (RUN, "--output is missing"),
        (
            [*RUN, "--output=out", "--voicse=en=hibari:heart"],
            "--voicse: there is no such option; did you mean --voices?",
        ),
        ([*RUN, "--output=out", "--voices=hibari:heart"], "--voices: 'hibari:heart' names no language"),
        ([*RUN, "--output=out", "--voices=en=hibari:bella"], "--voices: the voice hibari:bella does not exist"),
        ([*RUN, "--output=out", "--voices=en=festival:kal"], "--voices: there is no engine 'festival'"),
        ([*RUN, "--output=out", "--quote_voice=loud"], "--quote_voice: 'loud' is not a voice"),
        ([*RUN, "--output=out", "--lexicon=nowhere.pls"], "--lexicon: "),
        ([*RUN, "--output=out", "--audio_format=ogg"], "--audio_format: invalid choice: 'ogg'"),
        ([*RUN, "--output=out", "--batch_seconds=0"], "--batch_seconds must be at least 1"),
        ([*RUN, "--output=out", "--captioner=guess"], "--captioner: there is no captioner 'guess'"),
        ([*RUN, "--output=out", "--image_folder=nowhere"], "--image_folder nowhere is no folder"),
        ([*RUN, "--output=out", "--contact=a\nb"], "--contact: 'a\\nb' cannot stand in a header"),
        ([*RUN, "--output=out", "--columns=html"], "--columns: 'html' is not NAME=COLUMN"),
        (["run", "--input=nowhere/*.parquet", "--output=out"], "--input nowhere/*.parquet matches no file"),
        (["explain"], "explain: name one FILE.html, or --input PATTERN with --article_id ID"),
        (["explain", f"--input={CATALOGUE}"], "--input and --article_id belong together"),
        (["explain", f"--input={CATALOGUE}", "--article_id=none"], "--article_id none stands in none of 1 files"),
        (["voices", "--all"], "--all: voices takes no options"),
    ],
)
def test_a_wrong_command_is_one_line_that_names_the_option_and_the_mend(arguments, message, capsys):
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_an_output_that_is_a_file_is_refused_before_anything_runs(tmp_path, capsys):
    (tmp_path / "out").write_text("a file")
    assert main([*RUN, f"--output={tmp_path / 'out' / 'deep'}"]) == 2
    assert f"{tmp_path / 'out'} is a file; name a folder" in capsys.readouterr().err


def test_a_failed_job_says_its_cause_in_a_line_and_where_the_rest_is(tmp_path, capsys, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("models.storage.write_bytes", full)
    assert main([*RUN, f"--output={tmp_path}", "--voices=xx=hibari:heart"]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first == "narrate: the job failed: OSError: [Errno 28] No space left on device"
    assert "No space left on device" in Path(second.split(" stands in ")[1]).read_text()


def test_explain_prints_the_script_of_a_page(capsys):
    assert main(["explain", str(PAGE)]) == 0
    printed = capsys.readouterr().out
    assert "Rule" in printed or "rule" in printed
    assert "H1" in printed


def test_explain_json_has_the_manifests_names_and_pauses(capsys):
    assert main(["explain", f"--input={CATALOGUE}", "--article_id=rye-loaf", "--json"]) == 0
    explained = json.loads(capsys.readouterr().out)
    assert {"article_id", "title", "segments", "skips", "images", "coverage"} <= explained.keys()
    assert {"index", "block", "role", "rule", "text", "spoken", "generated", "language", "voice", "pause_seconds"} <= (
        explained["segments"][0].keys()
    )


def test_explain_json_says_why_an_article_is_skipped(capsys):
    assert main(["explain", str(PAGE.with_name("stadtbaeume.html")), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"status": "skipped", "reason": "no_voice:de"}


def test_voices_lists_the_embedded_voice_with_its_licence(capsys):
    assert main(["voices"]) == 0
    assert "hibari:heart" in (printed := capsys.readouterr().out)
    assert "Apache-2.0" in printed


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"]])
def test_help_names_the_commands_and_options(arguments, capsys):
    assert main(arguments) == 0
    assert "--output" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["--help"], ["voices"], ["report", "--output={}"], ["export", "--help"]], ids=lambda words: words[0]
)
def test_what_narrates_nothing_loads_neither_beam_nor_a_model(arguments, tmp_path):
    write_summary(f"{tmp_path}/{SUMMARY_FILE}", Tally().to_record())
    # At the end of the process, for argparse ends it itself where it is asked for help.
    telling = "import atexit, sys; atexit.register(lambda: print(*sys.modules)); "
    program = telling + "from pipeline.cli import main; sys.exit(main(sys.argv[1:]))"
    words = [word.format(tmp_path) for word in arguments]
    done = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=ROOT, check=True, capture_output=True, text=True, timeout=120
    )
    assert not {"apache_beam", "torch", "onnxruntime", "scipy", "transformers"} & set(done.stdout.split())
    assert "pipeline.cli" in done.stdout


def test_a_run_in_a_pipe_prints_plain_lines_and_no_noise(tmp_path):
    command = [
        sys.executable,
        "-m",
        "pipeline.main",
        f"--input={CATALOGUE}",
        f"--output={tmp_path}",
        "--voices=xx=hibari:heart",
    ]
    done = subprocess.run(
        command, cwd=ROOT, check=False, capture_output=True, text=True, env=os.environ | {"COLUMNS": "100"}, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert "11 read = 0 narrated" in done.stdout
