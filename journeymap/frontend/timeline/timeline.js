// @ts-check
/**
 * The timeline: an `<input type="range">` over the event table, and the caption that lives with it.
 *
 * It leads: each move is passed on at once, and the moment at which the time has settled too, to the page and then to the server.
 */

import { MAX_SPEED } from "../view/address.js";
import { captionAt } from "../words/caption.js";
import { join } from "../view/channel.js";
import { conflictWords } from "../words/conflicts.js";
import { element } from "../dom.js";
import { loadAtSpeed } from "../document/document.js";
import { fittingSpeed, Playback, SPEEDS } from "./playback.js";
import { isKnowable, momentsOf } from "../document/reading.js";
import { Scale } from "./track_background.js";
import { isPacked } from "../document/load_json.js";
import { choose, chooser, iconButton, ICONS, readingSwitch, speedInput, speedWords, zoneOptions } from "./controls.js";

/** After an input that is not followed by a release. */
const SETTLE_MILLISECONDS = 250;
const PASS_MILLISECONDS = 500;
const STEP_SECONDS = 60;
const ARROW_SECONDS = 600;
const SHIFT_ARROW_SECONDS = 3600;

/** @typedef {import("../view/channel.js").Settled} Settled */

/** @param {Settled} a @param {Settled} b */
const sameSettled = (a, b) => a.moment === b.moment && a.reading === b.reading && a.speed === b.speed;

export class Timeline {
  /**
   * @param {HTMLElement} root
   * @param {object} options
   * @param {import("../document/document.js").JourneyDocument} options.document
   * @param {string} options.url address of the document
   * @param {string} options.channel
   * @param {number} options.t
   * @param {string} options.zone
   * @param {boolean} options.dark
   * @param {import("../document/reading.js").Reading} [options.reading]
   * @param {number|null} [options.speed] greatest speed assumed, km/h; null: the journey's own
   * @param {Settled|null} [options.reported] what the server knows; null: what it opens at
   * @param {(settled: Settled) => void} [options.onSettle] told when the time has settled at another view
   */
  constructor(root, { document, url, channel, t, zone, dark, reading = "happened", speed = null, reported = null, onSettle = () => {} }) {
    this.own = document;
    this.root = /** @type {HTMLElement} */ (root.closest(".jm-timeline") ?? root);
    this.document = document;
    this.url = url;
    this.onSettle = onSettle;
    const ownSpeed = document.journey.max_speed_kmh;
    /** @type {import("../view/channel.js").View} */
    this.view = { t, zone, playing: false, dark, reading: isKnowable(document) ? reading : "happened", speed: ownSpeed };
    this.settled = this.#settlement();
    this.reported = reported ?? this.settled;
    this.touched = false;
    this.dragging = false;
    this.settleTimer = 0;
    this.passTimer = 0;
    this.moments = this.#moments();
    this.playback = new Playback({
      now: () => this.view.t,
      move: (at) => this.#glideTo(at),
      next: (at) => this.#neighbour(at, 1),
      end: document.span.to,
      onChange: (playing) => this.#playing(playing),
    });
    this.playback.speed = fittingSpeed(document.span.to - document.span.from);
    this.range = /** @type {HTMLInputElement} */ (element("input", {
      type: "range", class: "jm-range", min: String(document.span.from), max: String(document.span.to),
      step: "any", value: String(t), "aria-label": "Time of the journey",
    }));
    this.scale = new Scale(document);
    const { button, path } = iconButton("play", "Play");
    this.play = button;
    this.playPath = path;
    this.when = element("strong", { class: "jm-caption-when" });
    this.where = element("span", { dir: "auto" });
    this.report = element("span", { class: "jm-caption-report" });
    this.more = element("span", { class: "jm-caption-more", dir: "auto" });
    this.speed = speedInput(this.own.journey, this.view.speed, MAX_SPEED, (assumed) => this.#assume(assumed));
    this.zone = chooser("Time zone", zoneOptions(document));
    choose(this.zone, zone);
    this.readings = readingSwitch(isKnowable(document), this.view.reading, (chosen) => this.read(chosen));
    if (isPacked(url)) {
      this.speed.setAttribute("disabled", "");
      this.speed.title = "The tracks at another speed are worked out by a server.";
    }
    this.conflicts = element("span", { class: "jm-conflicts", dir: "auto", role: "status" });
    this.spoken = element("p", { class: "jm-spoken", "aria-live": "polite" });
    this.#build(root);
    this.channel = join(channel, (message) => {
      if (message.type === "hello") {
        this.#say();
        this.#saySettled();
      }
      if (message.type === "seek") this.seek(message.t);
    });
    this.resize = new ResizeObserver(() => this.#drawHours());
    this.resize.observe(this.scale.node);
    this.#show();
    this.#say();
    /** Speed whose tracks are on their way, km/h. @type {number|undefined} */
    this.asked = undefined;
    if (speed !== null && speed !== ownSpeed) this.#assume(speed);
    else this.#announce();
  }

  /** What the server is told of the view. @returns {Settled} */
  #settlement() {
    return { moment: this.view.t, reading: this.view.reading, speed: this.view.speed };
  }

  /** The moments to step by that the timeline has. */
  #moments() {
    const { from, to } = this.document.span;
    return momentsOf(this.document, this.view.reading).filter((at) => at >= from && at <= to);
  }

