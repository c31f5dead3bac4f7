/** Before the modules are here: the catalog is asked for in the language of the address, and main.js reads it there; so are the Chinese slices. */
(() => {
  const language = new URLSearchParams(location.search).get("lang");
  const href = language === null ? "api/catalog" : `api/catalog?lang=${encodeURIComponent(language)}`;
  document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous", href }));
  if (language !== "zh") return;
  const sheet = new URL("../typeface-sc.css", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet }));
})();
