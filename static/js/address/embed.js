/** Is this the page for slides (/embed)? Then it stands in another page's frame: it takes no keys and leaves the address alone. */

export const embedded = typeof location !== "undefined" && location.pathname.endsWith("/embed");
