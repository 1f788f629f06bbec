// @ts-check
/**
 * What is shown of a journey: the document as it is or at another speed, the moment, the reading, the
 * zone. The timeline's view leads; those of the map, the claims and the events follow it on the page's
 * channel, in whichever frame they are. Parts subscribe to their view and draw what has changed.
 */

import { join } from "./channel.js";
import { loadAtSpeed } from "../document/document.js";
import { isKnowable, shownAt, standingAt } from "../document/reading.js";
import { MAX_SPEED_KMH } from "../document/limits.js";

/**
 * @typedef {import("../document/document.js").JourneyDocument} JourneyDocument
 * @typedef {import("./channel.js").View} View
 * @typedef {import("./channel.js").Settled} Settled
 * @typedef {import("./channel.js").Message} Message
 *
 * @typedef {keyof View|"document"|"settled"|"unavailable"} Change
 *   a value of the view; the document is another one; the time has come to rest; a speed could not be had
 *
 * @callback Listener
 * @param {ReadonlySet<Change>} changed
 * @returns {void}
 */

/** @param {Settled} a @param {Settled|null} b */
export const sameSettled = (a, b) => a.moment === b?.moment && a.reading === b.reading && a.speed === b.speed;

export class JourneyView {
  /**
   * @param {JourneyDocument} own the journey at its own speed
   * @param {object} options
   * @param {string} options.url address of that document
   * @param {string} options.channel name of the page's channel
   * @param {boolean} [options.leads] the others follow this one
   * @param {Partial<View>} [options.start] what it shows at first; a follower shows it until it hears of the leader
   */
  constructor(own, { url, channel, leads = false, start = {} }) {
    this.own = own;
    this.url = url;
    this.name = channel;
    this.leads = leads;
    /** At the speed of the view, once it has been loaded. */
    this.document = own;
    const speed = own.journey.max_speed_kmh;
    this.state = this.#valid({
      t: own.span.from,
      zone: "place",
      playing: false,
      dark: false,
      reading: "happened",
      ...start,
      speed,
    });
    /** Where the time last came to rest; null: a follower does not know yet. @type {Settled|null} */
    this.settled = leads ? this.#present() : null;
    /** Speed whose document is being loaded, km/h. @type {number|null} */
    this.loading = null;
    this.firstSpeed = start.speed ?? speed;
    /** @type {Set<Listener>} */
    this.listeners = new Set();
    /** Called with messages that are not about the view. @type {(message: Message) => void} */
    this.onMessage = () => {};
    /** @type {ReturnType<typeof join>|null} */
    this.channel = null;
  }

  /**
   * @param {Listener} listener
   * @returns {() => void} ends it
   */
  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Begins to lead or to follow. Answers come at once, so whoever listens subscribes before. */
  connect() {
    this.channel = join(this.name, (message) => this.#receive(message));
    if (!this.leads) {
      this.say({ type: "hello" });
      return;
    }
    this.#announce();
    if (this.firstSpeed !== this.state.speed) this.assume(this.firstSpeed);
  }

  /** @param {Message} message to the other parts of the page */
  say(message) {
    this.channel?.say(message);
  }

  /** The document as the reading has it at the moment shown. */
  get shown() {
    return shownAt(this.document, this.state.reading, this.state.t);
  }

  /** Where the traveller is at the moment shown. */
  get standing() {
    return standingAt(this.document, this.state.reading, this.state.t);
  }

  /** Whether a document at another speed is being loaded. */
  get waiting() {
    return this.loading !== null;
  }

  /** Shows something else. Only the leader does. @param {Partial<Omit<View, "speed">>} values */
  set(values) {
    this.#become({ ...this.state, ...values });
  }

  /**
   * Shows another view in place of this one, at rest.
   * @param {Pick<View, "t"|"reading"|"zone"> & {speed: number|null}} view speed null: the journey's own
   */
  show({ t, reading, zone, speed }) {
    this.set({ t, reading, zone, playing: false });
    const wanted = speed ?? this.own.journey.max_speed_kmh;
    if (wanted === this.state.speed && !this.waiting) this.settle();
    else this.assume(wanted);
  }

  /**
   * Assumes another maximum speed. Nothing changes before the document at that speed is there.
   * @param {number} speed km/h; anything but a positive number stands for the journey's own
   */
  async assume(speed) {
    const wanted = speed > 0 ? Math.min(MAX_SPEED_KMH, Math.max(1, Math.round(speed))) : this.own.journey.max_speed_kmh;
    const document = await this.#load(wanted);
    if (document === undefined) return;
    if (document) this.#become({ ...this.state, speed: wanted }, document);
    else this.#notify(["unavailable"]);
    this.settle();
  }

  /** The time has come to rest: those who follow the settled moment get it, unless it was at rest. */
  settle() {
    const settled = this.#present();
    if (sameSettled(settled, this.settled)) return;
    this.settled = settled;
    this.say({ type: "settled", settled });
    this.#notify(["settled"]);
  }

  destroy() {
    this.loading = NaN;
    this.listeners.clear();
    this.channel?.leave();
    this.channel = null;
  }

  /** @returns {Settled} */
  #present() {
    const { t, reading, speed } = this.state;
    return { moment: t, reading, speed };
  }

  /** @param {View} view @returns {View} */
  #valid(view) {
    const { from, to } = this.own.span;
    return {
      ...view,
      t: Math.max(from, Math.min(to, view.t)),
      reading: isKnowable(this.own) ? view.reading : "happened",
    };
  }

  /** @param {View} view @param {JourneyDocument} [document] */
  #become(view, document = this.document) {
    const state = this.#valid(view);
    const changed = differences(this.state, state);
    if (document !== this.document) changed.push("document");
    this.state = state;
    this.document = document;
    if (changed.length === 0) return;
    // The map is drawn first.
    this.say({ type: "view", view: state });
    this.#notify(changed);
  }

  #announce() {
    this.say({ type: "view", view: this.state });
    if (this.settled) this.say({ type: "settled", settled: this.settled });
  }

  /** @param {Message} message */
  #receive(message) {
    if (message.type === "hello" && this.leads) this.#announce();
    else if (message.type === "view" && !this.leads) this.#follow(message.view);
    else if (message.type === "settled" && !this.leads) {
      this.settled = message.settled;
      this.#notify(["settled"]);
    } else this.onMessage(message);
  }

  /** @param {View} view of the leader */
  #follow(view) {
    const changed = differences(this.state, view);
    this.state = view;
    if (changed.includes("speed")) this.#followSpeed(view.speed);
    if (changed.length > 0) this.#notify(changed);
  }

  /** @param {number} speed */
  async #followSpeed(speed) {
    const document = await this.#load(speed);
    // What could not be loaded here the leader shows alone.
    if (!document || document === this.document) return;
    this.document = document;
    this.#notify(["document"]);
  }

  /**
   * @param {number} speed km/h
   * @returns {Promise<JourneyDocument|null|undefined>} null: it could not be loaded; undefined: another speed is wanted by now
   */
  async #load(speed) {
    this.loading = speed;
    const document = await loadAtSpeed(this.url, this.own, speed).catch(() => null);
    if (this.loading !== speed) return undefined;
    this.loading = null;
    return document;
  }

  /** @param {Iterable<Change>} changes */
  #notify(changes) {
    const changed = new Set(changes);
    for (const listener of [...this.listeners]) listener(changed);
  }
}

/** @param {View} before @param {View} after @returns {Change[]} */
function differences(before, after) {
  const names = /** @type {(keyof View)[]} */ (Object.keys(after));
  return names.filter((name) => before[name] !== after[name]);
}
