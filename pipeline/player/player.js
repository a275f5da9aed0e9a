"use strict";
/** The page: finds its article, and connects text, controls, keys and the system's media keys with the playback. */
(() => {
  const { element, clock, day, languageName } = Narrate;
  const byId = (id) => document.getElementById(id);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const embedded = self !== top;
  let parts = [];
  let record = null;
  let spans = [];
  let current = null;
  let reading = null;
  let scrolledAway = false;

  const playback = new Playback(byId("audio"), {
    segment: (index) => { light(index); },
    time: () => { showTime(); },
    state: () => { showState(); },
    failed: () => { report("The audio cannot be played. Is the audio folder beside the player's?"); },
    ended: () => { showState(); openNextPart(); },
  });

  const remember = (name, value) => {
    try {
      localStorage.setItem(`narrate:${name}`, JSON.stringify(value));
    } catch { /* a browser that keeps nothing asks again */ }
  };

  const remembered = (name, fallback) => {
    try {
      return JSON.parse(localStorage.getItem(`narrate:${name}`)) ?? fallback;
    } catch {
      return fallback;
    }
  };

  const say = (text) => { byId("status").textContent = text; };

  const report = (text) => {
    byId("problem").textContent = text;
    byId("problem").hidden = false;
  };

  /** Marks the segment that is heard, and keeps it in view unless the reader has scrolled away. */
  const light = (index) => {
    current?.classList.remove("spoken");
    current?.removeAttribute("aria-current");
    current = spans[index] ?? null;
    if (!current) return;
    current.classList.add("spoken");
    current.setAttribute("aria-current", "true");
    if (!reading?.matches(":focus")) read(index);
    if (playback.playing) keepInView();
    showChapter();
  };

  /** Makes a segment the one that the tab key reaches: there is one at a time, not hundreds. */
  const read = (index) => {
    if (reading) reading.tabIndex = -1;
    reading = spans[index];
    reading.tabIndex = 0;
  };

  const isInView = (span) => {
    const { top, bottom } = span.getBoundingClientRect();
    return top >= innerHeight * 0.08 && bottom <= byId("controls").getBoundingClientRect().top - innerHeight * 0.08;
  };

  const keepInView = () => {
    if (!current || !byId("follow").checked || scrolledAway) return showReturn();
    if (!isInView(current)) current.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    showReturn();
  };

  const showReturn = () => { byId("return").hidden = !(scrolledAway && current && playback.playing && !isInView(current)); };

  const showTime = () => {
    const position = byId("position");
    position.max = playback.duration;
    position.value = playback.seconds;
    position.style.setProperty("--played", `${100 * playback.seconds / (playback.duration || 1)}%`);
    position.setAttribute("aria-valuetext", `${clock(playback.seconds)} of ${clock(playback.duration)}`);
    byId("elapsed").textContent = clock(playback.seconds);
    byId("total").textContent = clock(playback.duration);
  };

  const showChapter = () => {
    const index = playback.chapter;
    byId("chapter").textContent = playback.chapters[index].title;
    [...byId("chapter-list").querySelectorAll("button")].forEach((button, place) => {
      button.toggleAttribute("aria-current", place === index);
    });
  };

  const showState = () => {
    const { playing } = playback;
    byId("toggle").setAttribute("aria-label", playing ? "Pause" : "Play");
    byId("toggle").querySelector("use").setAttribute("href", playing ? "#pause" : "#play");
    if (playing) document.documentElement.classList.add("started");
    if ("mediaSession" in navigator) navigator.mediaSession.playbackState = playing ? "playing" : "paused";
    showReturn();
  };

  const hear = (index) => {
    scrolledAway = false;
    playback.seekSegment(index);
    playback.play();
  };

  /** Goes to a time without playing, as a link to a place in the narration asks for. */
  const seekTo = (seconds) => {
    document.documentElement.classList.add("started");
    playback.seek(seconds);
    current?.scrollIntoView({ block: "center" });
  };

  const setSpeed = (speed) => {
    playback.setSpeed(speed);
    byId("speed").value = String(speed);
    remember("speed", speed);
    say(`Speed ${speed}`);
  };

  const changeSpeed = (direction) => {
    const place = Playback.SPEEDS.indexOf(playback.speed) + direction;
    if (Playback.SPEEDS[place]) setSpeed(Playback.SPEEDS[place]);
  };

  /** Moves the keyboard's place in the text; the first move goes to the segment that is heard. */
  const moveReading = (direction) => {
    const place = spans.indexOf(reading);
    const target = reading?.matches(":focus") ? place + direction : Math.max(0, playback.segment);
    if (!spans[target]) return;
    read(target);
    reading.focus({ preventScroll: true });
    if (!isInView(reading)) reading.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  };

  const KEYS = {
    "ArrowLeft": () => playback.step(-Playback.STEP_SECONDS),
    "ArrowRight": () => playback.step(Playback.STEP_SECONDS),
    "ArrowUp": () => moveReading(-1),
    "ArrowDown": () => moveReading(1),
    "Shift+ArrowLeft": () => playback.stepChapter(-1),
    "Shift+ArrowRight": () => playback.stepChapter(1),
    "Shift+ArrowUp": () => changeSpeed(1),
    "Shift+ArrowDown": () => changeSpeed(-1),
    " ": () => playback.toggle(),
  };

  const onKey = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !record) return;
    const { target } = event;
    if (event.key === "Escape") return closeMenus();
    if (event.key === "Enter" && target === reading) {
      hear(spans.indexOf(reading));
      return event.preventDefault();
    }
    const onSlider = target === byId("position");
    if (target.closest("select, textarea, .sheet, .scroller") || (target.matches("input") && !onSlider)) return undefined;
    if (event.key === " " && target.closest("button, summary, a")) return undefined;
    const action = KEYS[`${event.shiftKey && event.key.startsWith("Arrow") ? "Shift+" : ""}${event.key}`];
    if (!action) return undefined;
    action();
    return event.preventDefault();
  };

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu === except) continue;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
  };

  const connectMediaKeys = () => {
    if (!("mediaSession" in navigator)) return;
    const session = navigator.mediaSession;
    session.metadata = new MediaMetadata({ title: record.title, artist: record.author ?? "", album: record.section ?? "" });
    const actions = {
      play: () => playback.play(),
      pause: () => playback.pause(),
      seekbackward: ({ seekOffset }) => playback.step(-(seekOffset ?? Playback.STEP_SECONDS)),
      seekforward: ({ seekOffset }) => playback.step(seekOffset ?? Playback.STEP_SECONDS),
      seekto: ({ seekTime }) => playback.seek(seekTime),
      previoustrack: () => playback.stepChapter(-1),
      nexttrack: () => playback.stepChapter(1),
    };
    for (const [action, handler] of Object.entries(actions)) session.setActionHandler(action, handler);
  };

  const connectControls = () => {
    byId("toggle").onclick = () => playback.toggle();
    byId("backward").onclick = () => playback.step(-Playback.STEP_SECONDS);
    byId("onward").onclick = () => playback.step(Playback.STEP_SECONDS);
    byId("position").oninput = ({ target }) => playback.seek(Number(target.value));
    byId("speed").onchange = ({ target }) => setSpeed(Number(target.value));
    byId("skip-images").onchange = ({ target }) => remember("skip-images", playback.skipImages = target.checked);
    byId("follow").onchange = ({ target }) => { remember("follow", target.checked); keepInView(); };
    byId("return").onclick = () => { scrolledAway = false; keepInView(); };
    byId("article").onclick = ({ target }) => {
      const span = target.closest(".segment");
      if (span && getSelection().isCollapsed) hear(Number(span.dataset.index));
    };
    for (const menu of document.querySelectorAll("details.menu")) menu.ontoggle = () => menu.open && closeMenus(menu);
    addEventListener("keydown", onKey);
    addEventListener("click", ({ target }) => { if (!target.closest("details.menu")) closeMenus(); });
    for (const moved of ["wheel", "touchmove"]) {
      addEventListener(moved, () => { scrolledAway = playback.playing; showReturn(); }, { passive: true });
    }
    addEventListener("scroll", showReturn, { passive: true });
  };

  const restoreSettings = () => {
    const speed = remembered("speed", 1);
    if (Playback.SPEEDS.includes(speed)) playback.setSpeed(speed);
    byId("speed").value = String(playback.speed);
    playback.skipImages = byId("skip-images").checked = remembered("skip-images", false) === true;
    byId("follow").checked = remembered("follow", true) !== false;
  };

  const showChapterList = () => {
    byId("chapter-list").replaceChildren(...playback.chapters.map(({ title, start }) => {
      const button = element("button", { type: "button" }, element("span", { dir: "auto" }, title), element("span", { className: "time" }, clock(start)));
      button.onclick = () => { scrolledAway = false; playback.seek(start); playback.play(); closeMenus(); };
      return element("li", {}, button);
    }));
  };

  const showParts = () => {
    byId("parts").hidden = parts.length < 2;
    byId("parts").replaceChildren(...parts.map((part) => {
      const button = element("button", { type: "button", className: "pill" }, `Part ${part.part}`);
      if (part === record) button.setAttribute("aria-current", "true");
      button.onclick = () => open(part);
      return button;
    }));
  };

  const showAbout = () => {
    const facts = [record.section, languageName(record.language), day(record.date), `read by ${record.voice}, a synthetic voice`];
    const about = byId("about");
    about.replaceChildren(element("p", {}, facts.filter(Boolean).join(" · ")));
    const links = [[record.url, "Original article"], [`../${record.audio}`, "Audio file"], [record.captions && `../${record.captions}`, "Captions"]];
    about.append(element("p", { className: "links" }, ...links.filter(([address]) => address).map(([href, label]) => (
      element("a", { href, rel: "noopener noreferrer", target: embedded ? "_blank" : "" }, label)))));
    about.hidden = false;
  };

  const open = (part) => {
    record = part;
    document.title = record.title;
    const article = byId("article");
    article.lang = record.language;
    current = reading = null;
    spans = Article.render(record, article);
    const resumed = playback.open(record);
    if (spans.length && !reading) read(0);
    showChapterList();
    showChapter();
    showParts();
    showAbout();
    showTime();
    connectMediaKeys();
    article.setAttribute("aria-busy", "false");
    if (resumed) say(`Resumes at ${clock(resumed)}`);
    if (resumed) current?.scrollIntoView({ block: "center" });
    document.documentElement.classList.toggle("started", resumed > 0);
    byId("embed-code").value = `<iframe src="${location.href.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}" `
      + 'title="Listen to this article" width="100%" height="420" allow="autoplay"></iframe>';
  };

  const openNextPart = () => {
    const next = parts[parts.indexOf(record) + 1];
    if (!next) return;
    open(next);
    playback.play();
  };

  const start = async () => {
    const asked = new URLSearchParams(location.search);
    const id = asked.get("article");
    document.documentElement.classList.toggle("embedded", embedded);
    if (id === null) return location.replace("index.html");
    const shard = Narrate.checksum(id) % Number(document.documentElement.dataset.shards);
    const articles = await Narrate.load(`articles-${String(shard).padStart(5, "0")}.js`);
    parts = articles.filter((article) => article.id === id).sort((one, other) => one.part - other.part);
    if (!parts.length) throw new Error(`There is no narration of the article ${id} here.`);
    connectControls();
    restoreSettings();
    open(parts.find(({ part }) => String(part) === asked.get("part")) ?? parts[0]);
    if (asked.has("at")) seekTo(Number(asked.get("at")) || 0);
  };

  start().catch((error) => {
    byId("article").replaceChildren(element("h1", {}, "Nothing to play"), element("p", {}, error.message));
    byId("article").setAttribute("aria-busy", "false");
    byId("controls").hidden = true;
  });
})();
