// @ts-check
/**
 * The timeline: an `<input type="range">` over the event table, the controls beneath it and the caption.
 *
 * It moves the view that all others follow, and says when the time has come to rest.
 */

import { Caption } from "./caption.js";
import { element, sentenceNodes } from "../dom.js";
import { Drag } from "./drag.js";
import { MAX_SPEED_KMH } from "../document/limits.js";
import { isSourced, roundingOf } from "../document/document.js";
import { Menu } from "./menu.js";
import { isPacked } from "../document/load_json.js";
import { isKnowable, momentsOf } from "../document/reading.js";
import { Playback } from "./playback.js";
import { speedsFor, stepsFor, usualSpeed } from "./speeds.js";
import { TrackBackground } from "./track_background.js";
import {
  maxSpeed,
  NEEDS_SERVER,
  NEXT,
  NO_TIMES,
  PAUSE,
  PLAY,
  PLAYING,
  playingSpeed,
  PLAYING_SPEED,
  PREVIOUS,
  RANGE,
  SPEED_UNAVAILABLE,
  TIME_ZONE,
} from "../words/timeline.js";
import { sameSettled } from "../view/journey_view.js";
import { choose, chooser, iconButton, ICONS, named, readingSwitch, speedInput, zoneOptions } from "./controls.js";

/** After an input that is not followed by a release. */
const SETTLE_MILLISECONDS = 250;
/** After an event that is passed while the time runs. */
const PASS_MILLISECONDS = 500;
/** From the edges of the track to the ends of its axis: half of the knob, whose width timeline.css has. Pixels. */
const INSET = 9;

/** @typedef {import("../view/channel.js").Settled} Settled */

