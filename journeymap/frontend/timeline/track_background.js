// @ts-check
/** What is drawn behind the range: days and hours in a zone, and each event's window. */

import { marks, stepFor } from "./axis.js";
import { element } from "../dom.js";
import { timedEvents } from "../document/document.js";
import { epochIndexAt, momentsOf, shownAt } from "../document/reading.js";

/** The last of a label's place at the right edge. */
const LABEL_PIXELS = 46;
/** Windows that overlap are told apart by lanes; beyond these the last one is shared. */
const MAX_LANES = 6;

/**
 * The first lane in which each interval meets none before it in the list.
 * @param {[number, number][]} intervals
 * @param {number} most lanes
 */
export function lanesOf(intervals, most) {
  /** @type {[number, number][][]} */
  const lanes = [];
  return intervals.map(([start, end]) => {
    const free = lanes.findIndex((taken) => taken.every(([from, to]) => end <= from || start >= to));
    const lane = free >= 0 ? free : Math.min(lanes.length, most - 1);
    (lanes[lane] ??= []).push([start, end]);
    return lane;
  });
}

export class Scale {
  /** @param {import("../document/document.js").JourneyDocument} document */
  constructor(document) {
    this.document = document;
    this.node = element("div", { class: "jm-scale", "aria-hidden": "true" });
    this.hours = element("div", { class: "jm-scale-hours" });
    this.windows = element("div", { class: "jm-scale-windows" });
    this.publications = element("div", { class: "jm-scale-publications" });
    this.node.append(this.hours, this.windows, this.publications);
    this.drawn = "";
    this.shown = "";
    this.show("happened", document.span.from);
  }

  /** Draws another document of the same journey. @param {import("../document/document.js").JourneyDocument} document */
  take(document) {
    this.document = document;
    this.shown = "";
  }

  /**
   * Draws the windows that a reading has at a time; nothing while that stays the same.
   * @param {import("../document/reading.js").Reading} reading
   * @param {number} t epoch seconds
   */
  show(reading, t) {
    const now = reading === "happened" ? reading : `known ${epochIndexAt(this.document, t)}`;
    if (now === this.shown) return;
    const turned = now.slice(0, 5) !== this.shown.slice(0, 5);
    this.shown = now;
    this.#drawWindows(shownAt(this.document, reading, t));
    if (turned) this.#drawPublications(reading);
  }

  /** When something became public: told in the second reading, which steps by it. @param {import("../document/reading.js").Reading} reading */
  #drawPublications(reading) {
    const { from, to } = this.document.span;
    const moments = reading === "known" ? momentsOf(this.document, reading).filter((at) => at >= from && at <= to) : [];
    this.publications.replaceChildren(...moments.map((at) => {
      const mark = element("span", { class: "jm-publication" });
      mark.style.left = `${this.#share(at)}%`;
      return mark;
    }));
  }

  /** @param {number} t */
  #share(t) {
    const { from, to } = this.document.span;
    return Math.max(0, Math.min(100, ((t - from) / (to - from)) * 100));
  }

  /** @param {string} zone */
  drawHours(zone) {
    const width = this.node.clientWidth;
    const { span } = this.document;
    const step = stepFor(span.to - span.from, width);
    const now = `${zone} ${step.unit} ${step.every}`;
    if (!width || now === this.drawn) return;
    this.drawn = now;
    this.hours.replaceChildren(...Array.from(marks(span, zone, step), ({ t, label, midnight }) => {
      const mark = element("span", { class: midnight ? "jm-hour jm-midnight" : "jm-hour" },
        // A label that would be cut off by the edge says less than none.
        this.#share(t) * width < (width - LABEL_PIXELS) * 100 ? label : "");
      mark.style.left = `${this.#share(t)}%`;
      return mark;
    }));
  }

  /**
   * Windows as bars in lanes, those of fixes first; a moment is a tick, and a statement only that, on the base line.
   * @param {import("../document/document.js").JourneyDocument} document
   */
  #drawWindows(document) {
    const { from, to } = document.span;
    this.windows.replaceChildren();
    // Of a window one end of which is not told, the other is all there is to draw.
    const shown = timedEvents(document).map((event) => {
      const { moment, window: [start, end] } = event;
      return { event, start: Math.max(from, start ?? Math.min(moment, end ?? moment)), end: Math.min(to, end ?? Math.max(moment, start ?? moment)) };
    }).filter(({ start, end }) => start <= end);
    const bars = shown.filter(({ event }) => event.kind !== "statement")
      .sort((a, b) => Number(a.event.km === null) - Number(b.event.km === null));
    // A stated minute has no width, but what marks it has.
    const least = (to - from) / 150;
    const lanes = lanesOf(bars.map(({ start, end }) => [start, Math.max(end, start + least)]), MAX_LANES);
    this.windows.style.setProperty("--lanes", String(Math.max(1, ...lanes.map((lane) => lane + 1))));
    for (const [i, { event, start, end }] of bars.entries()) {
      const bar = element("span", { class: `jm-window jm-is-${event.status}${event.km === null ? " jm-window-aside" : ""}` });
      bar.style.left = `${this.#share(start)}%`;
      bar.style.width = `${this.#share(end) - this.#share(start)}%`;
      bar.style.setProperty("--lane", String(lanes[i]));
      this.windows.append(bar);
    }
    for (const one of shown) {
      const { event } = one;
      if (event.moment < from || event.moment > to) continue;
      const lane = bars.indexOf(one);
      const tick = element("span", { class: `jm-tick jm-is-${event.status}${lane < 0 ? " jm-tick-statement" : ""}` });
      tick.style.left = `${this.#share(event.moment)}%`;
      if (lane >= 0) tick.style.setProperty("--lane", String(lanes[lane]));
      this.windows.append(tick);
    }
  }
}
