"""The player in a browser: what is lit, what is heard, and how it is steered."""

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.browser import serious_findings, wait_until
from tests.outputs import narration, spoken

pytestmark = pytest.mark.browser

PLAYING = "!document.getElementById('audio').paused"
SECONDS = "document.getElementById('audio').currentTime"
LIT = "Number(document.querySelector('.segment.spoken').dataset.index)"
# Notes the audio's time whenever another segment is lit.
WATCH = """() => {
  window.noted = [];
  new MutationObserver(() => {
    const lit = document.querySelector('.segment.spoken');
    const index = lit && Number(lit.dataset.index);
    if (lit && noted.at(-1)?.[0] !== index) noted.push([index, document.getElementById('audio').currentTime]);
  }).observe(document.getElementById('article'), { subtree: true, attributes: true, attributeFilter: ['class'] });
}"""


def article(article_id: str = "one", **changes: object):
    segments = [
        spoken("A title", None, "headline", rule="H1"),
        spoken("By A. Author.", None, "byline", generated=True),
        spoken("First sentence.", 0),
        spoken("Second sentence.", 0),
        spoken("Image: a cat.", 1, "image", generated=True),
        spoken("A chapter", 2, "heading"),
        *(spoken(f"Sentence {number}.", 3 + number) for number in range(30)),
    ]
    return narration(article_id, segments, title="A title", **changes)


def cue_starts(folder, article_id: str = "one") -> list[float]:
    captions = (folder / "audio" / "00" / f"{article_id}.vtt").read_text()
    times = re.findall(r"(\d+):(\d\d):([\d.]+) -->", captions)
    return [int(hours) * 3600 + int(minutes) * 60 + float(seconds) for hours, minutes, seconds in times]


@pytest.mark.parametrize("speed", ["1", "2"])
def test_what_is_lit_moves_with_the_captions(page, player, speed):
    folder = player([article()])
    page.select_option("#speed", speed)
    page.evaluate(WATCH)
    page.click("#toggle")
    wait_until(page, f"{SECONDS} > 5.5")
    page.click("#toggle")
    starts = cue_starts(folder)
    noted = [(index, seconds) for index, seconds in page.evaluate("noted") if index]
    assert len(noted) >= 5
    assert [index for index, _ in noted] == list(range(1, len(noted) + 1))
    assert all(abs(seconds - starts[index]) <= 0.15 for index, seconds in noted), noted


def test_a_click_on_a_sentence_plays_from_there(page, player):
    folder = player([article()])
    page.click("text=Sentence 2.")
    wait_until(page, PLAYING)
    assert page.evaluate(LIT) == 8
    assert cue_starts(folder)[8] <= page.evaluate(SECONDS) < cue_starts(folder)[8] + 1


def test_all_is_within_reach_of_the_keyboard(page, player):
    folder = player([article()])
    starts = cue_starts(folder)
    page.keyboard.press("Space")
    wait_until(page, PLAYING)
    page.keyboard.press("Space")
    wait_until(page, f"!({PLAYING})")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_until(page, PLAYING)
    page.keyboard.press("Space")
    assert page.evaluate(LIT) == 2
    page.keyboard.press("ArrowRight")
    wait_until(page, f"Math.abs({SECONDS} - {starts[2] + 15}) < 1")
    page.keyboard.press("ArrowLeft")
    wait_until(page, f"Math.abs({SECONDS} - {starts[2]}) < 1")
    page.keyboard.press("Shift+ArrowRight")
    wait_until(page, f"{LIT} === 5")
    page.keyboard.press("Shift+ArrowLeft")
    wait_until(page, f"{LIT} === 0")
    page.keyboard.press("Shift+ArrowUp")
    assert page.evaluate("document.getElementById('audio').playbackRate") == 1.25
    assert page.input_value("#speed") == "1.25"


def test_the_tab_key_meets_each_control_and_one_sentence_of_many(page, player):
    player([narration("one", [spoken(f"Sentence {number}.", number) for number in range(300)])])
    met = []
    for _ in range(12):
        page.keyboard.press("Tab")
        met.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert len([name for name in met if name.startswith("segment")]) == 1, met
    assert {"position", "backward", "toggle", "onward", "speed"} <= set(met)


def test_three_hundred_segments_are_drawn_at_once_and_the_spoken_one_stays_in_view(page, player):
    player([narration("one", [spoken(f"Sentence {number}. " * 8, number) for number in range(300)])])
    page.click("#toggle")
    page.evaluate("document.getElementById('audio').currentTime = 250")
    wait_until(page, f"{LIT} === 250")
    wait_until(
        page,
        """(() => {
          const { top, bottom } = document.querySelector('.segment.spoken').getBoundingClientRect();
          return top > 0 && bottom < document.getElementById('controls').getBoundingClientRect().top;
        })()""",
    )
    drawn = page.evaluate("performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart")
    assert drawn < 3_000


