// @ts-check
/** What stands at the head of a journey. */

export const JOURNEY = "Journey";
export const SKIP_MAP = "Skip the map: go to the timeline";
