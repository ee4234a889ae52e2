// Follows an order that is under way, by server-sent events or, where those are not to be had, by asking every two seconds; and prints.
// Without this script the page has a link that refreshes it.
(() => {
  const pause = 2000;
  let stream;
  let timer;

  const progress = () => document.getElementById('progress');
  const isLive = () => progress()?.dataset.live !== undefined;
  // htmx loads the part and puts it in place.
  const refresh = () => progress()?.dispatchEvent(new CustomEvent('refresh'));

  const stop = () => {
    stream?.close();
    clearInterval(timer);
    stream = timer = undefined;
  };

  const poll = () => {
    stop();
    timer = setInterval(() => { if (isLive()) refresh(); else stop(); }, pause);
  };

  const follow = () => {
    if (!isLive()) return;
    const address = progress().dataset.events;
    if (!address || !window.EventSource) {
      poll();
      return;
    }

    stop();
    stream = new EventSource(address);
    stream.addEventListener('status', (event) => {
      if (Number(event.lastEventId) > Number(progress().dataset.seen)) refresh();
    });
    // A lost connection is opened again by the browser, after the last event. Closed, it stays closed: nothing more comes, or it was refused.
    stream.addEventListener('error', () => { if (stream?.readyState === EventSource.CLOSED) poll(); });
  };

  window.addEventListener('pageshow', follow);
  window.addEventListener('pagehide', stop);

  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
})();
