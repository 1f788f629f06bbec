// @ts-check
/** Half of the globe as it is seen from far above a point: an orthographic projection of rings of land. */

/** Consecutive points on the rim farther apart than this are joined along it. Radians. */
const RIM_STEP = 0.2;

const RADIANS = Math.PI / 180;

/** @param {number} lon degrees @param {number} lat degrees @returns {[number, number, number]} a unit vector */
export function unitVector(lon, lat) {
  const [a, b] = [lon * RADIANS, lat * RADIANS];
  return [Math.cos(b) * Math.cos(a), Math.cos(b) * Math.sin(a), Math.sin(b)];
}

/**
 * The projection around a point.
 * @param {number} lon degrees
 * @param {number} lat degrees
 * @returns {(vector: ArrayLike<number>, i?: number) => [number, number, number]} right, up and towards the viewer, in
 *   radii, of the vector that begins at an index
 */
export function seenFrom(lon, lat) {
  const [sinLon, cosLon] = [Math.sin(lon * RADIANS), Math.cos(lon * RADIANS)];
  const [sinLat, cosLat] = [Math.sin(lat * RADIANS), Math.cos(lat * RADIANS)];
  return (vector, i = 0) => {
    const [x, y, z] = [vector[i], vector[i + 1], vector[i + 2]];
    const ahead = x * cosLon + y * sinLon;
    return [y * cosLon - x * sinLon, z * cosLat - ahead * sinLat, ahead * cosLat + z * sinLat];
  };
}

/**
 * What is seen of a ring, closed along the rim of the globe.
 * @param {ArrayLike<number>} ring unit vectors, one after the other
 * @param {ReturnType<typeof seenFrom>} project
 * @returns {[number, number][]} right and up, in radii; empty: nothing is seen
 */
export function seenRing(ring, project) {
  /** @type {[number, number][]} */
  const points = [];
  let seen = false;
  /** Angle of the last point when that was behind. @type {number|null} */
  let last = null;
  for (let i = 0; i < ring.length; i += 3) {
    const [x, y, z] = project(ring, i);
    if (z >= 0) {
      points.push([x, y]);
      seen = true;
      last = null;
      continue;
    }
    // What is behind is drawn on the rim.
    const angle = Math.atan2(y, x);
    if (last !== null) {
      const turn = Math.atan2(Math.sin(angle - last), Math.cos(angle - last));
      const steps = Math.ceil(Math.abs(turn) / RIM_STEP);
      for (let step = 1; step < steps; step += 1) points.push(onRim(last + (turn * step) / steps));
    }
    points.push(onRim(angle));
    last = angle;
  }
  return seen ? points : [];
}

/** @param {number} angle @returns {[number, number]} */
const onRim = (angle) => [Math.cos(angle), Math.sin(angle)];