def test_who_scrolls_away_is_left_alone_and_can_come_back(page, player):
    player([article()])
    page.click("#toggle")
    wait_until(page, PLAYING)
    page.mouse.move(400, 300)
    page.mouse.wheel(0, 3_000)
    page.wait_for_selector("#return:visible")
    lit_top = "document.querySelector('.segment.spoken').getBoundingClientRect().top"
    wait_until(page, f"{lit_top} < 0")
    page.click("#return")
    wait_until(page, f"{lit_top} > 0")


@pytest.mark.parametrize(("reduced", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_motion_is_left_out_for_who_asks_for_it(page, player, reduced, behaviour):
    page.emulate_media(reduced_motion=reduced)
    player([article()])
    page.evaluate("""() => {
      window.behaviours = [];
      const real = Element.prototype.scrollIntoView;
      Element.prototype.scrollIntoView = function (how) { behaviours.push(how.behavior); real.call(this, how); };
    }""")
    page.click("#toggle")
    page.evaluate("document.getElementById('audio').currentTime = 30")
    wait_until(page, "behaviours.length > 0")
    assert set(page.evaluate("behaviours")) == {behaviour}


def test_image_descriptions_can_be_skipped(page, player):
    player([article()])
    page.click("#settings-menu summary")
    page.check("#skip-images")
    page.keyboard.press("Escape")
    page.evaluate(WATCH)
    page.click("text=Second sentence.")
    wait_until(page, f"{LIT} === 5")
    assert 4 not in [index for index, _ in page.evaluate("noted")]


def test_the_place_is_remembered_for_this_audio(page, player):
    player([article()])
    page.click("text=Sentence 3.")
    wait_until(page, PLAYING)
    page.click("#toggle")
    left_at = page.evaluate(SECONDS)
    page.reload()
    page.wait_for_selector("#article[aria-busy=false]")
    wait_until(page, f"Math.abs({SECONDS} - {left_at}) < 0.1")
    assert page.evaluate(LIT) == 9
    assert "Resumes at" in page.inner_text("#status")


def test_a_chapter_can_be_chosen(page, player):
    player([article()])
    page.click("#chapter-menu summary")
    assert page.locator("#chapter-list button").all_inner_texts() == ["A title\n0:00", "A chapter\n0:05"]
    page.click("#chapter-list button:has-text('A chapter')")
    wait_until(page, f"{LIT} === 5")
    assert not page.locator("#chapter-menu .sheet").is_visible()
    assert page.inner_text("#chapter") == "A chapter"


def test_the_systems_media_keys_know_what_plays(page, player):
    page.add_init_script("""
      window.actions = {};
      navigator.mediaSession.setActionHandler = (action, handler) => { actions[action] = handler; };
    """)
    folder = player([article()])
    assert page.evaluate("navigator.mediaSession.metadata.title") == "A title"
    page.evaluate("actions.play()")
    wait_until(page, PLAYING)
    assert page.evaluate("navigator.mediaSession.playbackState") == "playing"
    page.evaluate("actions.pause()")
    wait_until(page, f"!({PLAYING})")
    page.evaluate("actions.nexttrack()")
    wait_until(page, f"Math.abs({SECONDS} - {cue_starts(folder)[5]}) < 0.1")
    page.evaluate("actions.seekto({ seekTime: 12 })")
    wait_until(page, f"Math.abs({SECONDS} - 12) < 0.1")


def test_descriptions_are_marked_as_generated(page, player):
    player([article()])
    assert page.inner_text(".role-image .label") == "Image description"
    marked = page.locator(".segment.generated")
    assert marked.all_inner_texts() == ["By A. Author.", "Image: a cat."]
    assert marked.first.get_attribute("title") == "Added for listening: not words of the article"


def outline(page, selector: str = "#article") -> str:
    """Returns the lists of an article as they nest, without what is around them."""
    return page.evaluate(
        """(selector) => {
        const told = (node) => [...node.childNodes].map((child) => {
          if (child.nodeType === 3) return "";
          const inner = told(child);
          if (child.matches(".segment")) return child.textContent;
          const start = child.localName === "ol" && child.start !== 1 ? ` ${child.start}` : "";
          return child.matches("ul, ol, li, dl, dt, dd, blockquote") ? `<${child.localName}${start}>${inner}` : inner;
        }).join("");
        return told(document.querySelector(selector));
        }""",
        selector,
    )


@pytest.mark.parametrize(
    ("items", "drawn"),
    [
        (["ol1", "ol2"], "<ol><li>a<li>b"),
        (["ol7", "ol8"], "<ol 7><li>a<li>b"),
        (["ul1", "ul1", "ul2"], "<ul><li>ab<li>c"),
        (["ol1", "ol1/ul1", "ol1/ul2", "ol2"], "<ol><li>a<ul><li>b<li>c<li>d"),
        (["ol1", "ol1/ol1", "ol2", "ol2/ol1/ul1"], "<ol><li>a<ol><li>b<li>c<ol><li><ul><li>d"),
        (["dt1", "dd1", "dt2", "dd2"], "<dl><dt>a<dd>b<dt>c<dd>d"),
        (["ul1", "ol1", "ol2", "ol1"], "<ul><li>a<ol><li>b<li>c<ol><li>d"),
        ([None, None], "<ul><li>a<li>b"),
    ],
)
def test_lists_are_drawn_as_the_page_has_them(page, player, items, drawn):
    segments = [spoken(text, 1, "list_item", list_item=item) for text, item in zip("abcd", items)]
    player([narration("lists", segments)])
    assert outline(page) == drawn


def test_a_description_runs_in_its_own_direction_whatever_its_label_is_in(page, player):
    segments = [
        spoken("صورة: قاربان في الشارع.", 1, "image", generated=True),
        spoken("A street.", 2, "image", generated=True),
    ]
    player([narration("ar", segments, language="ar")])
    directions = "[...document.querySelectorAll('.described')].map((box) => getComputedStyle(box).direction)"
    assert page.evaluate(directions) == ["rtl", "ltr"]


def test_what_is_no_item_stands_in_the_item_that_holds_it(page, player):
    segments = [
        spoken("Mix.", 1, "list_item", list_item="ol1"),
        spoken("“Slowly.”", 1, "quote", list_item="ol1"),
        spoken("Bake.", 1, "list_item", list_item="ol2"),
        spoken("Done.", 2, "paragraph"),
    ]
    player([narration("recipe", segments)])
    assert outline(page) == "<ol><li>Mix.<blockquote>“Slowly.”<li>Bake.Done."


def test_the_parts_of_a_long_article_follow_one_another(page, player):
    segments = [spoken("Only.", 0)]
    player([narration("long", segments, part=1, parts=2), narration("long", segments, part=2, parts=2)])
    assert page.locator("#parts button").all_inner_texts() == ["Part 1", "Part 2"]
    page.click("#toggle")
    page.wait_for_selector("#parts button[aria-current]:has-text('Part 2')")
    wait_until(page, PLAYING)


def test_a_link_can_name_a_place(page, player):
    player([article()], "&at=12.5")
    assert page.evaluate(SECONDS) == 12.5
    assert page.evaluate(LIT) == 12


def test_an_article_that_is_not_there_is_said_not_to_be(page, player):
    folder = player([article()])
    page.goto(f"{(folder / 'player' / 'player.html').as_uri()}?article=nowhere")
    page.wait_for_selector("text=There is no narration of the article nowhere here.")
    assert not page.locator("#controls").is_visible()


def test_missing_audio_is_said_to_be_missing(page, player):
    folder = player([article()])
    (folder / "audio" / "00" / "one.wav").unlink()
    page.reload()
    page.wait_for_selector("#problem:visible")
    assert "audio cannot be played" in page.inner_text("#problem")


def test_a_frame_of_another_page_holds_the_player(page, player):
    folder = player([article()])
    (folder / "site.html").write_text('<iframe src="player/player.html?article=one" width=600 height=420></iframe>')
    page.goto((folder / "site.html").as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("#toggle").click()
    frame.locator(".started .segment.spoken").wait_for()
    assert not frame.locator(".top").is_visible()


HOSTILE = (
    '<img src=x onerror="window.hacked=1">',
    "</script><script>window.hacked=1</script>",
    "<svg onload=window.hacked=1>",
    "{{ 7 * 7 }} ${window.hacked=1} \u2028 javascript:window.hacked=1",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_article_cannot_run_script(page, player, text):
    row = narration(
        f"h'\"><script>window.hacked=1</script>{text[:5]}",
        [spoken(text, None, "headline"), spoken(text, 1), spoken(text, 2, "list_item"), spoken(text, 3, "heading")],
        title=text,
        author=text,
        language='en" onload="window.hacked=1',
        url="javascript:window.hacked=1",
        audio_uri="audio/00/hostile.wav",
        captions_uri="audio/00/hostile.vtt",
    )
    folder = player([row])
    assert page.text_content("h1 .segment") == text
    assert page.locator("main :is(script, img, svg, iframe, object)").count() == 0
    assert page.locator("a[href^='javascript' i]").count() == 0
    for name in ("player/index.html", "report.html"):
        page.goto((folder / name).as_uri())
        page.wait_for_timeout(200)
        assert page.locator("main :is(script, img, iframe, object)").count() == 0
        assert page.evaluate("window.hacked") is None


def test_a_policy_stops_what_the_pages_own_code_would_let_through(page, player):
    player([article()])
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), { text: 'window.hacked = 1' }))"
    )
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked = 1\">')")
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 390])
def test_axe_finds_nothing_serious(page, player, scheme, width):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    player([article()])
    page.click("text=Second sentence.")
    wait_until(page, PLAYING)
    assert serious_findings(page) == []
    page.click("#settings-menu summary")
    assert serious_findings(page) == []


def test_a_web_server_serves_the_same_files(chromium, player, page):
    folder = player([article()])
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    handler.func.log_message = lambda *_: None
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        over_http = chromium.new_page()
        over_http.goto(f"http://127.0.0.1:{server.server_port}/player/player.html?article=one")
        over_http.click("#toggle")
        wait_until(over_http, f"{SECONDS} > 0.5")
        over_http.close()
        server.shutdown()
