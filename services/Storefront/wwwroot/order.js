// Follows an order until it is delivered, by server-sent events or, where those are not to be had, by asking: every two seconds while it is
// being paid, every half a minute while it is packed and travels; and prints.
// Without this script the page has a link that refreshes it.
(() => {
  const pauses = { soon: 2000, later: 30000 };
  let stream;
  let timer;

  const progress = () => document.getElementById('progress');
  const isLive = () => progress()?.dataset.live !== undefined;
  // htmx loads the part and puts it in place.
  const refresh = () => progress()?.dispatchEvent(new CustomEvent('refresh'));

  const stop = () => {
    stream?.close();
    clearTimeout(timer);
    stream = timer = undefined;
  };

  const poll = () => {
    stop();
    if (!isLive()) return;
    timer = setTimeout(() => { refresh(); poll(); }, pauses[progress().dataset.live]);
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

  document.addEventListener('htmx:after:swap', () => { if (!isLive()) stop(); });
  window.addEventListener('pageshow', follow);
  window.addEventListener('pagehide', stop);

  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
})();
