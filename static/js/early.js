/**
 * Runs before the modules load. It adds a missing slash to the page's address. For Chinese it requests the style sheet of the font's
 * slices. It hides the server's words where they may be wrong or unwanted: in slides, and with a scene in the link, which the server
 * cannot know.
 */
(() => {
  // Behind a proxy the page may be at /ravine, where relative addresses would lose the prefix.
  const root = new URL("../..", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  if (`${location.pathname}/` === root.pathname) return location.replace(root.pathname + location.search + location.hash);
  if (location.hash.length > 1 || /\/embed\/?$/.test(location.pathname)) document.documentElement.classList.add("wordless");
  const languages = new URLSearchParams(location.search).get("lang") || navigator.languages.join(); // the server chooses one of them
  if (!/^zh/i.test(languages)) return; // for other codes of Chinese, typeface.js requests it later
  const sheet = new URL("typeface-sc.css", new URL("..", /** @type {HTMLScriptElement} */ (document.currentScript).src)).href;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet }));
})();
