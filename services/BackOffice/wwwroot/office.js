// What Blazor cannot do from the server: keep a choice in the browser, and hear a key before the browser does.
(() => {
  let layout = null;
  document.addEventListener("keydown", event => {
    if (layout !== null && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      layout.invokeMethodAsync("OpenPaletteAsync");
    }
  });
  window.office = {
    darkChoice: () => {
      const choice = localStorage.getItem("dark");
      return choice === null ? null : choice === "true";
    },
    keepDark: isDark => localStorage.setItem("dark", `${isDark}`),
    // Null where the layout is gone.
    setLayout: open => { layout = open; },
  };
})();
