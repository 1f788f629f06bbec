// @ts-check
/** An event and its claims as elements: what was said, by whom, quoting whom, when, and what it leaves open. */

import { clockTime, dayOf, duration, inZone, moment, windowWords } from "../words/clock.js";
import { element, outwardLink } from "../dom.js";
import { fieldOf } from "../document/document.js";
import { epochAt, isOfADay } from "../document/reading.js";

/**
 * @typedef {import("../document/document.js").JourneyEvent} JourneyEvent
 * @typedef {import("../document/document.js").Claim} Claim
 */

export const KINDS = {
  departure: "Departure",
  arrival: "Arrival",
  stop: "Stop",
  pass: "Passing",
  "border-crossing": "Border crossing",
  meeting: "Meeting",
  statement: "Statement",
};

/** Each status has a shape of its own, so that it is never told by colour alone. */
const SHAPES = { official: "●", reported: "○", expected: "◇", contradicted: "✕" };

/** Claims of an event shown at once; the others unfold. */
const SHOWN = 3;

/** @param {import("../document/document.js").Status} status */
export function statusMark(status) {
  return element(
    "span",
    { class: `jm-status jm-status-${status}` },
    element("span", { "aria-hidden": "true" }, SHAPES[status] ?? "○"),
    ` ${status}`,
  );
}

/** The zone to tell an event's times in. @param {JourneyEvent} event @param {string} zone */
export const zoneFor = (event, zone) => (zone === "place" ? event.zone : zone);

/**
 * @param {JourneyEvent} event
 * @param {string} zone IANA name, or "place"
 * @param {boolean} [withYear] for an event of another year than the journey's
 */
export function whenWords(event, zone, withYear = false) {
  const told = zoneFor(event, zone);
  const words = windowWords(event.window, told, event.zone, withYear);
  return /:/.test(words) ? `${words} ${inZone(told)}` : words;
}

/** @param {Claim} claim @param {JourneyEvent} event @param {string} zone */
function publishedWords(claim, event, zone) {
  if (claim.reported_day)
    return `published by ${dayOf(Date.parse(`${claim.reported_day}T12:00Z`) / 1000, "UTC", true)}`;
  if (claim.reported_at === null) return "when published is not known";
  const told = zoneFor(event, zone);
  return `published by ${moment(claim.reported_at, told)} ${inZone(told)}`;
}

/**
 * When an epoch's news became public: an hour, or the end of a day.
 * @param {import("../document/document.js").JourneyDocument} document
 * @param {number} t epoch seconds, within the epoch
 * @param {string} zone IANA name, or "place": then the journey's
 */
export function publicWords(document, t, zone) {
  const epoch = epochAt(document, t);
  if (!epoch) return "";
  const day =
    isOfADay(document, epoch) &&
    document.events.flatMap(({ claims }) => claims).find(({ id }) => epoch.claims.includes(id))?.reported_day;
  if (day) return `by the end of ${dayOf(Date.parse(`${day}T12:00Z`) / 1000, "UTC")}`;
  const told = zone === "place" ? document.journey.zone : zone;
  return `by ${dayOf(epoch.from, told)}, ${clockTime(epoch.from, told)} ${inZone(told)}`;
}

/** "2 h", or "2 h to 7 h" where the window leaves it open. @param {[number|null, number|null]} delay seconds */
function delayRange([least, most]) {
  if (most === null) return least === null ? "" : `at least ${duration(least)}`;
  if (!least) return `at most ${duration(most)}`;
  const [from, to] = [duration(least), duration(most)];
  return from === to ? from : `${from} to ${to}`;
}

/**
 * When the first report of an event was public, and how long after it.
 * @param {JourneyEvent} event
 * @param {string} zone IANA name, or "place"
 */
export function delayWords(event, zone) {
  const told = zoneFor(event, zone);
  const { first_report: first, delay } = event;
  if (!first) return "";
  const after = delayRange(delay);
  const by = first.day
    ? `by the end of ${dayOf(Date.parse(`${first.day}T12:00Z`) / 1000, "UTC", true)}`
    : `by ${moment(first.at, told)} ${inZone(told)}`;
  return `first report ${by}${after && `, ${after} after`}`;
}

