/** The part of plotly.js that the page uses; each bundle is a classic script and leaves one global. */
interface PlotlyBundle {
  react(root: HTMLElement, data: object[], layout: object, config?: object): Promise<HTMLElement>;
  relayout(root: HTMLElement, change: object): Promise<HTMLElement>;
  purge(root: HTMLElement): void;
}
declare var Plotly: PlotlyBundle; // var: as a property of the window
