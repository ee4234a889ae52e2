// What a person does in the shop, over any HTTP client: k6's or Node's. `shop` is
//   call(name, method, path, { body, headers })  a promise of { status, json }; name is what the call is counted under
//   expect(name, isSo)                           counts whether it is so, and gives it back
//   confirmed(milliseconds)                      counts how long an order took to be confirmed
//   sleep(seconds), now() in milliseconds, uuid(), chance(p), pick(list)

const PASSWORD = 'a load test buys things';
const SHIPPING = { name: 'A Shopper', street: '1 Main Street', city: 'Springfield', postalCode: '12345', country: 'US' };
const CARD = { number: '4242 4242 4242 4242', expiryMonth: 12, expiryYear: 2035, cvc: '123' };
const GROUPS = ['A', 'B'];

// Looked at so often, and no longer than that.
const LOOK_EVERY_SECONDS = 0.1;
const PATIENCE_MS = 30000;

/** Of all who come, so many buy. */
export const BUYERS = 0.25;

/** Somebody with an account of their own, made at the first visit that needs it. */
export function createShopper(shop) {
  const email = `load-${shop.uuid()}@example.com`;
  const group = shop.pick(GROUPS);
  let token;
  let isRegistered = false;

  const send = (name, method, path, body, headers = {}) =>
    shop.call(name, method, path, { body, headers: token ? { ...headers, Authorization: `Bearer ${token}` } : headers });

  /** Passwords cost processor time: who comes when many sign in is asked to wait a moment, and does. */
  async function sendPatiently(name, path, body) {
    for (let attempt = 1; ; attempt++) {
      const answer = await send(name, 'POST', path, body);
      if (answer.status !== 503 || attempt === 5) return answer;
      await shop.sleep(3);
    }
  }

  async function signIn() {
    token = undefined;
    if (!isRegistered) {
      const account = await sendPatiently('register', '/users', { email, password: PASSWORD, name: 'A Shopper' });
      isRegistered = shop.expect('an account is made', account.status === 201);
      if (!isRegistered) return;
    }
    const session = await sendPatiently('login', '/users/login', { email, password: PASSWORD });
    if (shop.expect('the account signs in', session.status === 200)) token = session.json.accessToken;
  }

  /** Searches by the name of a category, and opens one of the products found. */
  async function lookAround() {
    const categories = await send('categories', 'GET', '/categories');
    if (!shop.expect('there are categories', categories.status === 200 && categories.json.length > 0)) return undefined;
    const query = encodeURIComponent(shop.pick(categories.json).name);
    const found = await send('search', 'GET', `/search?q=${query}&inStock=true&limit=20`);
    if (!shop.expect('the search answers', found.status === 200)) return undefined;
    const items = found.json.items.length > 0 ? found.json.items : found.json.alternatives ?? [];
    if (items.length === 0) return undefined;
    const product = await send('product', 'GET', `/products/${shop.pick(items).id}`);
    return shop.expect('the product opens', product.status === 200) ? product.json : undefined;
  }

  async function fillCart(product) {
    const variants = product.variants.filter((variant) => variant.available > 0);
    // Somebody else may have been faster: then there is nothing to buy.
    if (variants.length === 0) return false;
    const added = await send('cart-add', 'POST', '/carts/me/items', { sku: shop.pick(variants).sku, quantity: 1 });
    if (added.status === 409) return false;
    if (!shop.expect('the cart takes it', added.status === 200)) return false;
    const cart = await send('cart', 'GET', '/carts/me');
    return shop.expect('the cart has it', cart.status === 200 && cart.json.items.length > 0);
  }

  async function checkOut() {
    const card = await send('card', 'POST', '/payments/methods', CARD);
    if (!shop.expect('the card is taken', card.status === 201)) return;
    const quote = await send('quote', 'POST', '/orders/quote', { shippingAddress: { country: SHIPPING.country } });
    if (!shop.expect('the cart has a price', quote.status === 200)) return;
    const begun = shop.now();
    const headers = { 'Idempotency-Key': shop.uuid(), 'x-test-group': group };
    const wish = { paymentToken: card.json.token, expectedTotal: quote.json.total, shippingAddress: SHIPPING };
    const placed = await send('checkout', 'POST', '/orders', wish, headers);
    if (!shop.expect('the order is accepted', placed.status === 202)) return;
    if (shop.chance(0.1)) {
      const again = await send('checkout-again', 'POST', '/orders', wish, headers);
      shop.expect('the same key is the same order', again.status === 202 && again.json.id === placed.json.id);
    }
    await untilConfirmed(placed.json.id, begun);
  }

  async function untilConfirmed(id, begun) {
    let status = 'Placed';
    while (!['Confirmed', 'Cancelled'].includes(status) && shop.now() - begun < PATIENCE_MS) {
      await shop.sleep(LOOK_EVERY_SECONDS);
      const order = await send('order', 'GET', `/orders/${id}`);
      status = order.json?.status ?? status;
    }
    if (shop.expect('the order is confirmed', status === 'Confirmed')) shop.confirmed(shop.now() - begun);
  }

  return {
    browse: lookAround,
    async buy() {
      if (!token) await signIn();
      if (!token) return;
      const product = await lookAround();
      if (product && (await fillCart(product))) await checkOut();
    },
    /** A token lives for an hour; a test may live longer. */
    forget() {
      token = undefined;
    },
  };
}

/** One visit: most look around, some buy. */
export async function visit(shop, shopper, buyers = BUYERS) {
  await (shop.chance(buyers) ? shopper.buy() : shopper.browse());
}
