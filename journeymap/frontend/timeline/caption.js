// @ts-check
/** The caption beneath the timeline: when and where, how old the last report was, and what cannot be true. */

import { captionAt, positionSentence } from "../words/caption.js";
import { conflictWords } from "../words/conflicts.js";
import { element, sentenceNodes } from "../dom.js";

export class Caption {
  /** @param {import("../view/journey_view.js").JourneyView} view */
  constructor(view) {
    this.view = view;
    this.when = element("strong", { class: "jm-caption-when" });
    this.where = element("span", { dir: "auto" });
    this.report = element("span", { class: "jm-caption-report" });
    this.more = element("span", { class: "jm-caption-more", dir: "auto" });
    this.conflicts = element("span", { class: "jm-conflicts", dir: "auto", role: "status" });
    this.node = element("p", { class: "jm-caption" }, this.where, " ", this.report, this.more, this.conflicts);
    /** IANA zone that the moment is stated in. */
    this.zone = "";
    /** Moment and place, for screen readers. */
    this.valueText = "";
    this.update();
  }

  update() {
    const {
      document,
      state: { t, zone, reading },
    } = this.view;
    const caption = captionAt(document, t, zone, reading);
    const { where, distance, report, expected, range, published } = caption;
    this.when.textContent = caption.when;
    this.where.replaceChildren(...sentenceNodes(positionSentence, { when: this.when, where, distance }));
    this.report.textContent = report;
    this.more.textContent = [expected, range, published].filter(Boolean).join(" ");
    const conflicts = conflictWords(document, reading, t);
    // Written only when it changes: it is read out.
    if (conflicts !== this.conflicts.textContent) this.conflicts.textContent = conflicts;
    this.zone = caption.zone;
    this.valueText = caption.position;
  }
}
