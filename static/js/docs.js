/** Starts Swagger UI on docs.html. It is a separate file, because the page's security policy allows no inline script. */

/**
 * @typedef {(options: {
 *   url: string, dom_id: string, deepLinking: boolean, validatorUrl: null, docExpansion: "list", defaultModelsExpandDepth: number
 * }) => unknown} Start
 */

const { SwaggerUIBundle } = /** @type {{ SwaggerUIBundle: Start }} */ (/** @type {unknown} */ (window));

SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  // Otherwise Swagger sends the address of this page to a public validator.
  validatorUrl: null,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
});
