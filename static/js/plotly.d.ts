/** The part of plotly.js that the page uses; the bundle is a classic script and leaves one global. */
declare const Plotly: {
  react(root: HTMLElement, data: object[], layout: object, config?: object): Promise<HTMLElement>;
  purge(root: HTMLElement): void;
};
