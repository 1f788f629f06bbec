// @ts-check
/** A place's name where it is: set apart, and marked with its language. */

import { element } from "../dom.js";
import { languageOf } from "../document/languages.js";

/**
 * The local name as an element; null where there is none, or where it is the name that is shown already.
 * @param {{name: string, name_local: string, zone?: string}|null|undefined} place
 * @param {string} [tag]
 * @param {Record<string, string>} [attributes]
 */
export function localName(place, tag = "small", attributes = {}) {
  if (!place?.name_local || place.name_local === place.name) return null;
  const lang = languageOf(place.name_local, place.zone);
  return element(tag, { ...attributes, dir: "auto", lang }, place.name_local);
}
