// @ts-check
/** Where labels go: greedy by importance, never over one another, off the line where there is a choice. */

/**
 * @typedef {object} Label
 * @property {string} text
 * @property {string} local beneath, smaller; may be empty
 * @property {string} [lang] of what is beneath, where that is a name
 * @property {[number, number]} position lon, lat
 * @property {string} kind CSS class is jm-label-{kind}
 * @property {number} zoom first zoom at which it is tried
 * @property {number} reach radius of the mark it belongs to, pixels; 0: centred on its position
 * @property {boolean} front of the journey: before the marks, not among the base map
 * @property {boolean} led where it is crowded, set farther out and tied to its mark by a hairline
 * @property {number} [alone] no other label comes within so many pixels of its position, and no town there is named
 *
 * @typedef {[number, number, number, number]} Box left, top, right, bottom
 * @typedef {"start"|"middle"|"end"} Align
 * @typedef {{width: number, height: number, lineHeight: number}} Size pixels
 * @typedef {{box: Box, align: Align, leader: boolean}} Candidate box relative to the position
 * @typedef {Candidate & {label: Label, x: number, y: number, rank: number, price: number}} Placed its box in pixels at the
 *   zoom; how many places were tried before; what it pays
 */

const CELL = 64;

/** Boxes by cell of a grid, to ask quickly what lies under a box. */
export class Occupied {
  constructor() {
    /** @type {Map<string, Box[]>} */
    this.cells = new Map();
  }

  /** @param {Box} box */
  *#keys([left, top, right, bottom]) {
    for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i += 1) {
      for (let j = Math.floor(top / CELL); j <= Math.floor(bottom / CELL); j += 1) yield `${i} ${j}`;
    }
  }

  /** @param {Box} box */
  add(box) {
    for (const key of this.#keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  /**
   * How many boxes this one meets; a box in several cells may count more than once.
   * @param {Box} box
   * @param {number} [enough] stop counting here
   */
  count(box, enough = Infinity) {
    let count = 0;
    for (const key of this.#keys(box)) {
      for (const [left, top, right, bottom] of this.cells.get(key) ?? []) {
        if (left < box[2] && right > box[0] && top < box[3] && bottom > box[1] && (count += 1) >= enough) return count;
      }
    }
    return count;
  }
}

/** Pixels within which a town and a mark of the same name are one place to a reader. */
const SAME_PLACE = 60;

/** @param {Label} own of the journey @param {Label} town of the base map */
function sayTheSame(own, town) {
  return own.front && (own.text.startsWith(town.text) || (own.local !== "" && own.local === town.local));
}

/** @param {Box} inner @param {Box} outer */
const within = (inner, outer) =>
  inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];

/**
 * Directions in the order of preference: unit steps from the mark, how the text is set there, and beside the mark
 * which part of its height stands level with it: 0 the first line, the name; 1 the last one.
 */
const DIRECTIONS = /** @type {[number, number, Align, number?][]} */ ([
  [1, 0, "start"],
  [-1, 0, "end"],
  [0.8, -0.8, "start"],
  [0.8, 0.8, "start"],
  [-0.8, 0.8, "end"],
  [-0.8, -0.8, "end"],
  [0, -1, "middle"],
  [0, 1, "middle"],
  [1, 0, "start", 1],
  [-1, 0, "end", 1],
  [1, 0, "start", 0.5],
  [-1, 0, "end", 0.5],
  [-0.3, 1, "start"],
  [-0.3, -1, "start"],
  [0.3, 1, "end"],
  [0.3, -1, "end"],
]);

/** A sea is named anywhere inside it, a country not quite: how far a name may move from its point, pixels. */
const SHIFTS = [
  [0, 0],
  [-40, 0],
  [40, 0],
  [0, -30],
  [0, 30],
  [-80, 0],
  [80, 0],
  [-120, 0],
  [120, 0],
  [-180, 0],
  [-120, -60],
  [-120, 60],
  [-200, -90],
  [-200, 90],
  [0, -90],
  [0, 90],
];

/** No farther than this, whatever the zoom: on a small map the same pixels lead to another coast. Degrees. */
const SEA_REACH = 3.5;