  /** @param {HTMLElement} root */
  #build(root) {
    const { button: previous } = iconButton("previous", "Previous event");
    const { button: next } = iconButton("next", "Next event");
    const speed = chooser("Playing speed: time of the journey per second", SPEEDS.map((each) => [String(each), speedWords(each)]));
    speed.value = String(this.playback.speed);
    root.replaceChildren(
      element("div", { class: "jm-track" }, this.scale.node, this.range),
      element("div", { class: "jm-controls" }, previous, this.play, next, speed, this.zone, this.readings,
        element("label", { class: "jm-greatest" }, "At most ", this.speed, " km/h")),
      element("p", { class: "jm-caption" }, this.when, " ", this.where, " ", this.report, this.more, this.conflicts),
      this.spoken,
    );

    this.range.addEventListener("input", () => {
      this.touched = true;
      this.playback.stop();
      this.#moveTo(Math.round(Number(this.range.value) / STEP_SECONDS) * STEP_SECONDS);
      this.#settleSoon();
    });
    this.range.addEventListener("pointerdown", () => { this.dragging = true; });
    // A touch that scrolls the page away ends without a pointerup.
    for (const end of ["pointerup", "pointercancel", "change", "blur", "keyup"]) {
      this.range.addEventListener(end, () => {
        this.dragging = false;
        this.settle();
      });
    }
    this.range.addEventListener("keydown", (event) => this.#key(event));
    this.play.addEventListener("click", () => this.toggle());
    previous.addEventListener("click", () => this.seek(this.#neighbourOrEnd(-1)));
    next.addEventListener("click", () => this.seek(this.#neighbourOrEnd(1)));
    speed.addEventListener("change", () => { this.playback.speed = Number(speed.value); });
    this.zone.addEventListener("change", () => {
      this.view.zone = this.zone.value;
      this.#show();
      this.#say();
    });
  }

  /** Shows another reading. @param {import("../document/reading.js").Reading} reading */
  read(reading) {
    this.view.reading = reading;
    this.moments = this.#moments();
    this.#show();
    this.#say();
    this.settle();
  }

  /**
   * Shows another view in place of this one.
   * @param {{t: number, reading: import("../document/reading.js").Reading, zone: string, speed: number|null}} view speed null: the journey's own
   */
  take({ t, reading, zone, speed }) {
    this.playback.stop();
    this.view.zone = zone;
    choose(this.zone, zone);
    if (isKnowable(this.own)) this.view.reading = reading;
    for (const input of this.readings.querySelectorAll("input")) input.checked = input.value === this.view.reading;
    this.moments = this.#moments();
    this.#moveTo(t);
    this.range.value = String(this.view.t);
    const most = speed ?? this.own.journey.max_speed_kmh;
    if (most === this.view.speed && !this.waiting) this.settle();
    else this.#assume(most);
  }

  /** Whether the tracks at another speed are still to come. */
  get waiting() {
    return this.asked !== undefined;
  }

  /**
   * Assumes another greatest speed. Nothing changes before the tracks at that speed are there.
   * @param {number} speed km/h; one that is none stands for the journey's own
   */
  async #assume(speed) {
    const mine = speed > 0 ? Math.min(MAX_SPEED, Math.max(1, Math.round(speed))) : this.own.journey.max_speed_kmh;
    this.asked = mine;
    try {
      const document = await loadAtSpeed(this.url, this.own, mine);
      if (this.asked !== mine) return;
      this.document = document;
      this.view.speed = mine;
      this.moments = this.#moments();
      this.scale.take(document);
    } catch {
      if (this.asked !== mine) return;
      this.spoken.textContent = "The tracks at that speed could not be loaded.";
    }
    this.asked = undefined;
    this.speed.value = String(this.view.speed);
    this.#show();
    this.#say();
    this.settle();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const arrow = event.shiftKey ? SHIFT_ARROW_SECONDS : ARROW_SECONDS;
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowRight: () => this.#step(this.view.t + arrow),
      ArrowUp: () => this.#step(this.view.t + arrow),
      ArrowLeft: () => this.#step(this.view.t - arrow),
      ArrowDown: () => this.#step(this.view.t - arrow),
      PageUp: () => this.#step(this.#neighbourOrEnd(1)),
      PageDown: () => this.#step(this.#neighbourOrEnd(-1)),
      Home: () => this.#step(this.document.span.from),
      End: () => this.#step(this.document.span.to),
      " ": () => event.repeat || this.toggle(),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** Moves to a time at the reader's word, and stays. @param {number} t */
  seek(t) {
    this.#step(t);
    this.settle();
  }

  /** Moves to a time; a key that is held down moves on. @param {number} t */
  #step(t) {
    this.touched = true;
    this.playback.stop();
    this.#moveTo(t);
    this.range.value = String(this.view.t);
    this.#settleSoon();
  }

  toggle() {
    if (this.playback.playing) {
      this.playback.stop();
      return;
    }
    // It opens at the last report and plays from the beginning, as it does again from the end.
    if (!this.touched || this.view.t >= this.document.span.to - STEP_SECONDS) this.#moveTo(this.document.span.from);
    this.touched = true;
    this.playback.start();
  }

  /** @param {boolean} dark */
  setDark(dark) {
    if (dark === this.view.dark) return;
    this.view.dark = dark;
    this.#say();
  }

  destroy() {
    this.asked = NaN;
    this.playback.cancel();
    clearTimeout(this.settleTimer);
    clearTimeout(this.passTimer);
    this.resize.disconnect();
    this.channel.leave();
  }

  /** @param {number} t */
  #moveTo(t) {
    this.view.t = Math.max(this.document.span.from, Math.min(this.document.span.to, t));
    this.#say();
    this.#show();
  }

  /** Moves while playing, and tells when an event is passed. @param {number} t */
  #glideTo(t) {
    const before = this.view.t;
    this.#moveTo(t);
    this.range.value = String(this.view.t);
    const passed = this.moments.findLast((at) => at > before && at <= this.view.t);
    if (passed !== undefined && !this.passTimer) {
      this.passTimer = window.setTimeout(() => {
        this.passTimer = 0;
        if (this.playback.playing) this.settle();
      }, PASS_MILLISECONDS);
    }
  }

  /** @param {number} t @param {1|-1} direction */
  #neighbour(t, direction) {
    const found = direction > 0
      ? this.moments.find((at) => at > t + STEP_SECONDS / 2)
      : this.moments.findLast((at) => at < t - STEP_SECONDS / 2);
    return found ?? null;
  }

