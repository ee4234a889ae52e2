// The search box as a combobox (WAI-ARIA): arrows move through the suggestions, Enter opens one, Escape closes them.
// Without this script it is a plain search field.
(() => {
  const input = document.querySelector('.search input');
  const box = document.getElementById('suggestions');
  if (!input || !box) return;

  const options = () => [...box.querySelectorAll('[role=option]')];
  let active = -1;

  const choose = (index) => {
    const all = options();
    active = index >= 0 && index < all.length ? index : -1;
    all.forEach((option, i) => option.setAttribute('aria-selected', i === active));
    if (active < 0) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', all[active].id);
      all[active].scrollIntoView({ block: 'nearest' });
    }
  };

  const show = () => {
    active = -1;
    input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-expanded', options().length > 0);
  };

  const close = () => {
    box.replaceChildren();
    show();
  };

  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', 'suggestions'], ['aria-expanded', 'false']]) {
    input.setAttribute(name, value);
  }

  new MutationObserver(show).observe(box, { childList: true });

  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && options().length > 0) {
      // The first Escape closes the list; a search field would lose its text, too.
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      options()[active].click();
    } else if (options().length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      choose(event.key === 'ArrowDown' ? active + 1 : active < 0 ? options().length - 1 : active - 1);
    }
  });

  document.addEventListener('click', (event) => {
    if (!event.target.closest('.search')) close();
  });
})();

// The checkout asks for a street where the chosen shipping method goes to one. Without this script the server does, when it shows the price.
(() => {
  const form = document.getElementById('checkout');
  if (!form) return;

  const sync = () => {
    const chosen = form.querySelector('[name=shippingMethod]:checked');
    if (!chosen) return;
    const isCollected = 'collected' in chosen.dataset;
    for (const part of form.querySelectorAll('[data-to-door]')) {
      part.hidden = isCollected;
      for (const field of part.querySelectorAll('input')) field.disabled = isCollected;
    }
    for (const part of form.querySelectorAll('legend [data-collected]')) part.hidden = !isCollected;
  };

  document.addEventListener('change', sync);
  document.addEventListener('htmx:afterSettle', sync);
})();