export class Timeline {
  /**
   * @param {HTMLElement} root
   * @param {import("../view/journey_view.js").JourneyView} view that leads
   * @param {object} [options]
   * @param {boolean} [options.touched] the reader has chosen the moment, if only by an address
   * @param {Settled|null} [options.reported] what the server knows; null: what the view opens at
   * @param {(settled: Settled) => void} [options.report] reports another settled view to the server
   * @param {boolean} [options.answered] where the traveller was is said elsewhere on the page
   * @param {(() => import("./menu.js").More)|null} [options.menu] makes what the menu of a narrow screen has besides; null: no menu
   */
  constructor(root, view, { touched = false, reported = null, report = () => {}, answered = false, menu = null } = {}) {
    this.view = view;
    this.root = /** @type {HTMLElement} */ (root.closest(".jm-timeline") ?? root);
    this.touched = touched;
    this.reported = reported ?? view.settled;
    this.report = report;
    this.dragging = false;
    this.settleTimer = 0;
    this.passTimer = 0;
    this.moments = this.#moments();
    const {
      own,
      state: { t, zone, reading, speed },
    } = view;
    const { span } = own;
    this.steps = stepsFor(span.to - span.from);
    /** Of a moment that is pointed at, seconds. */
    this.rounding = roundingOf(span);
    this.playback = new Playback({
      now: () => view.state.t,
      move: (at) => this.#glideTo(at),
      next: (at) => this.#neighbour(at, 1),
      end: span.to,
      speed: usualSpeed(span.to - span.from).seconds,
      onChange: (playing) => this.#playing(playing),
    });
    this.range = /** @type {HTMLInputElement} */ (
      element("input", {
        type: "range",
        class: "jm-range",
        min: String(span.from),
        max: String(span.to),
        step: "any",
        value: String(t),
        "aria-label": RANGE,
      })
    );
    this.background = new TrackBackground(view);
    const { button, path } = iconButton("play", PLAY);
    this.play = button;
    this.playPath = path;
    this.caption = new Caption(view, { answered });
    this.more = menu;
    /** @type {Menu|null} */
    this.menu = null;
    this.speed = speedInput(own.journey, speed, MAX_SPEED_KMH, async (assumed) => {
      await view.assume(assumed);
      this.#showSpeed();
    });
    this.zone = chooser(TIME_ZONE, zoneOptions(own));
    this.zone.classList.add("jm-zone");
    choose(this.zone, zone);
    this.readings = readingSwitch(isKnowable(own), reading, (chosen) => {
      view.set({ reading: chosen });
      this.settle();
    });
    // Without sources there is one reading, and no range that would rest on a speed.
    this.readings.hidden = !isSourced(own);
    if (isPacked(view.url)) {
      this.speed.setAttribute("disabled", "");
      this.speed.title = NEEDS_SERVER;
    }
    this.spoken = element("p", { class: "jm-spoken", "aria-live": "polite" });
    /** The row under the track. */
    this.controls = element("div", { class: "jm-controls" });
    if (own.timeless) root.replaceChildren(element("p", { class: "jm-caption jm-timeless" }, NO_TIMES));
    else this.#build(root);
    this.range.setAttribute("aria-valuetext", this.caption.valueText);
    this.resize = new ResizeObserver(() => this.background.drawAxis(this.caption.zone));
    this.resize.observe(this.background.node);
    this.unsubscribe = view.subscribe((changed) => this.#update(changed));
    view.onMessage = (message) => {
      if (message.type === "seek") this.seek(message.t);
      else if (message.type === "focus") this.range.focus();
    };
    view.connect();
    if (!view.waiting) this.#announce();
  }

  /** @param {HTMLElement} root */
  #build(root) {
    const { view } = this;
    const { button: previous } = iconButton("previous", PREVIOUS);
    const { button: next } = iconButton("next", NEXT);
    const { from, to } = view.own.span;
    const speed = chooser(
      PLAYING_SPEED,
      speedsFor(to - from).map((each) => [String(each.seconds), playingSpeed(each)]),
    );
    speed.value = String(this.playback.speed);
    const maxSpeedLabel = element(
      "label",
      { class: "jm-max-speed" },
      ...sentenceNodes(maxSpeed, { speed: this.speed }),
    );
    maxSpeedLabel.hidden = this.readings.hidden;
    const options = element(
      "div",
      { class: "jm-options" },
      named(PLAYING, speed),
      named(TIME_ZONE, this.zone),
      this.readings,
      maxSpeedLabel,
    );
    if (this.more) this.menu = new Menu(options, this.more);
    const surface = element("div", { class: "jm-surface" });
    this.controls.append(previous, this.play, next, ...(this.menu ? this.menu.nodes : [options]));
    root.replaceChildren(
      element("div", { class: "jm-track" }, this.background.node, this.range, surface),
      this.controls,
      this.caption.node,
      this.spoken,
    );
    new Drag(surface, INSET, {
      range: () => ({ from, to, value: view.state.t }),
      begin: () => {
        this.dragging = true;
        this.range.focus({ preventScroll: true });
      },
      move: (at) => this.#moveTo(at),
      end: () => {
        this.dragging = false;
        this.settle();
      },
    });

    this.range.addEventListener("input", () => this.#moveTo(Number(this.range.value)));
    // While a pointer drags, the time comes to rest when it is lifted.
    for (const end of ["change", "blur", "keyup"])
      this.range.addEventListener(end, () => this.dragging || this.settle());
    this.range.addEventListener("keydown", (event) => this.#key(event));
    this.play.addEventListener("click", () => this.toggle());
    previous.addEventListener("click", () => this.seek(this.#neighbourOrEnd(-1)));
    next.addEventListener("click", () => this.seek(this.#neighbourOrEnd(1)));
    speed.addEventListener("change", () => {
      this.playback.speed = Number(speed.value);
    });
    this.zone.addEventListener("change", () => view.set({ zone: this.zone.value }));
  }

  /** @param {ReadonlySet<import("../view/journey_view.js").Change>} changed */
  #update(changed) {
    const { state } = this.view;
    if (changed.has("reading") || changed.has("document")) {
      this.moments = this.#moments();
      for (const input of this.readings.querySelectorAll("input")) input.checked = input.value === state.reading;
    }
    if (changed.has("playing")) this.#drawPlaying();
    if (changed.has("zone")) choose(this.zone, state.zone);
    if (["t", "reading", "zone", "document"].some((name) => changed.has(/** @type {"t"} */ (name)))) this.#draw();
    if (changed.has("unavailable")) this.spoken.textContent = SPEED_UNAVAILABLE;
    if (changed.has("settled")) {
      // The range says its own value while it is moved; a time set from elsewhere is said here.
      if (!this.range.matches(":focus")) this.spoken.textContent = this.caption.valueText;
      this.#announce();
    }
    if (changed.has("document")) this.#showSpeed();
  }

  /** Also where what was typed is no speed, or one that could not be loaded. */
  #showSpeed() {
    if (!this.view.waiting) this.speed.value = String(this.view.state.speed);
  }

  /** Shows the present view. While the reader drags, the range is at its place already. */
  #draw() {
    const { t } = this.view.state;
    if (Math.abs(Number(this.range.value) - t) >= this.rounding / 2) this.range.value = String(t);
    this.caption.update();
    this.background.update();
    this.range.setAttribute("aria-valuetext", this.caption.valueText);
    this.background.drawAxis(this.caption.zone);
  }

  /** The moments to step by that the timeline has. */
  #moments() {
    const {
      document,
      state: { reading },
    } = this.view;
    const { from, to } = document.span;
    return momentsOf(document, reading).filter((at) => at >= from && at <= to);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { t } = this.view.state;
    const { span } = this.view.own;
    const arrow = event.shiftKey ? this.steps.shiftArrow : this.steps.arrow;
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowRight: () => this.#step(t + arrow),
      ArrowUp: () => this.#step(t + arrow),
      ArrowLeft: () => this.#step(t - arrow),
      ArrowDown: () => this.#step(t - arrow),
      PageUp: () => this.#step(this.#neighbourOrEnd(1)),
      PageDown: () => this.#step(this.#neighbourOrEnd(-1)),
      Home: () => this.#step(span.from),
      End: () => this.#step(span.to),
      " ": () => event.repeat || this.toggle(),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** Moves to a time that is pointed at. @param {number} t */
  #moveTo(t) {
    this.touched = true;
    this.playback.stop();
    this.view.set({ t: Math.round(t / this.rounding) * this.rounding });
    this.#settleSoon();
  }

  /** Moves to a time that the reader has chosen, and stays. @param {number} t */
  seek(t) {
    this.#step(t);
    this.settle();
  }

  /** Moves to a time; a key that is held down moves on. @param {number} t */
  #step(t) {
    this.touched = true;
    this.playback.stop();
    this.view.set({ t });
    this.range.value = String(this.view.state.t);
    this.#settleSoon();
  }

  toggle() {
    if (this.playback.playing) {
      this.playback.stop();
      return;
    }
    const { from, to } = this.view.own.span;
    // It opens at the last report and plays from the beginning, as it does again from the end.
    if (!this.touched || this.view.state.t >= to - this.rounding) this.view.set({ t: from });
    this.touched = true;
    this.playback.start();
  }

  /** Moves while playing; the claims follow when an event is passed. @param {number} t */
  #glideTo(t) {
    const before = this.view.state.t;
    this.view.set({ t });
    this.range.value = String(this.view.state.t);
    const passed = this.moments.findLast((at) => at > before && at <= this.view.state.t);
    if (passed !== undefined && !this.passTimer) {
      this.passTimer = window.setTimeout(() => {
        this.passTimer = 0;
        if (this.playback.playing) this.settle();
      }, PASS_MILLISECONDS);
    }
  }

