// @ts-check
/** Limits that Python and the browser share. Made by tools/make_frontend.py: do not edit. */

/** Maximum speed that can be assumed, km/h. The server refuses more. */
export const MAX_SPEED_KMH = 2000;

/** A position known less exactly than this stands for an area. Metres. */
export const AREA_ACCURACY_M = 5000;
