// @ts-check
/**
 * The two readings of one timeline: as it happened, from all claims, and as it was known, from those
 * public by the time shown. Both answer in the same terms, so that whatever draws one draws the other.
 */

import { isPlaced, isSourced, lastIndexAtOrBefore, positionAt, timedEvents } from "./document.js";

/**
 * @typedef {import("./document.js").JourneyDocument} JourneyDocument
 * @typedef {import("./document.js").JourneyEvent} JourneyEvent
 * @typedef {"happened"|"known"} Reading
 *
 * @typedef {object} Standing where the traveller is in a reading
 * @property {number} best kilometres, like low and high
 * @property {number} low
 * @property {number} high
 * @property {boolean} placed false: nothing says yet where it was
 * @property {number|null} ahead index of the branch ahead that high lies on; null: on the line itself
 * @property {number} beyond kilometres that it can have gone on in no direction known
 * @property {number|null} past index of the branch that stands for the line so far; null: the line itself
 */

/** @type {Reading[]} */
export const READINGS = ["happened", "known"];

/**
 * Whether any claim says when it was public: without one there is no second reading.
 * @param {JourneyDocument} document
 */
export function isKnowable({ tracks: { known } }) {
  return known.epochs.length > 0;
}

/**
 * @typedef {object} Index what of a document is asked for at every move
 * @property {number[]} starts of the epochs
 * @property {Map<string, [number, import("./document.js").KnownEvent][]>} versions by event, its versions and the epochs they begin with
 * @property {Set<string>} days claims of which only the day of publication is known
 * @property {Map<number, JourneyDocument>} shown by epoch
 */

/** Documents of epochs that are held. */
const MAX_SHOWN = 32;

/** @type {WeakMap<JourneyDocument, Index>} */
const indices = new WeakMap();

/** @param {JourneyDocument} document */
function indexOf(document) {
  let index = indices.get(document);
  if (!index) {
    const { epochs } = document.tracks.known;
    /** @type {Map<string, [number, import("./document.js").KnownEvent][]>} */
    const versionsOf = new Map();
    for (const [i, { events }] of epochs.entries()) {
      for (const event of events) {
        const versions = versionsOf.get(event.id);
        if (versions) versions.push([i, event]);
        else versionsOf.set(event.id, [[i, event]]);
      }
    }
    const days = document.events.flatMap(({ claims }) =>
      claims.filter((claim) => claim.reported_day).map(({ id }) => id),
    );
    index = { starts: epochs.map(({ from }) => from), versions: versionsOf, days: new Set(days), shown: new Map() };
    indices.set(document, index);
  }
  return index;
}

/**
 * Index of the epoch in force; -1 before the first publication.
 * @param {JourneyDocument} document
 * @param {number} t epoch seconds
 */
export function epochIndexAt(document, t) {
  return lastIndexAtOrBefore(indexOf(document).starts, t);
}

/** The epoch in force. @param {JourneyDocument} document @param {number} t */
export function epochAt(document, t) {
  return document.tracks.known.epochs[epochIndexAt(document, t)] ?? null;
}

/**
 * Whether of all that became public with an epoch only the day is known.
 * @param {JourneyDocument} document
 * @param {import("./document.js").Epoch} epoch
 */
export function isOfADay(document, { claims }) {
  const { days } = indexOf(document);
  return claims.every((id) => days.has(id));
}

/**
 * @param {JourneyDocument} document
 * @param {Reading} reading
 * @param {number} t epoch seconds
 * @returns {Standing}
 */
export function standingAt(document, reading, t) {
  if (reading === "happened") {
    const position = positionAt(document.tracks.happened, t);
    // Without reports there is nothing that the range would rest on; a recording has its gaps.
    if (!isSourced(document) && !document.tracks.recorded) position.low = position.high = position.best;
    return { ...position, placed: isPlaced(document, t), ahead: null, beyond: 0, past: null };
  }
  const epoch = epochAt(document, t);
  if (!epoch?.track) return { best: 0, low: 0, high: 0, placed: false, ahead: null, beyond: 0, past: null };
  const position = positionAt(epoch.track, t);
  const { way: ahead, past } = epoch;
  return { ...position, placed: true, ahead, past, beyond: ahead === null ? position.high - position.best : 0 };
}

