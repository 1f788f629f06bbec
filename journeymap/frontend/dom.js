// @ts-check
/** Building elements without ever parsing text as markup: data reaches the page as text nodes only. */

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node|string|null)} children null is left out
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.filter((child) => child !== null));
  return node;
}

/**
 * @param {string} tag
 * @param {Record<string, string|number>} attributes
 * @param {...Node} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/** A text never has it: it stands for an element in a sentence. */
const PLACE = "\u0000";

/**
 * A sentence with elements in its places, in the order that the sentence gives them.
 * @template {string} Name
 * @param {(places: Record<Name, string>) => string} sentence
 * @param {Record<Name, Node|string|null>} places null is an empty text
 * @returns {(Node|string)[]}
 */
export function sentenceNodes(sentence, places) {
  /** @type {Node[]} */
  const nodes = [];
  const texts = Object.entries(/** @type {Record<string, Node|string|null>} */ (places)).map(([name, value]) => {
    if (!(value instanceof Node)) return [name, (value ?? "").replaceAll(PLACE, "")];
    nodes.push(value);
    return [name, `${PLACE}${nodes.length - 1}${PLACE}`];
  });
  return sentence(Object.fromEntries(texts))
    .split(PLACE)
    .map((part, i) => (i % 2 === 0 ? part : nodes[Number(part)]))
    .filter((part) => part !== "");
}

/**
 * A link to another site, or null for anything but http and https: `javascript:` is an address too.
 * @param {string|null} url
 * @param {string} [words] what is shown; the host when left out
 */
export function outwardLink(url, words) {
  if (!url) return null;
  let address;
  try {
    address = new URL(url);
  } catch {
    return null;
  }
  if (address.protocol !== "http:" && address.protocol !== "https:") return null;
  return element(
    "a",
    { href: address.href, target: "_blank", rel: "noopener noreferrer" },
    words ?? address.hostname.replace(/^www\./, ""),
  );
}

/** Address of a style sheet of ours. @param {string} name without its ending */
const sheetAddress = (name) => new URL(`styles/${name}.css`, import.meta.url).href;

/** @param {Node} root @param {string} href */
function addSheet(root, href) {
  const link = /** @type {HTMLLinkElement} */ (element("link", { rel: "stylesheet", href }));
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => reject(new Error(`no style sheet at ${href}`));
    root.appendChild(link);
  });
}

/**
 * Loads style sheets into the page, each once; resolved when they apply.
 * @param {string[]} names without their endings
 */
export function styleSheets(names) {
  const present = (/** @type {string} */ href) =>
    [...document.querySelectorAll("link")].some((link) => link.href === href && link.sheet);
  return Promise.all(names.map(sheetAddress).map((href) => (present(href) ? null : addSheet(document.head, href))));
}

/**
 * Loads style sheets into one part of the page, which may be a shadow root; resolved when they apply.
 * @param {Node} root
 * @param {string[]} names without their endings
 */
export function styleSheetsIn(root, names) {
  return Promise.all(names.map((name) => addSheet(root, sheetAddress(name))));
}