/**
 * An event in a card. Call `write` again when the zone changes: only the words of times are rewritten.
 * @param {JourneyEvent} event
 * @param {import("../document/document.js").ClaimField[]} fields of the document that it is of
 * @param {((t: number) => void)|null} seek sets the time; null where it is there, or out of reach
 * @param {boolean} [withYear]
 * @param {string} [heading] level of its heading, by what stands above it
 */
export function eventEvidence(event, fields, seek, withYear = false, heading = "h4") {
  const when = element("p", { class: "jm-evidence-when" });
  /** @type {((zone: string) => void)[]} */
  const writers = [
    (zone) => {
      when.textContent = whenWords(event, zone, withYear);
    },
  ];
  const delay = element("p", { class: "jm-evidence-delay" });
  if (!withYear)
    writers.push((zone) => {
      delay.textContent = delayWords(event, zone);
    });
  const section = element(
    "section",
    { class: "jm-evidence" },
    element(heading, { class: "jm-evidence-kind" }, `${KINDS[event.kind] ?? event.kind} `, statusMark(event.status)),
    when,
    delay,
  );
  if (event.conflict)
    section.append(element("p", { class: "jm-evidence-conflict", dir: "auto" }, `Conflict: ${event.conflict}`));
  if (event.moment !== null && seek) {
    const button = element("button", { type: "button", class: "jm-button" }, "Set the time to this");
    button.addEventListener("click", () => seek(/** @type {number} */ (event.moment)));
    section.append(button);
  }
  // Those that agree first; sorting is stable, so each part keeps the order that Python gave.
  const items = [...event.claims]
    .sort((a, b) => Number(b.agrees) - Number(a.agrees))
    .map((claim) => {
      const published = element("span", {});
      writers.push((zone) => {
        published.textContent = publishedWords(claim, event, zone);
      });
      return claimItem(claim, event, fields, published);
    });
  const list = (/** @type {HTMLElement[]} */ some) => element("ul", { class: "jm-evidence-claims" }, ...some);
  const atOnce = items.length > SHOWN + 1 ? SHOWN : items.length;
  section.append(list(items.slice(0, atOnce)));
  if (items.length > atOnce) {
    const apart = event.claims.filter((claim) => !claim.agrees).length;
    const more = `${items.length - atOnce} more claims${apart ? `, ${apart} of all differ` : ""}`;
    section.append(element("details", {}, element("summary", {}, more), list(items.slice(atOnce))));
  }
  return {
    node: section,
    /** @param {string} zone IANA name, or "place" */
    write: (zone) => writers.forEach((writer) => writer(zone)),
  };
}

/**
 * @param {Claim} claim
 * @param {JourneyEvent} event
 * @param {import("../document/document.js").ClaimField[]} fields
 * @param {HTMLElement} published
 */
function claimItem(claim, event, fields, published) {
  const source = element(
    "p",
    { class: "jm-evidence-source", dir: "auto" },
    element("b", {}, claim.source || "A source not named"),
  );
  if (claim.via.length > 0) source.append(`, quoting ${claim.via.join(", quoting ")}`);
  source.append("; ", published);
  const link = outwardLink(claim.url);
  if (link) source.append("; ", link);
  // The word is repeated only where it differs from the event's.
  if (claim.status !== event.status) source.append(" ", statusMark(claim.status));
  const item = element(
    "li",
    claim.agrees ? {} : { class: "jm-evidence-apart" },
    ...(claim.says ? [element("p", { class: "jm-evidence-says", dir: "auto" }, claim.says)] : []),
    source,
  );
  const note = (/** @type {string} */ words) =>
    item.append(element("p", { class: "jm-evidence-note", dir: "auto" }, words));
  if (!claim.agrees) note(`Differs: ${claim.disagreement || "outside the set of claims that the window rests on"}`);
  for (const field of fields) {
    const value = fieldOf(claim, field);
    if (value) note(field.words.replace("{value}", () => value));
  }
  return item;
}
