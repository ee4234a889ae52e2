/** What each call may take at the 95th percentile, in milliseconds, under whatever load it is held. */
export const callLimits = {
  register: 1000,
  login: 1000,
  categories: 300,
  search: 400,
  product: 300,
  'cart-add': 300,
  cart: 300,
  card: 300,
  quote: 300,
  checkout: 300,
  'checkout-again': 300,
  order: 300,
};

/** From the checkout's begin until the order is Confirmed, at the 95th percentile, in milliseconds. */
export const confirmedLimit = 2000;

/** The least part of all expectations that must come true. */
export const expectedRate = 0.99;
