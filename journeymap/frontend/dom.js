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
