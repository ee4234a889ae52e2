// k6 run -e BASE_URL=https://api.ecommerce.example -e RATE=20 -e DURATION=10m loadtest/k6.js
import { check, sleep } from 'k6';
import http from 'k6/http';
import { Trend } from 'k6/metrics';
import { createShopper, visit } from './journey.js';
import { callLimits, confirmedLimit, expectedRate } from './limits.js';

const BASE_URL = __ENV.BASE_URL || 'http://localhost:8080';
const RATE = Number(__ENV.RATE || 10);
const DURATION = __ENV.DURATION || '5m';
// While things are broken on purpose, calls may fail and be slow: what visitors are told must still be true.
const UNDER_CHAOS = __ENV.UNDER_CHAOS === 'true';

const confirmed = new Trend('checkout_to_confirmed', true);

export const options = {
  scenarios: {
    // An open model: people come whether the shop answers those before them or not.
    visits: {
      executor: 'constant-arrival-rate',
      rate: RATE,
      timeUnit: '1s',
      duration: DURATION,
      preAllocatedVUs: RATE * 5,
      maxVUs: RATE * 50,
    },
  },
  thresholds: UNDER_CHAOS ? { checks: ['rate>0.9'] } : {
    ...Object.fromEntries(Object.entries(callLimits).map(([name, limit]) => [`http_req_duration{name:${name}}`, [`p(95)<${limit}`]])),
    checkout_to_confirmed: [`p(95)<${confirmedLimit}`],
    checks: [`rate>${expectedRate}`],
    http_req_failed: ['rate<0.01'],
    // Nobody was turned away because the load generator was out of people.
    dropped_iterations: ['count<1'],
  },
  summaryTrendStats: ['avg', 'med', 'p(95)', 'p(99)', 'max'],
  userAgent: 'ecommerce-loadtest/1.0 (k6)',
};

// What somebody else bought first is no failure of the shop's.
http.setResponseCallback(http.expectedStatuses({ min: 200, max: 399 }, 409));

const shop = {
  async call(name, method, path, { body, headers }) {
    const response = await http.asyncRequest(method, `${BASE_URL}${path}`, body === undefined ? null : JSON.stringify(body), {
      headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
      tags: { name },
      timeout: '30s',
    });
    return { status: response.status, json: response.body && response.status < 400 ? response.json() : undefined };
  },
  expect: (name, isSo) => check(null, { [name]: () => isSo }),
  confirmed: (milliseconds) => confirmed.add(milliseconds),
  sleep: (seconds) => sleep(seconds),
  now: () => Date.now(),
  uuid: () => crypto.randomUUID(),
  chance: (probability) => Math.random() < probability,
  pick: (list) => list[Math.floor(Math.random() * list.length)],
};

// Of each virtual user, who comes again and again.
const SESSION_MS = 45 * 60 * 1000;
let shopper;
let since = 0;

export default async function () {
  shopper ??= createShopper(shop);
  if (shop.now() - since > SESSION_MS) {
    shopper.forget();
    since = shop.now();
  }
  await visit(shop, shopper);
}