  /** @param {1|-1} direction */
  #neighbourOrEnd(direction) {
    return this.#neighbour(this.view.t, direction) ?? (direction > 0 ? this.document.span.to : this.document.span.from);
  }

  #say() {
    this.channel.say({ type: "view", view: this.view });
  }

  #show() {
    const { t, zone, reading } = this.view;
    const caption = captionAt(this.document, t, zone, reading);
    this.when.textContent = `${caption.when}:`;
    const end = caption.report ? ";" : ".";
    this.where.textContent = `${[caption.where, caption.distance].filter(Boolean).join(", ")}${end}`;
    this.report.textContent = caption.report && `${caption.report}.`;
    this.more.textContent = [
      caption.expected && `${caption.expected}.`, caption.range && `Possible range ${caption.range}.`,
      caption.published && `Distance ${caption.published}.`,
    ].filter(Boolean).join(" ");
    const conflicts = conflictWords(this.document, reading, t);
    if (conflicts !== this.conflicts.textContent) this.conflicts.textContent = conflicts;
    this.scale.show(reading, t);
    this.range.setAttribute("aria-valuetext", caption.valueText);
    this.axisZone = caption.zone;
    this.#drawHours();
  }

  #drawHours() {
    if (this.axisZone) this.scale.drawHours(this.axisZone);
  }

  /** @param {boolean} playing */
  #playing(playing) {
    this.view.playing = playing;
    const label = playing ? "Pause" : "Play";
    this.play.setAttribute("aria-label", label);
    this.play.title = label;
    this.playPath.setAttribute("d", ICONS[playing ? "pause" : "play"]);
    this.#say();
    if (!playing) this.settle();
  }

  #settleSoon() {
    clearTimeout(this.settleTimer);
    if (!this.dragging) this.settleTimer = window.setTimeout(() => this.settle(), SETTLE_MILLISECONDS);
  }

  /** The time has come to rest, where it was not at rest before. */
  settle() {
    clearTimeout(this.settleTimer);
    const settled = this.#settlement();
    if (this.dragging || sameSettled(settled, this.settled)) return;
    this.settled = settled;
    this.#announce();
    // The range says its own value while it is moved; a time set from elsewhere is said here.
    if (!this.range.matches(":focus")) this.spoken.textContent = this.range.getAttribute("aria-valuetext");
  }

  #saySettled() {
    this.channel.say({ type: "settled", settled: this.settled });
  }

  /** Tells the page, and then the server unless it knows. */
  #announce() {
    this.#saySettled();
    if (!sameSettled(this.settled, this.reported)) this.onSettle(this.settled);
    this.reported = this.settled;
    this.root.dataset.settled = String(this.settled.moment);
  }
}
