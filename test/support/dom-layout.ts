/**
 * happy-dom lays nothing out; a list that draws only what is seen would draw nothing. Here every row has one height and
 * every other element that of a panel.
 */
export const ROW_PX = 40;
export const VIEW_PX = 200;

if (typeof HTMLElement !== 'undefined') {
  const isRow = (element: HTMLElement) => element.dataset.index !== undefined;
  Object.defineProperties(HTMLElement.prototype, {
    offsetHeight: {
      configurable: true,
      get(this: HTMLElement) {
        return isRow(this) ? ROW_PX : VIEW_PX;
      },
    },
    offsetWidth: { configurable: true, get: () => 372 },
    clientHeight: { configurable: true, get: () => VIEW_PX },
    scrollHeight: {
      configurable: true,
      get(this: HTMLElement) {
        const list = this.querySelector('ol');
        return list === null ? VIEW_PX : Number.parseFloat(list.style.blockSize);
      },
    },
  });
}
