// @ts-check
/** Means of travel of a journey's legs. The list of them, and what each is, is claims/means.py. */

/**
 * @typedef {import("./document.js").Line} Line
 * @typedef {import("./document.js").Means} Means
 */

/** Where no line on the ground is followed. @type {Partial<Record<Means, "sea"|"air">>} */
export const OFF_GROUND = { ship: "sea", boat: "sea", plane: "air", helicopter: "air" };

/**
 * How the traveller goes at a chainage: on a railway by train, unless the document says otherwise.
 * @param {Line} line
 * @param {number} km
 * @returns {Means|undefined} undefined: nothing says so
 */
export function meansAt(line, km) {
  const leg = line.legs.find(({ to }) => line.km[to] >= km) ?? line.legs[line.legs.length - 1];
  return leg && (leg.means ?? (leg.basis === "railway" ? "train" : undefined));
}

/**
 * Whether a leg is drawn as a way at sea or in the air, of which nobody has the course.
 * @param {Line["legs"][number]} leg
 * @returns {"sea"|"air"|undefined}
 */
export const offGround = ({ basis, means }) => (basis === "great-circle" && means ? OFF_GROUND[means] : undefined);
