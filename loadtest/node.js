// The same visits without k6, for a try and for tests: node loadtest/node.js --url http://localhost:8080 --rate 5 --seconds 20
import { parseArgs } from 'node:util';
import { BUYERS, createShopper, visit } from './journey.js';
import { callLimits, confirmedLimit, expectedRate } from './limits.js';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:8080' },
    rate: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '20' },
    buyers: { type: 'string', default: `${BUYERS}` },
    // For a machine that does other things meanwhile: limits are so many times what they are.
    slack: { type: 'string', default: '1' },
  },
});
const [rate, seconds, buyers, slack] = [values.rate, values.seconds, values.buyers, values.slack].map(Number);
if (!URL.canParse(values.url) || !(rate > 0) || !(seconds > 0) || !(buyers >= 0 && buyers <= 1) || !(slack >= 1)) {
  console.error('usage: node loadtest/node.js --url http://HOST:PORT [--rate VISITS_A_SECOND] [--seconds SECONDS] [--buyers 0..1] [--slack TIMES]');
  process.exit(2);
}

const durations = new Map();
const confirmations = [];
const expectations = new Map();
const unanswered = new Map();

const count = (map, key, value) => map.set(key, (map.get(key) ?? 0) + value);

async function call(name, method, path, { body, headers }) {
  const begun = performance.now();
  try {
    const response = await fetch(new URL(path, values.url), {
      method,
      headers: { 'User-Agent': 'ecommerce-loadtest/1.0 (node)', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(30000),
    });
    const text = await response.text();
    durations.set(name, [...(durations.get(name) ?? []), performance.now() - begun]);
    if (response.status >= 400) count(unanswered, `${name} ${response.status}`, 1);
    return { status: response.status, json: response.status < 400 && text ? JSON.parse(text) : undefined };
  } catch (failure) {
    count(unanswered, `${name} ${failure.name}`, 1);
    return { status: 0 };
  }
}

const shop = {
  call,
  expect(name, isSo) {
    const seen = expectations.get(name) ?? { met: 0, missed: 0 };
    seen[isSo ? 'met' : 'missed']++;
    expectations.set(name, seen);
    return isSo;
  },
  confirmed: (milliseconds) => confirmations.push(milliseconds),
  sleep: (duration) => new Promise((resolve) => setTimeout(resolve, duration * 1000)),
  now: () => performance.now(),
  uuid: () => crypto.randomUUID(),
  chance: (probability) => Math.random() < probability,
  pick: (list) => list[Math.floor(Math.random() * list.length)],
};

// Whoever is through with a visit comes again; if nobody is free, somebody new does.
const free = [];

async function oneVisit() {
  const shopper = free.shift() ?? createShopper(shop);
  await visit(shop, shopper, buyers);
  free.push(shopper);
}

async function allVisits() {
  const visits = [];
  const begun = performance.now();
  for (let number = 0; number < rate * seconds; number++) {
    const wait = begun + (number * 1000) / rate - performance.now();
    if (wait > 0) await shop.sleep(wait / 1000);
    visits.push(oneVisit());
  }
  await Promise.all(visits);
}

function p95(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1];
}

function report() {
  const rows = [...durations].map(([call, times]) => ({ call, count: times.length, p95: Math.round(p95(times)), limit: callLimits[call] }));
  if (confirmations.length > 0) rows.push({ call: 'checkout to Confirmed', count: confirmations.length, p95: Math.round(p95(confirmations)), limit: confirmedLimit });
  console.table(rows);
  const missed = [...expectations].filter(([, seen]) => seen.missed > 0).map(([name, seen]) => `${name}: missed ${seen.missed} of ${seen.met + seen.missed}`);
  const met = [...expectations.values()].reduce((sum, seen) => ({ met: sum.met + seen.met, all: sum.all + seen.met + seen.missed }), { met: 0, all: 0 });
  for (const line of [...missed, ...[...unanswered].map(([name, times]) => `${name}: ${times}`)]) console.log(line);
  console.log(`${met.met} of ${met.all} expectations met, ${confirmations.length} orders confirmed`);
  const slow = rows.filter((row) => row.p95 > row.limit * slack).map((row) => row.call);
  if (slow.length > 0) console.log(`over their limit: ${slow.join(', ')}`);
  return slow.length === 0 && met.met / met.all > expectedRate && (buyers === 0 || confirmations.length > 0);
}

await allVisits();
process.exit(report() ? 0 : 1);
