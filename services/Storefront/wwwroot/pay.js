// Pays with Stripe's form: the total is authorised, 3-D Secure included, and the order is placed with what was authorised.
(() => {
  const form = document.getElementById('checkout');
  const mount = document.getElementById('payment-element');
  if (!form || !mount || !window.Stripe) return;

  const stripe = window.Stripe(mount.dataset.key, { locale: document.documentElement.lang });
  const error = document.getElementById('payment-error');
  const token = form.elements.paymentToken;
  let elements = null;
  let isBusy = false;

  // The total that the page shows; null before there is one.
  const total = () => {
    const amount = form.elements.expectedTotal?.value;
    if (!amount) return null;
    const currency = form.elements.expectedCurrency.value;
    const decimals = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
    return { amount: Math.round(Number(amount) * 10 ** decimals), currency: currency.toLowerCase() };
  };

  const isSaved = () => {
    const chosen = form.querySelector('[name=payWith]:checked');
    return chosen !== null && chosen.value !== 'new';
  };

  const update = () => {
    const price = total();
    if (!price || price.amount === 0) return;
    const options = { ...price, setupFutureUsage: form.elements.saveCard.checked ? 'off_session' : null };
    if (elements) {
      elements.update(options);
      return;
    }
    const theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'night' : 'stripe';
    const cards = { mode: 'payment', captureMethod: 'manual', paymentMethodTypes: ['card'] };
    elements = stripe.elements({ ...cards, appearance: { theme }, ...options });
    elements.create('payment').mount(mount);
  };

  const authorize = async () => {
    if (!isSaved()) {
      const checked = await elements.submit();
      if (checked.error) return checked.error.message;
    }
    const response = await fetch(mount.dataset.authorization, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    const begun = await response.json();
    if (!response.ok) return begun.message;
    const confirmed = await stripe.confirmPayment({
      ...(isSaved() ? {} : { elements }),
      clientSecret: begun.clientSecret,
      confirmParams: { return_url: location.origin + mount.dataset.return },
      redirect: 'if_required',
    });
    if (confirmed.error) return confirmed.error.message;
    token.value = begun.token;
    return null;
  };

  form.addEventListener('submit', async (event) => {
    // Without a price, and for a price alone, the page is shown again. Nothing is authorised where a discount pays for all.
    if (token.value || event.submitter?.formNoValidate || !elements || total()?.amount === 0) return;
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    error.textContent = '';
    try {
      error.textContent = await authorize() ?? '';
    } catch {
      error.textContent = error.dataset.failed;
    }
    isBusy = false;
    if (token.value) form.submit();
  });

  // The page that a browser goes back to has the token of the order that was placed from it.
  addEventListener('pageshow', (event) => {
    if (event.persisted) token.value = '';
  });

  document.addEventListener('htmx:after:swap', update);
  form.addEventListener('change', update);
  update();
})();
