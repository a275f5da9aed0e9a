"""The command line: what a wrong command is told, and what `explain` and `voices` print."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.commands.run import summary_lines
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
        ([*RUN, "--output=out", "--columns=id=key"], "--columns: there is no input column 'id'; there are html, text"),
        ([*RUN, "--output=out", "--voices=*=hibari:heart"], "--voices: hibari:heart speaks en, not *; write en=hibari"),
        ([*RUN, "--output=out", "--quote_voice=de=kokoro:am_adam"], "--quote_voice: kokoro:am_adam speaks en, not de"),
        ([*RUN, "--output=out", "--voices=en=kokoro:jf_alpha"], "kokoro:jf_alpha is none of Kokoro's English ones"),
        ([*RUN, "--output=out", "--max_page_mb=nan"], "--max_page_mb must be a number from 0.001 to 10000, not nan"),
        ([*RUN, "--output=out", "--max_failure_ratio=10"], "--max_failure_ratio must be a number from 0 to 1, not 10"),
        ([*RUN, "--output=out", "--worker_hour_usd=-1"], "--worker_hour_usd must be at least 0, not -1"),
        (["run", "--input=nowhere/*.parquet", "--output=out"], "--input nowhere/*.parquet matches no file"),
        (["explain"], "explain: name one FILE.html, or --input PATTERN with --article_id ID"),
        (["explain", f"--input={CATALOGUE}"], "--input and --article_id belong together"),
        (["explain", f"--input={CATALOGUE}", "--article_id=none"], "--article_id none stands in none of 1 files"),
        (["voices", "--all"], "--all: there is no such option"),
        ([*RUN, "b.parquet", "--output=out"], "b.parquet belongs to no option; put a glob in quotes"),
        ([*RUN, "--output=out", "--limit=few"], "--limit: invalid int value: 'few'"),
        (["explain", "nowhere.html"], "nowhere.html: there is no such file"),
        (["explain", "--input=nowhere/*.html", "--article_id=a"], "--input nowhere/*.html matches no file"),
        (["explain", str(CATALOGUE)], "explain: name one FILE.html, or --input PATTERN with --article_id ID"),
        (["plan", f"--input={CATALOGUE}", "--speeds=nvidia-l4=0"], "--speeds: a GPU speaks more than 0 seconds"),
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
    assert main([*RUN, f"--output={tmp_path}", "--voices=en-ZA=hibari:heart"]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first == "narrate: the job failed: OSError: [Errno 28] No space left on device"
    assert "No space left on device" in Path(second.split(" stands in ")[1]).read_text()


def test_explain_prints_the_script_of_a_page(capsys):
    assert main(["explain", str(PAGE)]) == 0
    printed = capsys.readouterr().out
    assert "Rule" in printed or "rule" in printed
    assert "H1" in printed


def test_explain_finds_a_page_of_many_by_its_path(capsys):
    assert main(["explain", "--input", f"{PAGE.parent}/*.html", "--article_id", str(PAGE), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "The No-Hurry Rye Loaf"


def test_explain_takes_the_name_of_a_page_as_it_is(tmp_path, capsys):
    page = tmp_path / "a [1].HTM"
    page.write_bytes(PAGE.read_bytes())
    assert main(["explain", str(page), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "The No-Hurry Rye Loaf"


def test_explain_looks_past_files_that_cannot_be_read(tmp_path, capsys):
    (tmp_path / "a.parquet").write_bytes(b"no parquet")
    (tmp_path / "b.parquet").write_bytes(CATALOGUE.read_bytes())
    pattern = f"--input={tmp_path}/*.parquet"
    assert main(["explain", pattern, "--article_id=rye-loaf", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["article_id"] == "rye-loaf"
    assert main(["explain", pattern, "--article_id=none"]) == 2
    assert "stands in none of 2 files, of which 1 cannot be read" in capsys.readouterr().err


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


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (["--help"], "--output"),
        (["run", "--help"], "--output"),
        (["plan", "--help"], "--prices"),
        (["explain", "--help"], "--article_id"),
        (["report", "--help"], "--output"),
        (["export", "--help"], "--base_url"),
        (["voices", "--help"], "--help"),
    ],
)
def test_help_names_the_commands_and_options(arguments, option, capsys):
    try:
        code: object = main(arguments)
    except SystemExit as end:  # as argparse ends after its help
        code = end.code
    assert code == 0
    assert option in capsys.readouterr().out


def test_the_usage_fits_a_narrow_terminal(capsys):
    assert main([]) == 2
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


def test_a_program_says_its_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"narrate {version('narrate')}\n"


def test_a_run_ends_with_what_became_of_its_records_and_where_it_lies():
    record = Tally().to_record() | {"read": 4, "narrated": 2, "reused": 0, "skipped": 1, "dead_letters": 1}
    record |= {"skip_reasons": {"too_short": 1}, "dead_letter_codes": {"bad_record": 1}, "equation_holds": True}
    record |= {"audio_seconds": {"narrated": 90.0, "reused": 0.0}, "wall_seconds": 3.04, "audio_seconds_per_second": 30}
    assert list(summary_lines("out", record | {"orphans": 0, "orphans_removed": 0})) == [
        "Narrated into out",
        "  records       4 read = 2 narrated + 0 reused + 1 skipped + 1 dead letters",
        "  skipped       too_short: 1",
        "  dead letters  bad_record: 1, in out/dead_letters/",
        "  time          3.0 s, 30 s of new audio a second",
        "  audio         1.5 min new, 0.0 min reused, in out/audio/",
        "  manifest      out/manifest/",
        "  summary       out/summary.json",
        "  report        out/report.html",
        "  player        out/player/index.html",
    ]


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
        "--voices=en-ZA=hibari:heart",
    ]
    done = subprocess.run(
        command, cwd=ROOT, check=False, capture_output=True, text=True, env=os.environ | {"COLUMNS": "100"}, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert "11 read = 0 narrated" in done.stdout