  /** @param {number} t @param {1|-1} direction */
  #neighbour(t, direction) {
    const found =
      direction > 0
        ? this.moments.find((at) => at > t + this.rounding / 2)
        : this.moments.findLast((at) => at < t - this.rounding / 2);
    return found ?? null;
  }

  /** @param {1|-1} direction */
  #neighbourOrEnd(direction) {
    const { from, to } = this.view.own.span;
    return this.#neighbour(this.view.state.t, direction) ?? (direction > 0 ? to : from);
  }

  /** @param {boolean} playing */
  #playing(playing) {
    this.view.set({ playing });
    if (!playing) this.settle();
  }

  #drawPlaying() {
    const { playing } = this.view.state;
    if (!playing) this.playback.cancel();
    const label = playing ? PAUSE : PLAY;
    this.play.setAttribute("aria-label", label);
    this.play.title = label;
    this.playPath.setAttribute("d", ICONS[playing ? "pause" : "play"]);
  }

  #settleSoon() {
    clearTimeout(this.settleTimer);
    if (!this.dragging) this.settleTimer = window.setTimeout(() => this.settle(), SETTLE_MILLISECONDS);
  }

  /** The time has come to rest, unless it is being dragged. */
  settle() {
    clearTimeout(this.settleTimer);
    if (!this.dragging) this.view.settle();
  }

  /** Reports the settled view to a server that may know nothing of it. */
  reportAgain() {
    if (this.view.settled) this.report(this.view.settled);
  }

  /** Reports the settled view to the server unless it knows, and then has it on the page. */
  #announce() {
    const { settled } = this.view;
    if (!settled) return;
    if (!sameSettled(settled, this.reported)) this.report(settled);
    this.reported = settled;
    this.root.dataset.settled = String(settled.moment);
  }

  destroy() {
    this.playback.cancel();
    clearTimeout(this.settleTimer);
    clearTimeout(this.passTimer);
    this.resize.disconnect();
    this.menu?.destroy();
    this.unsubscribe();
    this.view.onMessage = () => {};
  }
}
