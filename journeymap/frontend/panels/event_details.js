// @ts-check
/** An event and its claims as elements: what was said, by whom, quoting whom, when, and what it leaves open. */

import { claimItem, eventMark, noteNode, plainItem } from "./claim_item.js";
import { element } from "../dom.js";
import { fieldOf, isSourced } from "../document/document.js";
import { conflictOfEvent, differsWords, moreClaims, SET_TIME } from "../words/claims.js";
import { delayWords, publishedWords, sayingOf, whenWords, zoneFor } from "../words/event_times.js";
import { happeningTitle } from "../words/happenings.js";

/**
 * @typedef {import("../document/document.js").JourneyEvent} JourneyEvent
 */

/** Claims of an event shown at once; the others unfold. */
const SHOWN = 3;

/**
 * An event in a card. Call `write` again when the zone changes: only the words of times are rewritten.
 * @param {JourneyEvent} event
 * @param {object} options
 * @param {import("../document/document.js").JourneyDocument} options.document that it is of
 * @param {((t: number) => void)|null} options.seek sets the time; null where it is there, or out of reach
 * @param {boolean} [options.landmark] it is of another journey
 * @param {string} [options.heading] level of its heading, by what stands above it; empty: that is there already
 */
export function eventEvidence(event, { document, seek, landmark = false, heading = "h3" }) {
  const saying = sayingOf(document, landmark);
  const title = happeningTitle(event, event.place === null ? null : document.places[event.place]);
  const evidence = landmark || isSourced(document);
  const when = element("p", { class: "jm-evidence-when" });
  /** @type {((zone: string) => void)[]} */
  const writers = [
    (zone) => {
      when.textContent = whenWords(event, zone, saying);
    },
  ];
  const delay = element("p", { class: "jm-evidence-delay" });
  if (evidence && !landmark)
    writers.push((zone) => {
      delay.textContent = delayWords(event, zone);
    });
  const section = element(
    "section",
    { class: "jm-evidence" },
    heading
      ? element(heading, { class: "jm-evidence-kind" }, `${title} `, eventMark(event.status, evidence))
      : element("p", { class: "jm-evidence-kind" }, eventMark(event.status, evidence)),
    when,
    delay,
  );
  if (evidence && event.conflict)
    section.append(element("p", { class: "jm-evidence-conflict", dir: "auto" }, conflictOfEvent(event.conflict)));
  if (event.moment !== null && seek) {
    const button = element("button", { type: "button", class: "jm-button" }, SET_TIME);
    button.addEventListener("click", () => seek(/** @type {number} */ (event.moment)));
    section.append(button);
  }
  // Those that agree first; sorting is stable, so each part keeps the order that Python gave.
  const items = [...event.claims]
    .sort((a, b) => Number(b.agrees) - Number(a.agrees))
    .map((claim) => {
      const published = element("span", {});
      if (evidence)
        writers.push((zone) => {
          published.textContent = publishedWords(claim, zoneFor(event, zone), zone !== "place");
        });
      const notes = document.claim_fields.flatMap((field) => {
        const value = fieldOf(claim, field);
        return value ? [field.words.replace("{value}", () => value)] : [];
      });
      if (!evidence) return plainItem(claim, notes.map(noteNode));
      if (!claim.agrees) notes.unshift(differsWords(claim.disagreement));
      return claimItem(claim, { status: event.status, published, notes: notes.map(noteNode) });
    })
    .filter((item) => item !== null);
  const list = (/** @type {HTMLElement[]} */ some) => element("ul", { class: "jm-evidence-claims" }, ...some);
  const atOnce = items.length > SHOWN + 1 ? SHOWN : items.length;
  if (items.length > 0) section.append(list(items.slice(0, atOnce)));
  if (items.length > atOnce) {
    const apart = event.claims.filter((claim) => !claim.agrees).length;
    const more = moreClaims(items.length - atOnce, apart);
    section.append(element("details", {}, element("summary", {}, more), list(items.slice(atOnce))));
  }
  return {
    node: section,
    /** @param {string} zone IANA name, or "place" */
    write: (zone) => writers.forEach((writer) => writer(zone)),
  };
}
