// @ts-check
/** Places of the line in words, as sentences name them. */

/** @typedef {import("../document/document.js").JourneyDocument} JourneyDocument */
/** @typedef {{before: string, after: string}} Between */

/** As near as this to a named place is at it. Kilometres. */
export const AT_KM = 0.5;
/** A range shorter than this is not worth words. Kilometres. */
export const NARROW_KM = 5;

/** @param {{name: string}} places */
const theNamed = ({ name }) => `the ${name}`;

/** @param {JourneyDocument} document @param {string} key */
export function placeWords(document, key) {
  const place = document.places[key];
  return /bridge|river|cosmodrome|campus/i.test(place.kind) ? theNamed(place) : place.name;
}

/**
 * Last named place at or behind, first at or ahead.
 * @param {JourneyDocument} document
 * @param {number} low kilometres
 * @param {number} high kilometres
 */
export function placesAround(document, low, high) {
  const stops = document.line.stops;
  const behind = stops.findLast((stop) => stop.km <= low + AT_KM) ?? stops[0];
  const ahead = stops.find((stop) => stop.km >= high - AT_KM) ?? stops[stops.length - 1];
  return { behind, ahead };
}

/**
 * Between which places a range lies; null where no two are known. Where the line doubles back, both ends
 * can lie at the same place: then it lies between that and the place where it turned.
 * @param {JourneyDocument} document
 * @param {number} low kilometres
 * @param {number} high kilometres
 * @returns {Between|null}
 */
export function placesOfRange(document, low, high) {
  const { behind, ahead } = placesAround(document, low, high);
  if (!behind || !ahead || behind === ahead) return null;
  const inside = document.line.stops.filter(({ km }) => behind.km < km && km < ahead.km);
  const far = behind.place === ahead.place ? inside[inside.length >> 1] : ahead;
  if (!far || far.place === behind.place) return null;
  return { before: placeWords(document, behind.place), after: placeWords(document, far.place) };
}
