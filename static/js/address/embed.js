/** Is this the page for slides (/embed)? It sits in another page's frame, so it handles no keys and leaves the address alone. */

export const embedded = typeof location !== "undefined" && location.pathname.endsWith("/embed");
