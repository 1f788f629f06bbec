// @ts-check
/** Who reports an event, and how long after a moment; the wording is that of phrases/voices.py. */

import { daysLater, later } from "./rough_time.js";

/**
 * @typedef {import("../document/document.js").JourneyEvent} JourneyEvent
 * @typedef {import("../document/document.js").Claim} Claim
 *
 * @typedef {object} Voice whom to name for an event
 * @property {string} name "RIA Novosti"; "a railway source, quoted by Vesti Primorye"
 * @property {number|null} at epoch seconds by which its word was public
 * @property {string|null} day on which, where no hour is known
 */

/** Windows no wider than this are stated to the hour. Seconds. */
const NARROW = 1800;

/** @param {{who: string, by: string}} places */
const quotedBy = ({ who, by }) => `${who}, quoted by ${by}`;

/** Of whom nothing but a description is known. @param {string} name */
const isDescribed = (name) => /^\p{Ll}/u.test(name);

/** The voice that a claim goes back to; empty where no source is named. @param {Pick<Claim, "source"|"via">} claim */
export function originOf({ source, via }) {
  const chain = [source, ...via].filter(Boolean);
  const [by, who] = chain.slice(-2);
  if (who === undefined) return by ?? "";
  return isDescribed(who) ? quotedBy({ who, by }) : who;
}

/** The names of a voice: two agencies can be quoted as one. @param {string} origin */
const namesIn = (origin) => origin.split(/, | and /);

/** @param {[number|null, number|null]} window seconds */
const lengthOf = ([from, to]) => (from === null || to === null ? Infinity : to - from);

/** Claims that the event rests on. @param {Pick<JourneyEvent, "status"|"claims">} event */
const reporting = ({ status, claims }) =>
  claims.filter((claim) => claim.agrees && (status === "expected" || claim.status !== "expected"));

/** @param {Pick<Claim, "reported_at">} claim */
const publishedAt = ({ reported_at: at }) => at ?? Infinity;

/**
 * Whom to name for an event: of those who state its time as exactly as it is known, whoever the most claims go back
 * to, an official one counted twice; of several, whose word was public first.
 * @param {Pick<JourneyEvent, "status"|"claims"|"window">} event
 * @returns {Voice|null} null: no claim names its source
 */
export function voiceOf(event) {
  const named = reporting(event).filter((claim) => originOf(claim));
  if (named.length === 0) return null;
  const narrowest = Math.min(...named.map(({ window }) => lengthOf(window)));
  const limit = Math.max(NARROW, lengthOf(event.window), narrowest);
  /** @type {Map<string, {weight: number, at: number}>} */
  const voices = new Map();
  for (const claim of named.filter(({ window }) => lengthOf(window) <= limit)) {
    const name = originOf(claim);
    const { weight, at } = voices.get(name) ?? { weight: 0, at: Infinity };
    voices.set(name, { weight: weight + (claim.status === "official" ? 2 : 1), at: Math.min(at, publishedAt(claim)) });
  }
  // Sorting is stable: of equals the first.
  const [[name]] = [...voices].sort(([, a], [, b]) => b.weight - a.weight || (a.at === b.at ? 0 : a.at - b.at));
  const word = named
    .filter((claim) => originOf(claim) === name || namesIn(originOf(claim)).includes(name))
    .reduce((first, claim) => (publishedAt(claim) < publishedAt(first) ? claim : first));
  return { name, at: word.reported_at, day: word.reported_day ?? null };
}

/**
 * How many others differ from an event, each voice once.
 * @param {Pick<JourneyEvent, "claims">} event
 */
export function differing({ claims }) {
  const apart = claims.filter(({ agrees }) => !agrees);
  return new Set(apart.map((claim) => originOf(claim) || claim.id)).size;
}

/**
 * How long after a moment the word was public; empty where that is not known.
 * @param {Voice} voice
 * @param {number} t epoch seconds
 * @param {string} zone whose days are counted
 */
export function ageWords({ at, day }, t, zone) {
  if (day) return daysLater(day, t, zone);
  return at === null ? "" : later(at - t);
}
