// @ts-check
/** All events as a list, each of which sets the time; and what no report says. */

import { element } from "../dom.js";
import { localName } from "./local_name.js";
import { eventMark } from "./claim_item.js";
import { claimsCount, sourceWords } from "../words/claims.js";
import { delayWords, publicWords, sayingOf, whenWords } from "../words/event_times.js";
import {
  ALL_EVENTS,
  eventsKnown,
  NO_TIME,
  NOT_IN_REPORTS,
  SPEED_ASSUMED,
  speedAssumed,
  statement,
  WHAT_WAS_KNOWN,
} from "../words/events.js";
import { eventTitle } from "../words/happenings.js";
import { travellerWords } from "../words/sentence.js";
import { isSourced, timedEvents } from "../document/document.js";

/** The list lies below the map: it follows when there is time. */
const FOLLOW_MILLISECONDS = 150;

export class EventList {
  /**
   * @param {HTMLElement} root
   * @param {import("../view/journey_view.js").JourneyView} view
   */
  constructor(root, view) {
    this.root = root;
    this.view = view;
    /** Timer of the list that follows. */
    this.following = 0;
    this.hasFollowed = false;
    /** What the list shows. */
    this.document = view.own;
    /** Zone that the times are written in. */
    this.zone = "";
    /** @type {HTMLElement|null} */
    this.current = null;
    /** @type {{t: number, button: HTMLElement}[]} */
    this.timed = [];
    /** Rewrite the words that depend on the zone. @type {((zone: string) => void)[]} */
    this.writers = [];
    this.unsubscribe = view.subscribe(() => this.#update());
    this.#draw();
    view.connect();
  }

  #update() {
    if (this.view.shown === this.document) this.#follow();
    // The first list follows at once: the address may ask for another reading.
    else if (!this.following)
      this.following = window.setTimeout(() => this.#draw(), this.hasFollowed ? FOLLOW_MILLISECONDS : 0);
    this.hasFollowed = true;
  }

  /** Draws the lists of the reading as of now. */
  #draw() {
    this.following = 0;
    this.document = this.view.shown;
    this.timed = [];
    this.writers = [];
    this.current = null;
    this.zone = "";
    this.root.replaceChildren(...this.#lists());
    this.#follow();
  }

  #lists() {
    const timed = timedEvents(this.document);
    const untimed = this.document.events.filter((event) => event.moment === null);
    const { summary, traveller, max_speed_kmh: speed, max_speed_note: why } = this.document.journey;
    const nodes = [
      // The summary says how it ended.
      ...(summary && !this.#isKnown() ? [element("p", { class: "jm-summary", dir: "auto" }, summary)] : []),
      element("h2", {}, this.#isKnown() ? WHAT_WAS_KNOWN : ALL_EVENTS),
      ...this.#more(timed.length + untimed.length),
      element("ol", { class: "jm-events-list" }, ...timed.map((event) => this.#row(event))),
    ];
    if (untimed.length > 0) {
      nodes.push(
        element("h3", {}, NO_TIME),
        element("ul", { class: "jm-events-list" }, ...untimed.map((event) => this.#row(event))),
      );
    }
    if (this.document.landmarks.length > 0) {
      nodes.push(
        element("h3", {}, this.document.journey.landmarks_title),
        element("ol", { class: "jm-events-list" }, ...this.document.landmarks.map((event) => this.#landmark(event))),
      );
    }
    if (this.document.unknowns.length > 0) {
      nodes.push(
        element("h3", {}, NOT_IN_REPORTS),
        element(
          "ul",
          { class: "jm-unknowns" },
          ...this.document.unknowns.map(({ text }) => element("li", { dir: "auto" }, text)),
        ),
      );
    }
    if (isSourced(this.document))
      nodes.push(
        element("h3", {}, SPEED_ASSUMED),
        element("p", { dir: "auto" }, speedAssumed({ speed, who: travellerWords(traveller) }), " ", why),
      );
    return nodes;
  }

  #isKnown() {
    return this.view.state.reading === "known";
  }

  /** How much of it all the reading has. @param {number} listed */
  #more(listed) {
    if (!this.#isKnown()) return [];
    const all = this.view.document.events.length;
    return [element("p", { class: "jm-none" }, eventsKnown({ count: listed, all }))];
  }

  /**
   * A row that shows its place on the map; its time is another journey's.
   * @param {import("../document/document.js").JourneyEvent} event
   */
  #landmark(event) {
    const { place } = event;
    const cells = this.#cells(event, true);
    if (place === null) return element("li", { class: "jm-events-row" }, ...cells);
    const button = element("button", { type: "button", class: "jm-events-row" }, ...cells);
    button.addEventListener("click", () => this.view.say({ type: "show", place }));
    return element("li", {}, button);
  }

  /** @param {import("../document/document.js").JourneyEvent} event @param {boolean} [landmark] */
  #cells(event, landmark = false) {
    const place = event.place === null ? null : this.document.places[event.place];
    const when = element("span", { class: "jm-events-when" });
    const known = this.#isKnown() && !landmark;
    const evidence = landmark || isSourced(this.document);
    const delay = element("small", {});
    this.writers.push((zone) => {
      when.textContent = whenWords(event, zone, sayingOf(this.document, landmark));
      delay.textContent = known ? publicWords(this.view.document, Number(event.moment), zone) : delayWords(event, zone);
      if (delay.textContent) when.append(delay);
    });
    const name = element("span", { class: "jm-events-place", dir: "auto" }, eventTitle(event, place, evidence));
    const local = localName(place);
    if (local) name.append(local);
    const count = event.claims.length;
    // Kind and place say what happened; of a statement they say nothing yet.
    const says = event.kind === "statement" || !evidence;
    const said = says ? (event.claims.find((claim) => claim.agrees) ?? event.claims[0]) : null;
    if (said?.says || (said && evidence)) {
      const words = evidence ? statement({ source: sourceWords(said), says: said.says }) : said.says;
      name.append(element("span", { class: "jm-events-says", dir: "auto" }, words));
    }
    return [
      when,
      name,
      element("span", { class: "jm-events-kind" }, eventMark(event.status, evidence)),
      evidence ? element("span", { class: "jm-events-count" }, claimsCount(count)) : "",
    ];
  }

  /** @param {import("../document/document.js").JourneyEvent} event */
  #row(event) {
    const cells = this.#cells(event);
    if (event.moment === null) return element("li", { class: "jm-events-row" }, ...cells);
    const t = event.moment;
    const button = element("button", { type: "button", class: "jm-events-row" }, ...cells);
    button.addEventListener("click", () => this.view.say({ type: "seek", t }));
    this.timed.push({ t, button });
    return element("li", {}, button);
  }

  /** Shows which row is the moment's, in the zone. */
  #follow() {
    const { t: shown, zone } = this.view.state;
    if (zone !== this.zone) {
      this.zone = zone;
      for (const write of this.writers) write(zone);
    }
    const now = this.timed.findLast(({ t }) => t <= shown + 30)?.button ?? null;
    if (now === this.current) return;
    this.current?.removeAttribute("aria-current");
    now?.setAttribute("aria-current", "true");
    this.current = now;
  }

  destroy() {
    clearTimeout(this.following);
    this.unsubscribe();
  }
}
