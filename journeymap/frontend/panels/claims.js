// @ts-check
/** The claims of the event at the settled moment, and of its neighbours. */

import { element } from "../dom.js";
import { localName } from "./local_name.js";
import { eventEvidence } from "./event_details.js";
import {
  knownRoleWords,
  laterWords,
  NO_TIMES,
  NOT_BEGUN,
  NOT_PUBLIC,
  roleWords,
  SHOW_ON_MAP,
} from "../words/claims.js";
import { sayingOf, whenWords } from "../words/event_times.js";
import { eventTitle } from "../words/happenings.js";
import { isSourced } from "../document/document.js";
import { rolesAt } from "../document/event_roles.js";
import { shownAt } from "../document/reading.js";

/**
 * @typedef {import("../document/event_roles.js").Role} Role
 */

/** @param {import("../document/document.js").Claim} claim */
const hasText = ({ says, url, note }) => Boolean(says || url || note);

export class Claims {
  /**
   * @param {HTMLElement} root
   * @param {import("../view/journey_view.js").JourneyView} view
   */
  constructor(root, view) {
    this.root = root;
    this.view = view;
    /** Which events are listed, and in what. */
    this.listed = "";
    /** Rewrite the words that depend on the zone or the moment. @type {((zone: string) => void)[]} */
    this.writers = [];
    this.unsubscribe = view.subscribe((changed) => {
      if (changed.has("settled") || changed.has("document")) this.#draw();
      else if (changed.has("zone")) this.#write();
    });
    view.connect();
  }

  /** Draws the claims of the settled moment, which scrubbing leaves alone. */
  #draw() {
    const { document, settled } = this.view;
    if (!settled) return;
    const { moment, reading } = settled;
    this.root.dataset.moment = String(moment);
    this.root.dataset.reading = reading;
    // Without sources it is for what the stops say, and not there when they say nothing.
    this.root.hidden = !isSourced(document) && !document.events.some(({ claims }) => claims.some(hasText));
    this.settled = settled;
    this.document = shownAt(document, reading, moment);
    const events = rolesAt(document, moment, reading);
    // What is known of an event changes while it stays in the latest publication.
    const versions = events.map(([id, role]) => `${role} ${id} ${this.#event(id)?.moment}`);
    const listed = [reading, document.journey.max_speed_kmh, ...versions].join("\n");
    if (listed === this.listed) {
      this.#write();
      return;
    }
    this.listed = listed;
    this.writers = [];
    // The event at hand first: on a phone its neighbours are below the fold.
    const order = [...events].sort(([, a], [, b]) => Number(b === "current") - Number(a === "current"));
    const sections = order.flatMap(([id, role], i) => {
      const event = this.#event(id);
      return event ? [this.#section(event, role, i > 0 && order[i - 1][1] === role)] : [];
    });
    if (!events.some(([, role]) => role === "current")) {
      const none = reading === "known" ? NOT_PUBLIC : events.length > 0 ? NOT_BEGUN : NO_TIMES;
      sections.unshift(element("p", { class: "jm-none" }, none));
    }
    const { later } = document.tracks.known;
    if (reading === "known" && later > 0) sections.push(element("p", { class: "jm-none" }, laterWords(later)));
    // Of several at one moment the first is open; the others say what they are.
    sections.find((section) => section.classList.contains("jm-role-current"))?.setAttribute("open", "");
    const hadFocus = this.root.matches(":focus-within");
    this.root.replaceChildren(...sections);
    this.#write();
    // Whoever set the time from here by key goes on from here.
    if (hadFocus) this.root.querySelector("summary")?.focus({ preventScroll: true });
  }

  /** @param {string} id */
  #event(id) {
    return this.document?.events.find((each) => each.id === id);
  }

  /**
   * @param {import("../document/document.js").JourneyEvent} event
   * @param {Role} role
   * @param {boolean} more the event above has the same role
   */
  #section(event, role, more) {
    const place = event.place === null ? null : this.view.own.places[event.place];
    const seek = (/** @type {number} */ t) => this.view.say({ type: "seek", t });
    const { own } = this.view;
    const { node, write } = eventEvidence(event, {
      document: own,
      seek: role === "current" ? null : seek,
      heading: "",
    });
    const when = element("span", { class: "jm-claims-when" });
    const what = element("span", { class: "jm-claims-role" });
    this.writers.push(write, (zone) => {
      when.textContent = whenWords(event, zone, sayingOf(own));
      what.textContent =
        this.settled?.reading === "known"
          ? knownRoleWords(this.view.document, event, role, more, zone)
          : roleWords(event, role, Number(this.settled?.moment), isSourced(own));
    });
    const name = element("h2", { class: "jm-claims-place", dir: "auto" }, eventTitle(event, place, isSourced(own)));
    const local = localName(place);
    if (local) name.append(local);
    const heading = element("summary", {}, what, name, when);
    const details = element("details", { class: `jm-claims-event jm-role-${role}`, "data-event": event.id }, heading);
    details.append(node);
    if (place) {
      const show = element("button", { type: "button", class: "jm-button" }, SHOW_ON_MAP);
      show.addEventListener("click", () => this.view.say({ type: "show", place: /** @type {string} */ (event.place) }));
      details.append(show);
    }
    return details;
  }

  #write() {
    for (const write of this.writers) write(this.view.state.zone);
  }

  destroy() {
    this.unsubscribe();
  }
}
