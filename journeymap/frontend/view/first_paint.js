// @ts-check
/** What the app's page shows before Streamlit's scripts run; the server writes it. */

/** Takes it away: the page itself is there. */
export function dismissFirstPaint() {
  document.getElementById("jm-first")?.remove();
}
