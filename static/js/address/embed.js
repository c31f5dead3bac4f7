/** True on the page for slides (/embed). It is in a frame of another page, so it handles no keys and does not change the address. */

export const embedded = typeof location !== "undefined" && location.pathname.endsWith("/embed");
