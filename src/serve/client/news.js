// The states of the preview, as they come. A hidden tab does not listen: browsers open six connections to a host, no more.

/** Calls `tell(state, first)` now and at each change; `first` is true for the first state of a connection. `lost()` when it breaks. */
export const listen = (tell, lost) => {
  let source = null;
  const open = () => {
    if (source || document.visibilityState === 'hidden') return;
    source = new EventSource('/_preview/events');
    let first = true;
    source.onopen = () => { first = true; };
    source.onerror = lost;
    source.onmessage = ({ data }) => {
      tell(JSON.parse(data), first);
      first = false;
    };
  };
  const close = () => {
    source?.close();
    source = null;
  };
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? close() : open()));
  addEventListener('pagehide', close);
  addEventListener('pageshow', open);
  open();
};
