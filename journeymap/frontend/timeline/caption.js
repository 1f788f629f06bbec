// @ts-check
/** The caption beneath the timeline: where the traveller was and who says so, and what cannot be true. */

import { captionAt } from "../words/caption.js";
import { conflictWords } from "../words/conflicts.js";
import { element } from "../dom.js";

export class Caption {
  /**
   * @param {import("../view/journey_view.js").JourneyView} view
   * @param {object} [options]
   * @param {boolean} [options.answered] where the traveller was is said elsewhere on the page
   */
  constructor(view, { answered = false } = {}) {
    this.view = view;
    this.sentence = element("span", { dir: "auto" });
    this.more = element("span", { class: "jm-caption-more", dir: "auto" });
    this.conflicts = element("span", { class: "jm-conflicts", dir: "auto", role: "status" });
    this.node = element(
      "p",
      { class: answered ? "jm-caption jm-caption-rest" : "jm-caption" },
      answered ? null : this.sentence,
      this.more,
      this.conflicts,
    );
    /** IANA zone that the moment is stated in. */
    this.zone = "";
    /** The same sentence, for screen readers. */
    this.valueText = "";
    this.update();
  }

  update() {
    const {
      document,
      state: { t, zone, reading },
    } = this.view;
    const caption = captionAt(document, t, zone, reading);
    const { expected, range, distance } = caption;
    this.sentence.textContent = caption.sentence;
    this.more.textContent = [expected, range, distance].filter(Boolean).join(" ");
    const conflicts = conflictWords(document, reading, t);
    // Written only when it changes: it is read out.
    if (conflicts !== this.conflicts.textContent) this.conflicts.textContent = conflicts;
    this.zone = caption.zone;
    this.valueText = caption.sentence;
  }
}
