// @ts-check
/** The caption beneath the timeline: when and where, how old the last report is, and what cannot be true. */

import { captionAt } from "../words/caption.js";
import { conflictWords } from "../words/conflicts.js";
import { element } from "../dom.js";

export class Caption {
  /** @param {import("../view/journey_view.js").JourneyView} view */
  constructor(view) {
    this.view = view;
    this.when = element("strong", { class: "jm-caption-when" });
    this.where = element("span", { dir: "auto" });
    this.report = element("span", { class: "jm-caption-report" });
    this.more = element("span", { class: "jm-caption-more", dir: "auto" });
    this.conflicts = element("span", { class: "jm-conflicts", dir: "auto", role: "status" });
    this.node = element(
      "p",
      { class: "jm-caption" },
      this.when,
      " ",
      this.where,
      " ",
      this.report,
      this.more,
      this.conflicts,
    );
    /** IANA zone that the moment is stated in. */
    this.zone = "";
    /** Moment and place, for those who hear it. */
    this.valueText = "";
    this.update();
  }

  update() {
    const {
      document,
      state: { t, zone, reading },
    } = this.view;
    const caption = captionAt(document, t, zone, reading);
    this.when.textContent = `${caption.when}:`;
    const end = caption.report ? ";" : ".";
    this.where.textContent = `${[caption.where, caption.distance].filter(Boolean).join(", ")}${end}`;
    this.report.textContent = caption.report && `${caption.report}.`;
    this.more.textContent = [
      caption.expected && `${caption.expected}.`,
      caption.range && `Possible range ${caption.range}.`,
      caption.published && `Distance ${caption.published}.`,
    ]
      .filter(Boolean)
      .join(" ");
    const conflicts = conflictWords(document, reading, t);
    // Written only when it changes: it is read out.
    if (conflicts !== this.conflicts.textContent) this.conflicts.textContent = conflicts;
    this.zone = caption.zone;
    this.valueText = caption.valueText;
  }
}