/**
 * Moments that the timeline steps by: of the events, or of the publications.
 * @param {JourneyDocument} document
 * @param {Reading} reading
 */
export function momentsOf(document, reading) {
  return reading === "known" ? indexOf(document).starts : timedEvents(document).map(({ moment }) => moment);
}

/**
 * The document as the claims public at a time have it: events that nobody had reported yet are not in
 * it, the others are as they were reported. What only editors know is left out.
 * @param {JourneyDocument} document
 * @param {Reading} reading
 * @param {number} t epoch seconds
 * @returns {JourneyDocument} the same object for the same epoch
 */
export function shownAt(document, reading, t) {
  if (reading === "happened") return document;
  const index = indexOf(document);
  const i = epochIndexAt(document, t);
  let shown = index.shown.get(i);
  if (!shown) {
    const epoch = document.tracks.known.epochs[i];
    const public_ = epoch?.from ?? document.span.from;
    const isPublic = (/** @type {import("./document.js").Claim} */ claim) =>
      claim.reported_at !== null && claim.reported_at <= public_;
    const events = document.events.flatMap((event) => {
      const version = index.versions.get(event.id)?.findLast(([from]) => from <= i);
      return version
        ? [
            asReported(
              event,
              version[1],
              document.tracks.known.epochs[version[0]].from,
              document.claim_fields,
              epoch.conflicts[event.id],
            ),
          ]
        : [];
    });
    const landmarks = document.landmarks.flatMap((event) => {
      const claims = event.claims.filter(isPublic).map((claim) => withoutEditors(claim, document.claim_fields));
      return claims.length === event.claims.length
        ? [{ ...event, claims }]
        : claims.length > 0
          ? [asFarAsReported(event, claims)]
          : [];
    });
    shown = { ...document, events, landmarks, unknowns: [], asides: [] };
    index.shown.set(i, shown);
    // Whoever scrubs back and forth comes by the same few again.
    if (index.shown.size > MAX_SHOWN) index.shown.delete(index.shown.keys().next().value ?? i);
  }
  return shown;
}

/**
 * A claim without what only editors know.
 * @param {import("./document.js").Claim} claim
 * @param {import("./document.js").ClaimField[]} fields
 * @returns {import("./document.js").Claim}
 */
function withoutEditors(claim, fields) {
  return { ...claim, ...Object.fromEntries(fields.filter((field) => field.editors_only).map(({ key }) => [key, ""])) };
}

/**
 * A landmark of which only some claims were public: no more of it than these say.
 * @param {JourneyEvent} event
 * @param {import("./document.js").Claim[]} claims at least one
 * @returns {JourneyEvent}
 */
function asFarAsReported(event, claims) {
  const shown = claims.map((claim) => ({ ...claim, agrees: true, disagreement: "" }));
  const { place, window, status } = shown.find((claim) => claim.place !== null) ?? shown[0];
  return { ...event, place, window, status, claims: shown, conflict: "", first_report: null, delay: [null, null] };
}

/**
 * @param {JourneyEvent} event
 * @param {import("./document.js").KnownEvent} known
 * @param {number} from when this version of it became public
 * @param {import("./document.js").ClaimField[]} fields of claims
 * @param {string} [conflict]
 * @returns {JourneyEvent}
 */
function asReported(event, known, from, fields, conflict = "") {
  const happened = known.status === "official" || known.status === "reported";
  const [start, end] = known.window;
  // What is reported has happened by then; what is expected may lie ahead.
  const past = (/** @type {number|null} */ t) => (t === null ? t : Math.min(t, from));
  const window = /** @type {import("./document.js").Window} */ (
    happened ? [past(start), past(end ?? from)] : [start, end]
  );
  const claims = known.claims.flatMap(([id, status, disagreement]) => {
    const claim = event.claims.find((each) => each.id === id);
    return claim ? [{ ...withoutEditors(claim, fields), status, disagreement, agrees: !disagreement }] : [];
  });
  return {
    ...event,
    kind: known.kind,
    status: known.status,
    place: known.place,
    zone: known.zone,
    window,
    claims,
    conflict,
    km: known.km,
    moment: from,
    first_report: null,
    delay: [null, null],
  };
}
