// @ts-check
/** A map's page and the page around it, where both are of the same site. */

/** Names the frame that this page is shown in. @param {string} name */
export function nameFrame(name) {
  if (window.frameElement) window.frameElement.setAttribute("title", name);
}

/** Lets readers enlarge the page: folium's forbids it. */
export function allowZoom() {
  for (const viewport of document.querySelectorAll('meta[name="viewport"]')) {
    if (!viewport.getAttribute("content")?.includes("maximum-scale")) continue;
    viewport.setAttribute("content", "width=device-width, initial-scale=1");
  }
}

/** The style rules of a page that can be read. @param {Document} page */
function* rulesOf(page) {
  for (const sheet of page.styleSheets) {
    try {
      for (const rule of sheet.cssRules) yield { rule, base: sheet.href ?? page.baseURI };
    } catch {
      // A sheet of another site keeps its rules to itself.
    }
  }
}

/**
 * Takes the typeface of the page around this one: a frame has none of its own, and a map in other letters
 * looks like something pasted in. Where it cannot be had the style sheet's own stands.
 */
export async function adoptTypeface() {
  const around = window.frameElement?.ownerDocument;
  if (!around?.body) return;
  const [family] = getComputedStyle(around.body).fontFamily.split(",");
  const name = family.trim().replace(/^["']|["']$/g, "");
  const faces = [...rulesOf(around)].flatMap(({ rule, base }) => {
    if (!(rule.constructor.name === "CSSFontFaceRule")) return [];
    const { style } = /** @type {CSSFontFaceRule} */ (rule);
    if (
      style
        .getPropertyValue("font-family")
        .trim()
        .replace(/^["']|["']$/g, "") !== name
    )
      return [];
    const src = style
      .getPropertyValue("src")
      .replace(/url\((["']?)([^"')]+)\1\)/g, (_, __, url) => `url("${new URL(url, base).href}")`);
    const given = (/** @type {string} */ of, /** @type {string} */ otherwise) =>
      style.getPropertyValue(of) || otherwise;
    return new FontFace(name, src, { weight: given("font-weight", "normal"), style: given("font-style", "normal") });
  });
  for (const face of faces) document.fonts.add(face);
  document.documentElement.style.setProperty("--jm-typeface", `"${name}"`);
  // Slanted letters are fetched when one is drawn.
  await Promise.all(faces.filter(({ style }) => style === "normal").map((face) => face.load())).catch(() => {});
}
