// @ts-check
/** What is drawn behind the range: days and hours in a zone, and each event's window. */

import { clockTime, dayOf, fields } from "./clock.js";
import { element } from "./dom.js";
import { timedEvents } from "./journey.js";

const STEPS_HOURS = [1, 3, 6, 12, 24, 48, 72, 120];
const LABEL_PIXELS = 46;
const LANES = 3;

/**
 * @param {import("./journey.js").JourneyDocument} document
 * @param {number} width pixels
 */
function step(document, width) {
  const hours = (document.span.to - document.span.from) / 3600;
  return STEPS_HOURS.find((each) => (width / hours) * each >= LABEL_PIXELS) ?? 240;
}

/**
 * Marks of whole hours in a zone. Half hours are tried too, for zones that are off by one.
 * @param {import("./journey.js").JourneyDocument} document
 * @param {string} zone
 * @param {number} stepHours
 */
function* hourMarks({ span }, zone, stepHours) {
  let day = -1;
  for (let t = Math.ceil(span.from / 1800) * 1800; t <= span.to; t += 1800) {
    const { hour, minute } = fields(t, zone);
    if (minute !== "00" || Number(hour) % Math.min(stepHours, 24) !== 0) continue;
    const midnight = hour === "00";
    if (midnight) day += 1;
    if (stepHours > 24 && day % (stepHours / 24) !== 0) continue;
    yield { t, midnight };
  }
}

export class Scale {
  /** @param {import("./journey.js").JourneyDocument} document */
  constructor(document) {
    this.document = document;
    this.node = element("div", { class: "jm-scale", "aria-hidden": "true" });
    this.hours = element("div", { class: "jm-scale-hours" });
    this.windows = element("div", { class: "jm-scale-windows" });
    this.node.append(this.hours, this.windows);
    this.drawn = "";
    this.#drawWindows();
  }

  /** @param {number} t */
  #share(t) {
    const { from, to } = this.document.span;
    return Math.max(0, Math.min(100, ((t - from) / (to - from)) * 100));
  }

  /** @param {string} zone */
  drawHours(zone) {
    const width = this.node.clientWidth;
    const stepHours = step(this.document, width);
    const now = `${zone} ${stepHours}`;
    if (!width || now === this.drawn) return;
    this.drawn = now;
    const marks = [];
    for (const { t, midnight } of hourMarks(this.document, zone, stepHours)) {
      const mark = element("span", { class: midnight ? "jm-hour jm-midnight" : "jm-hour" },
        // A label that would be cut off by the edge says less than none.
        this.#share(t) * width < (width - LABEL_PIXELS) * 100 ? (midnight ? dayOf(t, zone) : clockTime(t, zone)) : "");
      mark.style.left = `${this.#share(t)}%`;
      marks.push(mark);
    }
    this.hours.replaceChildren(...marks);
  }

  /** Windows as bars in lanes, so that none hides another; a stated moment is a tick. */
  #drawWindows() {
    const ends = new Array(LANES).fill(-Infinity);
    const least = (this.document.span.to - this.document.span.from) / 150;
    for (const event of timedEvents(this.document)) {
      const [from, to] = event.window;
      const start = from ?? event.moment;
      const end = Math.max(to ?? event.moment, start);
      if (event.moment < this.document.span.from || event.moment > this.document.span.to) continue;
      const statement = event.kind === "statement";
      const tick = element("span", { class: `jm-tick jm-is-${event.status}${statement ? " jm-tick-statement" : ""}` });
      tick.style.left = `${this.#share(event.moment)}%`;
      if (!statement) {
        const free = ends.findIndex((taken) => taken <= start);
        const lane = free < 0 ? ends.indexOf(Math.min(...ends)) : free;
        ends[lane] = Math.max(end, start + least);
        const bar = element("span", { class: `jm-window jm-is-${event.status}` });
        bar.style.left = `${this.#share(start)}%`;
        bar.style.width = `${this.#share(end) - this.#share(start)}%`;
        for (const node of [bar, tick]) node.style.setProperty("--lane", String(lane));
        this.windows.append(bar);
      }
      this.windows.append(tick);
    }
  }
}
