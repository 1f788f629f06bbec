// @ts-check
/** The claims of the event at hand and of its neighbours. Which those are, Python says. */

import { join } from "./channel.js";
import { element } from "./dom.js";
import { eventEvidence, whenWords } from "./evidence.js";

const ROLES = { previous: "Before", current: "At this time", next: "Next" };

/**
 * @typedef {"previous"|"current"|"next"} Role
 * @typedef {{moment: number, events: string[], roles: Record<string, Role>}} Shown
 */

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
    this.shown = "";
    /** @type {((zone: string) => void)[]} */
    this.tellers = [];
    this.channel = join(channel, (message) => {
      if (message.type === "view" && message.view.zone !== this.zone) this.#tell(message.view.zone);
    });
    this.channel.say({ type: "hello" });
  }

  /** @param {Shown} shown */
  show({ moment, events, roles }) {
    this.root.dataset.moment = String(moment);
    const now = events.map((id) => `${roles[id]} ${id}`).join("\n");
    if (now === this.shown) return;
    this.shown = now;
    this.tellers = [];
    // The event at hand first: on a phone its neighbours are below the fold.
    const order = [...events].sort((a, b) => Number(roles[b] === "current") - Number(roles[a] === "current"));
    const sections = order.flatMap((id) => {
      const event = this.document.events.find((each) => each.id === id);
      return event ? [this.#section(event, roles[id])] : [];
    });
    if (sections.length === 0) sections.push(element("p", { class: "jm-none" }, "No event has a time."));
    this.root.replaceChildren(...sections);
    this.#tell(this.zone);
  }

  /** @param {import("./journey.js").JourneyEvent} event @param {Role} role */
  #section(event, role) {
    const place = event.place === null ? null : this.document.places[event.place];
    const seek = (/** @type {number} */ t) => this.channel.say({ type: "seek", t });
    const { node, tell } = eventEvidence(event, role === "current" ? null : seek);
    const when = element("span", { class: "jm-claims-when" });
    this.tellers.push(tell, (zone) => { when.textContent = whenWords(event, zone); });
    const heading = element("summary", {},
      element("span", { class: "jm-claims-role" }, ROLES[role] ?? role),
      element("span", { class: "jm-claims-place", dir: "auto" }, place?.name ?? "No place told"), when);
    const details = element("details", { class: `jm-claims-event jm-role-${role}` }, heading);
    if (role === "current") details.setAttribute("open", "");
    if (place?.name_local && place.name_local !== place.name) {
      details.append(element("p", { class: "jm-local", dir: "auto" }, place.name_local));
    }
    details.append(node);
    if (place) {
      const show = element("button", { type: "button", class: "jm-button" }, "Show on the map");
      show.addEventListener("click", () => this.channel.say({ type: "show", place: /** @type {string} */ (event.place) }));
      details.append(show);
    }
    return details;
  }

  /** @param {string} zone */
  #tell(zone) {
    this.zone = zone;
    for (const tell of this.tellers) tell(zone);
  }

  destroy() {
    this.channel.leave();
  }
}
