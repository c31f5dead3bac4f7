/** Before the modules are here: the catalog is asked for in the language of the address, and main.js reads it there. */
(() => {
  const language = new URLSearchParams(location.search).get("lang");
  const href = language === null ? "api/catalog" : `api/catalog?lang=${encodeURIComponent(language)}`;
  document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous", href }));
})();
