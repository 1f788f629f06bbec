// @ts-check
/** The claims of the event at the settled moment, and of its neighbours. */

import { join } from "../view/channel.js";
import { element } from "../dom.js";
import { eventEvidence, KINDS, publicWords, whenWords } from "./event_details.js";
import { loadAtSpeed } from "../document/document.js";
import { rolesAt } from "../document/event_roles.js";
import { shownAt } from "../document/reading.js";

const ROLES = {
  happened: { previous: "Before", current: "Last event by this time", next: "Next" },
  known: { previous: "The word before", current: "Last word", next: "Next" },
};

/**
 * @typedef {import("../document/event_roles.js").Role} Role
 * @typedef {import("../view/channel.js").Settled} Settled
 */

/** Whether an event can have been going on. @param {import("../document/document.js").JourneyEvent} event @param {number} t */
function isOn({ window: [from, to] }, t) {
  return (from ?? -Infinity) - 60 <= t && t <= (to ?? Infinity) + 60;
}

/** @param {number} count */
function laterWords(count) {
  const claims = count === 1 ? "One more claim is" : `${count} more claims are`;
  return `${claims} not known to have been public before this timeline ends; of most only the day of publication is told.`;
}

export class Claims {
  /**
   * @param {HTMLElement} root
   * @param {import("../document/document.js").JourneyDocument} document
   * @param {string} url its address
   * @param {string} channel
   */
  constructor(root, document, url, channel) {
    this.root = root;
    this.own = document;
    this.url = url;
    /** At the speed assumed, and what the reading shows of that. */
    this.whole = document;
    this.document = document;
    /** @type {import("../document/reading.js").Reading} */
    this.reading = "happened";
    this.zone = "place";
    this.moment = NaN;
    this.shown = "";
    /** @type {((zone: string) => void)[]} */
    this.tellers = [];
    this.channel = join(channel, (message) => {
      if (message.type === "settled") this.show(message.settled);
      if (message.type !== "view" || message.view.zone === this.zone) return;
      this.zone = message.view.zone;
      this.tell();
    });
    this.channel.say({ type: "hello" });
  }

  /** @param {Settled} settled */
  async show(settled) {
    this.asked = settled;
    // At once where there is nothing to wait for.
    const document = settled.speed === this.whole.journey.max_speed_kmh ? this.whole
      : await loadAtSpeed(this.url, this.own, settled.speed).catch(() => this.own);
    if (this.asked === settled) this.#draw(document, settled);
  }

  /** @param {import("../document/document.js").JourneyDocument} document @param {Settled} settled */
  #draw(document, { moment, reading, speed }) {
    const events = rolesAt(document, moment, reading);
    this.root.dataset.moment = String(moment);
    this.root.dataset.reading = reading;
    this.moment = moment;
    this.reading = reading;
    this.whole = document;
    this.document = shownAt(document, reading, moment);
    // What is known of an event changes while it stays the last word.
    const told = events.map(([id, role]) => `${role} ${id} ${this.#event(id)?.moment}`);
    const now = [reading, speed, ...told].join("\n");
    if (now === this.shown) {
      this.tell();
      return;
    }
    this.shown = now;
    this.tellers = [];
    // The event at hand first: on a phone its neighbours are below the fold.
    const order = [...events].sort(([, a], [, b]) => Number(b === "current") - Number(a === "current"));
    const sections = order.flatMap(([id, role], i) => {
      const event = this.#event(id);
      return event ? [this.#section(event, role, i > 0 && order[i - 1][1] === role)] : [];
    });
    if (!events.some(([, role]) => role === "current")) {
      const none = reading === "known" ? "No claim of this journey was public by this time."
        : events.length > 0 ? "No event of this journey has begun by this time." : "No event has a time.";
      sections.unshift(element("p", { class: "jm-none" }, none));
    }
    const { later } = document.tracks.known;
    if (reading === "known" && later > 0) sections.push(element("p", { class: "jm-none" }, laterWords(later)));
    // Of several at one moment the first is open; the others say what they are.
    sections.find((section) => section.classList.contains("jm-role-current"))?.setAttribute("open", "");
    const hadFocus = this.root.matches(":focus-within");
    this.root.replaceChildren(...sections);
    this.tell();
    // Whoever set the time from here by key goes on from here.
    if (hadFocus) this.root.querySelector("summary")?.focus({ preventScroll: true });
  }

  /** @param {string} id */
  #event(id) {
    return this.document.events.find((each) => each.id === id);
  }

  /**
   * @param {import("../document/document.js").JourneyEvent} event
   * @param {Role} role
   * @param {boolean} more the event above has the same role
   */
  #section(event, role, more) {
    const place = event.place === null ? null : this.document.places[event.place];
    const seek = (/** @type {number} */ t) => this.channel.say({ type: "seek", t });
    const { node, tell } = eventEvidence(event, this.document.claim_fields, role === "current" ? null : seek, false, "h2");
    const when = element("span", { class: "jm-claims-when" });
    const roleWords = element("span", { class: "jm-claims-role" });
    this.tellers.push(tell, (zone) => {
      when.textContent = whenWords(event, zone);
      roleWords.textContent = this.#roleWords(event, role, more);
    });
    const name = element("span", { class: "jm-claims-place", dir: "auto" }, place?.name ?? KINDS[event.kind] ?? event.kind);
    if (place?.name_local && place.name_local !== place.name) {
      name.append(element("small", { dir: "auto" }, place.name_local));
    }
    const heading = element("summary", {}, roleWords, name, when);
    const details = element("details", { class: `jm-claims-event jm-role-${role}`, "data-event": event.id }, heading);
    details.append(node);
    if (place) {
      const show = element("button", { type: "button", class: "jm-button" }, "Show on the map");
      show.addEventListener("click", () => this.channel.say({ type: "show", place: /** @type {string} */ (event.place) }));
      details.append(show);
    }
    return details;
  }

  /** @param {import("../document/document.js").JourneyEvent} event @param {Role} role @param {boolean} more */
  #roleWords(event, role, more) {
    if (this.reading === "known") {
      const kind = `${event.status === "expected" ? "expected " : ""}${(KINDS[event.kind] ?? event.kind).toLowerCase()}`;
      if (more) return `Also then: ${kind}`;
      return `${ROLES.known[role]}, public ${publicWords(this.whole, Number(event.moment), this.zone)}: ${kind}`;
    }
    // The neighbours are folded, and their kind with them.
    if (role !== "current") return `${ROLES.happened[role]}: ${(KINDS[event.kind] ?? event.kind).toLowerCase()}`;
    if (event.status === "expected") return "Expected by this time, not reported";
    return isOn(event, this.moment) ? "At this time" : ROLES.happened.current;
  }

  /** Rewrites the words that hang on the zone or the moment. */
  tell() {
    for (const tell of this.tellers) tell(this.zone);
  }

  destroy() {
    this.channel.leave();
  }
}
