// Waits until the shop answers, then says where it is and who can sign in. Ends with the app host that started it.
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const started = Date.now();
const appHost = process.ppid;
const gateway = `http://localhost:${process.env.GATEWAY_PORT}`;
const storefront = `http://localhost:${process.env.STOREFRONT_PORT}`;
const secrets = join(homedir(), '.microsoft', 'usersecrets', 'ecommerce-apphost', 'secrets.json');

const healthy = async address => {
  try {
    return (await fetch(`${address}/health`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
};

// An embedded secret store, or the environment where somebody chose the password.
const demoPassword = async () =>
  process.env['Parameters__demo-password'] ?? JSON.parse((await readFile(secrets, 'utf8')).replace(/^\uFEFF/, ''))['Parameters:demo-password'];

while (!(await healthy(gateway) && await healthy(storefront))) {
  await sleep(300);
  if (process.ppid !== appHost) process.exit();
}

console.log(`
The shop is open (${((Date.now() - started) / 1000).toFixed(1)} s)
  Storefront  ${storefront}
  Gateway     ${gateway}
  Mail        http://localhost:${process.env.MAIL_PORT}/
  Accounts    admin@, service@, inventory@ and customer@ecommerce.example, password ${await demoPassword()}
  Test cards  4242 4242 4242 4242 is accepted, 4000 0000 0000 0002 is declined
`);
