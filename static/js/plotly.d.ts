/** The part of plotly.js that the page uses; the bundle is a classic script and leaves one global. */
interface PlotlyAxis {
  _offset: number;
  _length: number;
}
interface PlotlyElement extends HTMLElement {
  _fullLayout?: { xaxis: PlotlyAxis; yaxis: PlotlyAxis };
}
declare const Plotly: {
  react(root: HTMLElement, data: object[], layout: object, config?: object): Promise<PlotlyElement>;
  purge(root: HTMLElement): void;
};
