// @ts-check
/** The headline of a journey. */

import { element } from "../dom.js";

/** @param {HTMLElement} root @param {{title: string, subtitle: string}} journey */
export function heading(root, { title, subtitle }) {
  const lines = [element("h1", { dir: "auto" }, title)];
  if (subtitle) lines.push(element("p", { dir: "auto" }, subtitle));
  root.replaceChildren(...lines);
}
