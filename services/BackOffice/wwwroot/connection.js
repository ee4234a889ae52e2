// A lost connection is said, and nothing that was typed is lost with it.
(() => {
  const dialog = document.getElementById("components-reconnect-modal");
  // A silent connection is given up after half a minute: what was entered since may not have arrived.
  const unsureFor = 45_000;
  const entered = new Map();

  const isText = field => field.matches?.("textarea, input:not([type=file], [type=checkbox], [type=radio])");
  const note = event => {
    for (const [field, at] of entered) {
      if (!dialog.open && performance.now() - at > unsureFor)
        entered.delete(field);
    }
    if (isText(event.target))
      entered.set(event.target, performance.now());
  };
  document.addEventListener("input", note, true);
  document.addEventListener("change", note, true);

  const enterAgain = () => {
    const fields = [...entered.keys()].filter(field => field.isConnected);
    entered.clear();
    for (const field of fields) {
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  let isGone = false;
  const giveUp = () => {
    isGone = true;
    dialog.classList.remove("components-reconnect-show", "components-reconnect-retrying", "components-reconnect-failed");
    dialog.classList.add("components-reconnect-rejected");
  };

  // After a restart nobody is signed in, and to the framework that is no answer either.
  const lookForSession = async () => {
    try {
      if ((await fetch(location.href, { method: "HEAD", redirect: "manual" })).type === "opaqueredirect")
        giveUp();
    } catch {
      // There is no answer yet.
    }
  };

  const retry = async () => {
    try {
      if (!await Blazor.reconnect())
        giveUp();
    } catch {
      // Still no answer: the button is there for another try.
    }
  };

  const actions = { retry, reload: () => location.reload(), look: () => dialog.close() };
  dialog.addEventListener("click", event => actions[event.target.dataset.connection]?.());
  // Escape would leave a page that nobody hears.
  dialog.addEventListener("cancel", event => event.preventDefault());
  dialog.addEventListener("components-reconnect-state-changed", event => {
    if (event.detail.state === "hide") {
      dialog.close();
      enterAgain();
      return;
    }
    // The framework goes on trying.
    if (isGone)
      return giveUp();
    if (!dialog.open)
      dialog.showModal();
    if (event.detail.state === "retrying" && event.detail.secondsToNextAttempt === 0)
      lookForSession();
  });
})();
