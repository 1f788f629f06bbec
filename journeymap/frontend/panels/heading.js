// @ts-check
/** The headline of a journey. */

import { element } from "../dom.js";

/** @param {HTMLElement} root @param {import("../document/document.js").JourneyDocument} document */
export function heading(root, { journey }) {
  const lines = [element("h1", { dir: "auto" }, journey.title)];
  if (journey.subtitle) lines.push(element("p", { dir: "auto" }, journey.subtitle));
  root.replaceChildren(...lines);
}
