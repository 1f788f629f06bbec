// @ts-check
/** The claims of the event at hand and of its neighbours. Which those are, Python says. */

import { join } from "./channel.js";
import { element } from "./dom.js";
import { eventEvidence, KINDS, whenWords } from "./evidence.js";

const ROLES = { previous: "Before", current: "Last event by this time", next: "Next" };

/**
 * @typedef {"previous"|"current"|"next"} Role
 * @typedef {{moment: number, events: [string, Role][]}} Shown which events, and what each is to the moment
 */

/** Whether an event can have been going on. @param {import("./journey.js").JourneyEvent} event @param {number} t */
function isOn({ window: [from, to] }, t) {
  return (from ?? -Infinity) - 60 <= t && t <= (to ?? Infinity) + 60;
}

export class Claims {
  /**
   * @param {HTMLElement} root
   * @param {import("./journey.js").JourneyDocument} document
   * @param {string} channel
   */
  constructor(root, document, channel) {
    this.root = root;
    this.document = document;
    this.zone = "place";
    this.moment = NaN;
    this.shown = "";
    /** @type {((zone: string) => void)[]} */
    this.tellers = [];
    this.channel = join(channel, (message) => {
      if (message.type !== "view" || message.view.zone === this.zone) return;
      this.zone = message.view.zone;
      this.tell();
    });
    this.channel.say({ type: "hello" });
  }

  /** @param {Shown} shown */
  show({ moment, events }) {
    this.root.dataset.moment = String(moment);
    this.moment = moment;
    const now = events.map(([id, role]) => `${role} ${id}`).join("\n");
    if (now === this.shown) {
      this.tell();
      return;
    }
    this.shown = now;
    this.tellers = [];
    // The event at hand first: on a phone its neighbours are below the fold.
    const order = [...events].sort(([, a], [, b]) => Number(b === "current") - Number(a === "current"));
    const sections = order.flatMap(([id, role]) => {
      const event = this.document.events.find((each) => each.id === id);
      return event ? [this.#section(event, role)] : [];
    });
    if (!events.some(([, role]) => role === "current")) {
      const none = events.length > 0 ? "No event of this journey has begun by this time." : "No event has a time.";
      sections.unshift(element("p", { class: "jm-none" }, none));
    }
    // Of several at one moment the first is open; the others say what they are.
    sections.find((section) => section.classList.contains("jm-role-current"))?.setAttribute("open", "");
    const hadFocus = this.root.matches(":focus-within");
    this.root.replaceChildren(...sections);
    this.tell();
    // Whoever set the time from here by key goes on from here.
    if (hadFocus) this.root.querySelector("summary")?.focus({ preventScroll: true });
  }

  /** @param {import("./journey.js").JourneyEvent} event @param {Role} role */
  #section(event, role) {
    const place = event.place === null ? null : this.document.places[event.place];
    const seek = (/** @type {number} */ t) => this.channel.say({ type: "seek", t });
    const { node, tell } = eventEvidence(event, role === "current" ? null : seek, false, "h2");
    const when = element("span", { class: "jm-claims-when" });
    const roleWords = element("span", { class: "jm-claims-role" });
    this.tellers.push(tell, (zone) => {
      when.textContent = whenWords(event, zone);
      roleWords.textContent = this.#roleWords(event, role);
    });
    const name = element("span", { class: "jm-claims-place", dir: "auto" }, place?.name ?? KINDS[event.kind] ?? event.kind);
    if (place?.name_local && place.name_local !== place.name) {
      name.append(element("small", { dir: "auto" }, place.name_local));
    }
    const heading = element("summary", {}, roleWords, name, when);
    const details = element("details", { class: `jm-claims-event jm-role-${role}` }, heading);
    details.append(node);
    if (place) {
      const show = element("button", { type: "button", class: "jm-button" }, "Show on the map");
      show.addEventListener("click", () => this.channel.say({ type: "show", place: /** @type {string} */ (event.place) }));
      details.append(show);
    }
    return details;
  }

  /** @param {import("./journey.js").JourneyEvent} event @param {Role} role */
  #roleWords(event, role) {
    // The neighbours are folded, and their kind with them.
    if (role !== "current") return `${ROLES[role]}: ${(KINDS[event.kind] ?? event.kind).toLowerCase()}`;
    if (event.status === "expected") return "Expected by this time, not reported";
    return isOn(event, this.moment) ? "At this time" : ROLES.current;
  }

  /** Rewrites the words that hang on the zone or the moment. */
  tell() {
    for (const tell of this.tellers) tell(this.zone);
  }

  destroy() {
    this.channel.leave();
  }
}
