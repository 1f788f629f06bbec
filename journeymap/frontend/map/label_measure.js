// @ts-check
/** How large labels are, and where their lines break: measured with the fonts of the style sheet, without layout. */

import { element } from "../dom.js";

/**
 * @typedef {import("./label_placement.js").Label} Label
 * @typedef {{font: string, spacing: number, lineHeight: number, upper: boolean}} Style
 * @typedef {import("./label_placement.js").Size & {lines: string[], localLines: string[]}} Measured the lines of its text, and of what is beneath
 */

/** A longer line is broken where it has a space: pixels, and at most this share of the map's width. */
const LINE = { pixels: 150, share: 0.36 };
/** That of the traveller, which says more. */
const TRAVELLER_LINE = { pixels: 190, share: 0.37 };
/** No label is wider: a name of 10 kB is cut here, and whole in its card. Pixels. */
const WIDEST = 210;
/** How much wider a time of even figures can be, pixels. */
const TABULAR = 6;
/** Of a longer text the last line is cut. */
const MOST_LINES = 3;
/** Characters of a text that are looked at. */
const MOST_CHARACTERS = 200;

/**
 * The lines of a text, as few as there can be and of about one length.
 * @param {string} text
 * @param {(text: string) => number} widthOf pixels
 * @param {number} line pixels that a line may have
 */
export function brokenLines(text, widthOf, line) {
  const whole = text.slice(0, MOST_CHARACTERS);
  const count = Math.min(MOST_LINES, Math.ceil(widthOf(whole) / line));
  if (count <= 1) return [whole];
  const words = whole.split(/\s+/).filter(Boolean);
  // The narrowest that does it with so few lines; a step is less than a letter.
  for (let width = Math.ceil(widthOf(whole) / count); width < line; width += 6) {
    const lines = filled(words, widthOf, width);
    if (lines.length <= count) return lines;
  }
  const lines = filled(words, widthOf, line);
  return lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES - 1), lines.slice(MOST_LINES - 1).join(" ")];
}

/** @param {string[]} words @param {(text: string) => number} widthOf @param {number} width */
function filled(words, widthOf, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of words) {
    const last = lines[lines.length - 1];
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || widthOf(longer) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/**
 * @param {HTMLElement} parent
 * @param {Iterable<string>} expected kinds that will be asked for
 * @param {() => number} mapWidth pixels
 * @returns {(label: Label) => Measured}
 */
export function measurer(parent, expected, mapWidth) {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  /** @type {Map<string, Style>} */
  const styles = new Map();
  /**
   * All at once: a style that is asked for after a change makes the browser lay the page out again.
   * @param {Iterable<string>} kinds
   */
  const prepare = (kinds) => {
    const lines = [...kinds].flatMap((kind) =>
      ["name", "local"].map((part) => {
        const line = element("div", { class: `jm-label-${part}` }, "x");
        const probe = element(
          "div",
          { class: `jm-label jm-label-${kind}` },
          element("div", { class: "jm-label-text" }, line),
        );
        return { key: `${kind} ${part}`, line, probe };
      }),
    );
    parent.append(...lines.map(({ probe }) => probe));
    for (const { key, line } of lines) {
      const css = getComputedStyle(line);
      styles.set(key, {
        font: `${css.fontStyle} ${css.fontWeight} ${css.fontSize} ${css.fontFamily}`,
        spacing: parseFloat(css.letterSpacing) || 0,
        lineHeight: parseFloat(css.lineHeight),
        upper: css.textTransform === "uppercase",
      });
    }
    for (const { probe } of lines) probe.remove();
  };
  prepare(expected);
  /** @param {string} kind @param {"name"|"local"} part */
  const styleOf = (kind, part) => {
    if (!styles.has(`${kind} name`)) prepare([kind]);
    return /** @type {Style} */ (styles.get(`${kind} ${part}`));
  };
  /** @param {Style} style @returns {(text: string) => number} */
  const ruler = ({ font, spacing, upper }) => {
    context.font = font;
    return (text) => context.measureText(upper ? text.toUpperCase() : text).width + spacing * text.length;
  };
  const room = ({ pixels, share } = LINE) => Math.min(pixels, share * mapWidth());
  return ({ kind, text, local, reach }) => {
    const name = styleOf(kind, "name");
    let widthOf = ruler(name);
    // What names an area or a sea is spread over it.
    const lines =
      reach > 0
        ? brokenLines(text, widthOf, room(kind === "traveller" ? TRAVELLER_LINE : LINE))
        : [text.slice(0, MOST_CHARACTERS)];
    let width = Math.max(...lines.map(widthOf));
    let height = name.lineHeight * lines.length;
    /** @type {string[]} */
    let localLines = [];
    if (local) {
      const style = styleOf(kind, "local");
      widthOf = ruler(style);
      localLines = brokenLines(local, widthOf, room());
      width = Math.max(width, ...localLines.map(widthOf));
      height += style.lineHeight * localLines.length;
    }
    // Its figures are all of one width, which the measure does not know.
    if (kind === "traveller") width += TABULAR;
    return { width: Math.min(width, WIDEST), height, lineHeight: name.lineHeight, lines, localLines };
  };
}
