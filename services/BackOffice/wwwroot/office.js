// What Blazor cannot do from the server: keep a choice in the browser, and hear a key before the browser does.
(() => {
  let layout = null;
  // The key was pressed before the page was ready.
  let isWanted = false;

  const open = () => {
    isWanted = layout === null;
    layout?.invokeMethodAsync("OpenPaletteAsync");
  };

  document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  // Without a connection nobody hears it, and nobody needs to.
  const tellVisible = () => layout?.invokeMethodAsync("Show", document.visibilityState === "visible").catch(() => {});
  document.addEventListener("visibilitychange", tellVisible);
  window.office = {
    darkChoice: () => {
      const choice = localStorage.getItem("dark");
      return choice === null ? null : choice === "true";
    },
    keepDark: isDark => localStorage.setItem("dark", `${isDark}`),
    print: () => window.print(),
    // False where the browser keeps its clipboard to itself.
    copy: async text => {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return false;
      }
    },
    // Keeps what the server sends as a file.
    save: async (name, type, stream) => {
      const address = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type }));
      const link = Object.assign(document.createElement("a"), { href: address, download: name });
      link.click();
      URL.revokeObjectURL(address);
    },
    // The first of these elements that takes the focus.
    focusFirst: (...ids) => ids.map(id => document.getElementById(id)).find(element => element && !element.disabled)?.focus(),
    // Null where the layout is gone.
    setLayout: current => {
      layout = current;
      tellVisible();
      if (isWanted && layout !== null)
        open();
    },
  };
})();
