/**
 * Runs before the modules load. It adds a missing slash to the page's address and requests the catalog for main.js. For Chinese
 * it also requests the style sheet of the font's slices.
 */
(() => {
  // Behind a proxy the page may be at /ravine, where relative addresses would lose the prefix.
  const root = new URL("../..", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  if (`${location.pathname}/` === root.pathname) return location.replace(root.pathname + location.search + location.hash);
  const languages = new URLSearchParams(location.search).get("lang") || navigator.languages.join(); // the server chooses one of them
  const href = `api/catalog?lang=${encodeURIComponent(languages)}`;
  document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous", href }));
  if (!/^zh/i.test(languages)) return; // for other codes of Chinese, typeface.js requests it later
  const sheet = new URL("typeface-sc.css", new URL("..", /** @type {HTMLScriptElement} */ (document.currentScript).src)).href;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet }));
})();
