// The search box as a combobox (WAI-ARIA): arrows move through the suggestions, Enter opens one, Escape and Tab close them.
// Without this script it is a plain search field.
(() => {
  const input = document.querySelector('.search input');
  const box = document.getElementById('suggestions');
  if (!input || !box) return;

  // Of the page's language: /search, /de/search.
  const page = input.form.getAttribute('action');
  const options = () => [...box.querySelectorAll('[role=option]')];
  let active = -1;
  let isDismissed = false;

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
    isDismissed = true;
    box.replaceChildren();
  };

  // What was searched for last: kept in this browser, and offered while the field is empty.
  const key = 'searches';
  const kept = 5;

  const recent = {
    read() {
      try {
        const list = JSON.parse(localStorage.getItem(key));
        return Array.isArray(list) ? list.filter((text) => typeof text === 'string').slice(0, kept) : [];
      } catch {
        return [];
      }
    },
    add(text) {
      if (navigator.globalPrivacyControl || navigator.doNotTrack === '1') return;
      try {
        localStorage.setItem(key, JSON.stringify([text, ...this.read().filter((other) => other !== text)].slice(0, kept)));
      } catch {
        // The browser keeps nothing.
      }
    },
    clear() {
      try {
        localStorage.removeItem(key);
      } catch {
        // Nothing was kept.
      }
    },
  };

  const option = (tag, id, text) => {
    const element = document.createElement(tag);
    element.id = id;
    element.textContent = text;
    element.tabIndex = -1;
    element.setAttribute('role', 'option');
    element.setAttribute('aria-selected', 'false');
    const item = document.createElement('li');
    item.setAttribute('role', 'presentation');
    item.append(element);
    return item;
  };

  const offerRecent = () => {
    const searches = recent.read();
    if (input.value !== '' || document.activeElement !== input || options().length > 0 || searches.length === 0) return;
    isDismissed = false;
    const list = document.createElement('ul');
    list.className = 'suggestions';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', box.dataset.recent);
    searches.forEach((text, i) => {
      const item = option('a', `recent-${i}`, text);
      item.firstChild.href = `${page}?${new URLSearchParams({ q: text })}`;
      list.append(item);
    });
    const clear = option('button', 'recent-clear', box.dataset.clear);
    clear.firstChild.type = 'button';
    clear.firstChild.addEventListener('click', () => {
      recent.clear();
      close();
      input.focus();
    });
    list.append(clear);
    box.replaceChildren(list);
  };

  const searched = location.pathname === page ? new URLSearchParams(location.search).get('q')?.trim() : null;
  if (searched) recent.add(searched);
  document.addEventListener('submit', (event) => {
    // Whoever comes next to this browser is somebody else.
    if (event.target.getAttribute('action')?.endsWith('/logout')) recent.clear();
  });
  input.addEventListener('focus', offerRecent);
  input.addEventListener('click', offerRecent);
  input.addEventListener('input', () => { isDismissed = false; });

  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', 'suggestions'], ['aria-expanded', 'false']]) {
    input.setAttribute(name, value);
  }

  new MutationObserver(() => {
    show();
    if (!isDismissed) offerRecent();
  }).observe(box, { childList: true });

  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && options().length > 0) {
      // The first Escape closes the list; a search field would lose its text, too.
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      options()[active].click();
    } else if (event.key === 'ArrowDown' && options().length === 0) {
      offerRecent();
    } else if (options().length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      choose(event.key === 'ArrowDown' ? active + 1 : active < 0 ? options().length - 1 : active - 1);
    }
  });

  // A click into the list leaves the focus in the field.
  box.addEventListener('mousedown', (event) => event.preventDefault());
  input.addEventListener('blur', close);

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
  document.addEventListener('htmx:after:swap', sync);
})();

// Enter in the discount code's field applies it; in others it presses the form's first button.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.target.name !== 'discountCode') return;
  event.preventDefault();
  event.target.closest('.apply').querySelector('button').click();
});

// A heart changes on the spot, wherever its product is on the page.
document.addEventListener('htmx:after:request', (event) => {
  const form = event.target.closest('.wish');
  const { response, hx } = event.detail.ctx;
  if (!form || response.status !== 204 || hx.redirect) return;
  const wished = form.elements.wished.value === 'true';
  for (const same of document.querySelectorAll(`.wish[action="${form.getAttribute('action')}"]`)) {
    same.elements.wished.value = !wished;
    same.querySelector('button').setAttribute('aria-pressed', wished);
  }
});
