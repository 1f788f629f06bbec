// @ts-check
/** What the Share panel says. */

export const SHARE = "Share";
export const SHARE_VIEW = "Share this view";
export const LINK = "Link";
export const QR_CODE = "QR code of the link";
export const EMBED_CODE = "Code to embed";
export const TAKE_DATA = "Download the data";
export const COPY = "Copy";
export const COPIED = "Copied";
export const COPY_BY_KEYS = "Press Ctrl+C";
export const WIDTH_LABEL = "Width in pixels";
export const HEIGHT_LABEL = "Height in pixels";
export const COLOURS = "Colours";

/** The colours of an embedded page, by the theme that its address asks for. @type {[string, string][]} */
export const THEMES = [
  ["", "As the reader’s device has it"],
  ["light", "Light"],
  ["dark", "Dark"],
];

/** The size and the colours of an embedded page, as fields. @param {{width: string, height: string, theme: string}} places */
export const frameSize = ({ width, height, theme }) => `${width} × ${height} pixels ${theme}`;
