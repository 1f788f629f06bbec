// @ts-check
/**
 * The address follows what is shown, and what is shown follows the address after Back and Forward.
 *
 * What a reader chooses is a new entry of the history, so that Back undoes it; a moment or a map that
 * moves only changes the present entry.
 */

import { asSearch, read, readFrame, write } from "./address.js";
import { join } from "./channel.js";
import { roundingOf } from "../document/document.js";
import { element } from "../dom.js";

/** The address follows what has rested for so long: while the time runs it is left alone. */
const REST_MILLISECONDS = 400;
/** Parameters that a reader chooses one by one. */
const CHOSEN = ["reading", "zone", "max_speed", "layer", "event"];

/** @param {string} search */
const chosen = (search) => {
  const query = new URLSearchParams(search);
  return CHOSEN.map((name) => query.get(name)).join("\n");
};

export class UrlSync {
  /**
   * @param {object} options
   * @param {import("../document/document.js").JourneyDocument|null} options.journey null: a map without a time
   * @param {number} [options.opening] moment that it opens at when the address asks for none
   * @param {boolean} [options.named] the address names the journey too
   * @param {boolean} [options.first] an address that names none is this journey's
   */
  constructor({ journey, opening = 0, named = false, first = false }) {
    this.journey = journey;
    this.opening = opening;
    this.named = named && journey !== null;
    this.path = location.pathname;
    this.first = first;
    /** What the address asks for. */
    this.asked = this.#read();
    this.frame = this.asked.frame;
    /** Whether it asks for a moment by its date. */
    this.asksForMoment = new URLSearchParams(location.search).has("t");
    /** @type {import("./journey_view.js").JourneyView|null} */
    this.view = null;
    this.resting = 0;
    this.sought = false;
    /** Called when the address has changed. */
    this.onChange = () => {};
  }

  /**
   * @param {object} options
   * @param {string} options.channel
   * @param {import("./journey_view.js").JourneyView|null} options.view that leads; null: a map without a time
   * @param {HTMLElement} options.notice for what the address asks for in vain
   */
  start({ channel, view, notice }) {
    this.view = view;
    this.notice = notice;
    /** The query of a view that nobody has touched. */
    this.untouched = this.#written("");
    this.#notify(this.asked.problems);
    this.back = () => this.#restore();
    addEventListener("popstate", this.back);
    this.channel = join(channel, (message) => this.#receive(message));
    this.#look();
  }

  destroy() {
    clearTimeout(this.resting);
    if (this.back) removeEventListener("popstate", this.back);
    this.channel?.leave();
  }

  #read() {
    const nothing = { t: null, reading: /** @type {const} */ ("happened"), zone: "place", speed: null, theme: null };
    return this.journey ? read(location.search, this.journey) : { ...nothing, ...readFrame(location.search) };
  }

  /** Whether the address is still about this: a page may be about to go. */
  #isOurs() {
    if (location.pathname !== this.path) return false;
    const name = new URLSearchParams(location.search).get("journey");
    return !this.named || (name === null ? this.first : name === this.journey?.journey.id);
  }

  /** @param {import("./channel.js").Message} message */
  #receive(message) {
    if (message.type === "ready") this.#look();
    else if (message.type === "seek") this.sought = true;
    else if (message.type === "frame") {
      this.frame = message.frame;
      if (message.problems.length > 0) this.#notify([...this.asked.problems, ...message.problems]);
      this.#writeSoon();
    } else if (message.type === "view") this.#writeSoon();
  }

  #look() {
    this.channel?.say({ type: "look", frame: this.frame });
  }

  #writeSoon() {
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.#write(), REST_MILLISECONDS);
  }

  /** @param {string} search */
  #written(search) {
    const view = this.view?.state;
    const { journey, frame } = this;
    const rounding = journey ? roundingOf(journey.span) : undefined;
    return write(search, { view, speed: journey?.journey.max_speed_kmh, rounding, frame });
  }

  #write() {
    const { view } = this;
    if (!this.#isOurs() || view?.state.playing) return;
    if (view?.waiting) {
      this.#writeSoon();
      return;
    }
    const present = location.search;
    const query = new URLSearchParams(this.#written(present));
    const touched = this.#written("") !== this.untouched;
    // An address that asks for nothing stays bare until something has moved.
    if (!touched && !new URLSearchParams(present).has("t")) return;
    const named = new URLSearchParams(
      this.named && !query.has("journey") ? { journey: this.journey?.journey.id ?? "" } : {},
    );
    for (const [name, value] of query) named.append(name, value);
    const search = asSearch(named);
    const isNew = this.sought || chosen(search) !== chosen(present);
    this.sought = false;
    // A frame that holds its page in itself, as in a notebook, has no address that could change.
    if (search === present || location.protocol === "about:") return;
    // With the path: a query alone would be taken from the page's base address.
    history[isNew ? "pushState" : "replaceState"](null, "", this.path + search);
    this.onChange();
  }

  /** Shows what the address asks for, after Back or Forward. */
  #restore() {
    if (!this.#isOurs()) return;
    clearTimeout(this.resting);
    this.sought = false;
    this.asked = this.#read();
    this.frame = this.asked.frame;
    this.view?.show({ ...this.asked, t: this.asked.t ?? this.opening });
    this.#notify(this.asked.problems);
    this.#look();
    this.onChange();
  }

  /** @param {string[]} problems */
  #notify(problems) {
    this.notice?.replaceChildren(...problems.map((problem) => element("p", { dir: "auto" }, problem)));
  }
}