/**
 * What a label pays: for covering a sample of the line; for being cut by the edge of the view or covered by a panel.
 * The line is covered only where no other place is free; what is no name of the journey is rather left out.
 */
const ON_LINE = 40;
const CUT = { front: 150, base: 24 };

/** What a hairline pays each time that it meets the line, a mark or another label. */
const CROSSED = 14;

/** Samples of the line beyond which a label is no worse: it lies on the line in any case. */
const WORST = 6;

/** What a label pays for another place than the one it had: names should not jump about. */
const MOVED = 4;

/** The most a label pays that is not led out; beyond that it is left out. The others pay any price. */
const LIMIT = 18;

/** How far out a hairline may lead a label, pixels. */
const LEADERS = [0, 20, 40, 64, 96];

/**
 * The places a label may take, best first.
 * @param {Label} label
 * @param {Size} size
 * @param {number} degree pixels
 * @returns {Candidate[]}
 */
function candidates(label, { width, height, lineHeight }, degree) {
  if (label.reach === 0) {
    const shifts =
      label.kind === "sea" ? SHIFTS.filter(([dx, dy]) => Math.hypot(dx, dy) <= SEA_REACH * degree) : SHIFTS.slice(0, 5);
    return shifts.map(([dx, dy]) => ({
      box: [dx - width / 2, dy - height / 2, dx + width / 2, dy + height / 2],
      align: "middle",
      leader: false,
    }));
  }
  const found = [];
  for (const lead of label.led ? LEADERS : [0]) {
    const gap = label.reach + 3 + lead;
    for (const [dx, dy, align, level = 0] of DIRECTIONS) {
      const left = align === "start" ? dx * gap : align === "end" ? dx * gap - width : -width / 2;
      const top = dy === 0 ? -lineHeight / 2 - level * (height - lineHeight) : dy < 0 ? dy * gap - height : dy * gap;
      found.push({ box: /** @type {Box} */ ([left, top, left + width, top + height]), align, leader: lead > 0 });
    }
  }
  return found;
}

/**
 * Where a hairline from the mark meets its label: the nearest point of its box, at the height of the name beside it.
 * @param {Box} box relative to the mark
 */
export function leaderEnd([left, top, right, bottom]) {
  return {
    x: Math.max(left, Math.min(0, right)),
    y: top > 0 ? top : bottom < 0 ? bottom : Math.max(top + 8, Math.min(0, bottom - 8)),
  };
}

/**
 * How often a hairline meets the line, a mark or another label.
 * @param {Occupied[]} what is met
 * @param {{x: number, y: number}} from
 * @param {{x: number, y: number}} step relative to it
 * @param {number} reach the mark's own radius, where the line is met in any case
 */
function crossings(what, from, step, reach) {
  const length = Math.hypot(step.x, step.y);
  let count = 0;
  for (let along = reach + 4; along < length; along += 4) {
    const x = from.x + (step.x * along) / length;
    const y = from.y + (step.y * along) / length;
    for (const each of what) count += each.count([x - 1, y - 1, x + 1, y + 1], 1);
  }
  return count;
}

/**
 * @typedef {object} Surroundings
 * @property {Occupied} line samples of the journey's line, better left alone
 * @property {Occupied} panels what stands before the map, better left alone
 * @property {Box} view better kept to
 */

/**
 * The best place for a label.
 * @param {Label} label
 * @param {{x: number, y: number}} at its position, pixels
 * @param {Size} size
 * @param {Occupied} taken what it must not cover
 * @param {Surroundings} better
 * @param {{degree?: number, before?: number}} [more] pixels of a degree there; the rank of the place that it had
 * @returns {Placed|null} null: it is left out
 */
