"use strict";
/** Plays a narration: knows which segment is spoken, which chapter that is in, and where the listener left off. */
class Playback {
  static STEP_SECONDS = 15;
  static SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];
  static #SAVE_EVERY_SECONDS = 3;
  static #RESTART_WITHIN_SECONDS = 3;

  #audio;
  #events;
  #record = null;
  #starts = [];
  #imageSegments = [];
  #saved = 0;
  #segment = -1;
  skipImages = false;
  chapters = [];

  /** `events` are functions that are told what changes: segment, time, state, ready, failed, ended. */
  constructor(audio, events) {
    this.#audio = audio;
    this.#events = events;
    const tell = (name) => () => events[name]();
    audio.addEventListener("play", () => { events.state(); this.#watch(); });
    audio.addEventListener("pause", () => { events.state(); this.#save(); });
    audio.addEventListener("timeupdate", () => this.#update());
    audio.addEventListener("seeked", () => this.#update());
    audio.addEventListener("durationchange", tell("time"));
    audio.addEventListener("error", tell("failed"));
    audio.addEventListener("ended", () => { this.#forget(); events.ended(); });
    addEventListener("pagehide", () => this.#save());
  }

  /** Takes up a narration, where the listener left off. */
  open(record) {
    this.#save();
    this.#record = record;
    this.#segment = -1;
    this.#starts = record.segments.start.map((milliseconds) => milliseconds / 1000);
    this.#imageSegments = record.segments.role.map((role, index) => role === "image" && Boolean(record.segments.generated[index]));
    this.chapters = Article.chapters(record);
    const speed = this.#audio.playbackRate;
    this.#audio.src = `../${record.audio}`;
    this.#audio.defaultPlaybackRate = speed;
    const resumed = this.#remembered();
    if (resumed > 0) this.#audio.currentTime = resumed;
    this.#update();
    return resumed;
  }

  get playing() { return !this.#audio.paused && !this.#audio.ended; }
  get seconds() { return this.#audio.currentTime; }
  get segment() { return this.#segment; }
  get speed() { return this.#audio.playbackRate; }

  get duration() {
    return Number.isFinite(this.#audio.duration) ? this.#audio.duration : this.#record.milliseconds / 1000;
  }

  /** Returns the index of the chapter that is being heard. */
  get chapter() {
    return Math.max(0, this.chapters.findLastIndex(({ start }) => start <= this.seconds + 0.05));
  }

  toggle() { return this.playing ? this.#audio.pause() : this.play(); }

  play() { return this.#audio.play().catch(() => this.#events.state()); }

  pause() { this.#audio.pause(); }

  seek(seconds) {
    this.#audio.currentTime = Math.min(Math.max(0, seconds), this.duration);
    this.#update();
  }

  step(seconds) { this.seek(this.seconds + seconds); }

  seekSegment(index) { this.seek(this.#starts[index]); }

  /** Goes to a neighbouring chapter; backwards first to the beginning of this one. */
  stepChapter(direction) {
    const here = this.chapter;
    const restart = direction < 0 && this.seconds - this.chapters[here].start > Playback.#RESTART_WITHIN_SECONDS;
    const target = this.chapters[Math.max(0, restart ? here : here + direction)];
    if (target) this.seek(target.start);
  }

  setSpeed(speed) {
    this.#audio.playbackRate = speed;
    this.#audio.defaultPlaybackRate = speed;
  }

  /** Returns the segment that is heard at a time: the last one that has begun. */
  #segmentAt(seconds) {
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= seconds + 0.01) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** Follows the audio frame by frame while it plays: its own events come only four times a second. */
  #watch() {
    if (!this.playing) return;
    this.#update();
    requestAnimationFrame(() => this.#watch());
  }

  #update() {
    if (!this.#record) return;
    let segment = this.#segmentAt(this.seconds);
    if (this.skipImages && this.playing && this.#imageSegments[segment]) {
      const next = this.#imageSegments.indexOf(false, segment);
      if (next < 0) return this.seek(this.duration);
      this.#audio.currentTime = this.#starts[next];
      segment = next;
    }
    if (segment !== this.#segment) {
      this.#segment = segment;
      this.#events.segment(segment);
    }
    this.#events.time();
    if (Math.abs(this.seconds - this.#saved) > Playback.#SAVE_EVERY_SECONDS) this.#save();
  }

  get #key() { return `narrate:${this.#record.id}:${this.#record.part}`; }

  /** Returns the seconds at which this very audio was left, or 0. */
  #remembered() {
    try {
      const { audio, seconds } = JSON.parse(localStorage.getItem(this.#key)) ?? {};
      return audio === this.#record.audio && seconds < this.duration - 2 ? seconds : 0;
    } catch {
      return 0;
    }
  }

  #save() {
    if (!this.#record || !this.seconds) return;
    this.#saved = this.seconds;
    try {
      localStorage.setItem(this.#key, JSON.stringify({ audio: this.#record.audio, seconds: this.seconds }));
    } catch { /* a browser that keeps nothing plays from the start */ }
  }

  #forget() {
    try {
      localStorage.removeItem(this.#key);
    } catch { /* as above: there is nothing to forget */ }
  }
}
