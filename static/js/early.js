/**
 * Before the modules are here: the page's address gets its slash, the catalog is asked for, which main.js reads there, and so are
 * the Chinese slices.
 */
(() => {
  // Behind a proxy the page may stand at /ravine: what is relative to that would miss the prefix.
  const root = new URL("../..", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  if (`${location.pathname}/` === root.pathname) return location.replace(root.pathname + location.search + location.hash);
  const languages = new URLSearchParams(location.search).get("lang") || navigator.languages.join(); // the server looks up which of its own that is
  const href = `api/catalog?lang=${encodeURIComponent(languages)}`;
  document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous", href }));
  if (!/^zh/i.test(languages)) return; // for other ways to say it typeface.js is early enough
  const sheet = new URL("typeface-sc.css", new URL("..", /** @type {HTMLScriptElement} */ (document.currentScript).src)).href;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet }));
})();