export function placeOf(label, { x, y }, size, taken, { line, panels, view }, { degree = 0, before } = {}) {
  let best = null;
  let cost = label.led ? Infinity : LIMIT;
  const inView = within([x, y, x, y], view);
  for (const [rank, { box, align, leader }] of candidates(label, size, degree).entries()) {
    if (rank >= cost) break;
    const moved = /** @type {Box} */ ([x + box[0], y + box[1], x + box[2], y + box[3]]);
    if (taken.count(moved, 1) > 0) continue;
    // What is out of view keeps its label out of view as well.
    const clear = inView
      ? within(moved, view) && panels.count(moved, 1) === 0
      : !(moved[0] < view[2] && moved[2] > view[0] && moved[1] < view[3] && moved[3] > view[1]);
    const price =
      rank +
      ON_LINE * line.count(moved, WORST) +
      (leader ? CROSSED * crossings([line, taken], { x, y }, leaderEnd(box), label.reach) : 0) +
      (clear ? 0 : CUT[label.front ? "front" : "base"]) +
      (before === undefined || before === rank ? 0 : MOVED);
    if (price >= cost) continue;
    cost = price;
    best = { label, x, y, box: moved, align, leader, rank, price };
  }
  return best;
}

/**
 * @param {Label[]} labels most important first
 * @param {(label: Label) => {x: number, y: number}} project pixels at the zoom
 * @param {(label: Label) => Size} measure
 * @param {Occupied} taken marks; the labels placed are added
 * @param {Surroundings} better
 * @param {(label: Label) => number|undefined} [before] the rank of the place that a label had
 * @returns {Placed[]}
 */
export function arrange(labels, project, measure, taken, better, before = () => undefined) {
  /** @type {Placed[]} */
  const placed = [];
  for (const label of labels) {
    const { x, y } = project(label);
    if (label.reach > 0 && !label.front) {
      // A town whose dot is covered, or whose station has been named, would be half a label or a second one.
      if (taken.count([x - 1, y - 1, x + 1, y + 1], 1) > 0) continue;
      if (placed.some((other) => sayTheSame(other.label, label) && Math.hypot(other.x - x, other.y - y) < SAME_PLACE))
        continue;
    }
    const [lon, lat] = label.position;
    const degree = label.kind === "sea" ? Math.abs(project({ ...label, position: [lon + 1, lat] }).x - x) : 0;
    const more = { degree, before: before(label) };
    let best = placeOf(label, { x, y }, measure(label), taken, better, more);
    if (label.front && label.local && (best?.price ?? LIMIT) >= LIMIT) {
      // Without the local name there is room in more places.
      const shorter = { ...label, local: "" };
      const other = placeOf(shorter, { x, y }, measure(shorter), taken, better, more);
      if (other && other.price < (best?.price ?? Infinity)) best = other;
    }
    if (!best) continue;
    const [left, top, right, bottom] = best.box;
    taken.add([left - 3, top - 1, right + 3, bottom + 1]);
    const { alone } = label;
    if (alone) taken.add([x - alone, y - alone, x + alone, y + alone]);
    placed.push(best);
  }
  return placed;
}

/**
 * Where a line is drawn in a view: points of it a few pixels apart.
 * @param {{x: number, y: number}[]} points its vertices, pixels
 * @param {Box} view
 */
export function samples(points, view) {
  /** @type {{x: number, y: number}[]} */
  const sampled = [];
  let last = null;
  for (const [i, to] of points.entries()) {
    const from = points[Math.max(0, i - 1)];
    const inside = clipped(from, to, view);
    if (!inside) continue;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const steps = Math.max(1, Math.ceil((length * (inside[1] - inside[0])) / SAMPLE));
    for (let step = 0; step <= steps; step += 1) {
      const share = inside[0] + ((inside[1] - inside[0]) * step) / steps;
      const point = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
      if (last && Math.hypot(point.x - last.x, point.y - last.y) < SAMPLE * 0.9) continue;
      sampled.push(point);
      last = point;
    }
  }
  return sampled;
}

/** Pixels from one sample of the line to the next. */
const SAMPLE = 5;

/**
 * The part of a segment that lies in a box, as shares of it; null: none (Liang and Barsky).
 * @param {{x: number, y: number}} from
 * @param {{x: number, y: number}} to
 * @param {Box} box
 * @returns {[number, number]|null}
 */
function clipped(from, to, [left, top, right, bottom]) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [start, end] = [0, 1];
  for (const [step, room] of [
    [-dx, from.x - left],
    [dx, right - from.x],
    [-dy, from.y - top],
    [dy, bottom - from.y],
  ]) {
    if (step === 0 && room < 0) return null;
    if (step < 0) start = Math.max(start, room / step);
    else if (step > 0) end = Math.min(end, room / step);
  }
  return start <= end ? [start, end] : null;
}
