// @ts-check
/** The events on paper: each in a line, with its sources as numbered notes with addresses. Made when it is printed. */

import { element, outwardLink } from "../dom.js";
import { isSourced, timedEvents } from "../document/document.js";
import { SOURCE_NOT_NAMED, sourceWords } from "../words/claims.js";
import { sayingOf, whenWords } from "../words/event_times.js";
import { ALL_EVENTS, SOURCES, WHAT_WAS_KNOWN } from "../words/events.js";
import { eventTitle } from "../words/happenings.js";

/** @typedef {import("../document/document.js").Claim} Claim */

export class PrintedEvents {
  /**
   * @param {HTMLElement} root
   * @param {import("../view/journey_view.js").JourneyView} view one that another part has connected
   */
  constructor(root, view) {
    this.root = root;
    this.view = view;
    this.before = () => this.root.replaceChildren(...this.#lists());
    this.after = () => this.root.replaceChildren();
    addEventListener("beforeprint", this.before);
    addEventListener("afterprint", this.after);
  }

  /** What the reading shows as of now. */
  #lists() {
    const document = this.view.shown;
    /** Numbers of the notes, by what they say. @type {Map<string, {number: number, claim: Claim}>} */
    const notes = new Map();
    const numbers = (/** @type {Claim[]} */ claims) =>
      claims.map((claim) => {
        const key = `${claim.url ?? ""} ${sourceWords(claim)}`;
        const note = notes.get(key) ?? { number: notes.size + 1, claim };
        notes.set(key, note);
        return note.number;
      });
    const evidence = isSourced(document);
    const rows = [...timedEvents(document), ...document.events.filter(({ moment }) => moment === null)].map((event) => {
      const place = event.place === null ? null : document.places[event.place];
      const marks = [...new Set(numbers(event.claims))].sort((a, b) => a - b).join(", ");
      return element(
        "li",
        {},
        element("span", {}, whenWords(event, this.view.state.zone, sayingOf(document))),
        " ",
        element("strong", { dir: "auto" }, eventTitle(event, place, evidence)),
        evidence ? element("sup", {}, marks) : null,
      );
    });
    const isKnown = this.view.state.reading === "known";
    return [
      element("h2", {}, isKnown ? WHAT_WAS_KNOWN : ALL_EVENTS),
      element("ol", { class: "jm-printed-events" }, ...rows),
      ...(evidence
        ? [element("h2", {}, SOURCES), element("ol", { class: "jm-printed-notes" }, ...noteItems(notes))]
        : []),
    ];
  }

  destroy() {
    removeEventListener("beforeprint", this.before);
    removeEventListener("afterprint", this.after);
    this.root.replaceChildren();
  }
}

/** @param {Map<string, {number: number, claim: Claim}>} notes */
const noteItems = (notes) =>
  [...notes.values()].map(({ claim }) => {
    const link = outwardLink(claim.url, claim.url ?? "");
    const source = element("span", { dir: "auto" }, sourceWords(claim) || SOURCE_NOT_NAMED);
    return element("li", {}, source, ...(link ? [" ", link] : []));
  });
