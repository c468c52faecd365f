// The official Node client, with the keys of every sample account, over TLS.
//
//   node node_client.js CREDENTIALS KEY CERTIFICATE
//
// NODE_EXTRA_CA_CERTS must name the certificate, which is for `localhost`.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import https from 'node:https';

import ovh from '@ovhcloud/node-ovh';

import { Scope } from './node_report.js';
import { terminate } from './tls_terminator.js';

const PRODUCTS = JSON.parse(readFileSync(new URL('products.json', import.meta.url)));
// Every plane of Unicode, and what means something in a URL, a form or HTML.
const UNICODE = 'Zoë & Śliwa – 東京 🦜 50% + <b>"1"</b> #2?/=';
// How many of a list's items are read one by one.
const SOME = 5;
const TIMEOUT = 15_000;

const [credentials, key, cert] = process.argv.slice(2).map((file) => readFileSync(file));
const accounts = JSON.parse(credentials);
const ends = new Map();
for (const { baseUrl } of accounts) {
  if (!ends.has(baseUrl)) ends.set(baseUrl, await terminate(baseUrl, { key, cert }));
}

/** The client itself waits for ever when an answer is cut short. */
function soon(answer) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(reject, TIMEOUT, new Error(`no answer after ${TIMEOUT} ms`));
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** A client as anybody makes it, with some of the parameters replaced. */
function connect(keys, other = {}) {
  const client = ovh({
    host: 'localhost',
    port: ends.get(keys.baseUrl).address().port,
    basePath: '/1.0',
    appKey: keys.applicationKey,
    appSecret: keys.applicationSecret,
    consumerKey: keys.consumerKey,
    ...other,
  });
  const call = (method) => (path, params) =>
    soon(client.requestPromised(method, path, params ?? {}));
  return { client, get: call('GET'), put: call('PUT'), post: call('POST'), delete: call('DELETE') };
}

/** The call must be refused with this status and these words. */
async function refused(call, status, words) {
  const answer = await call.then(
    () => ({ error: 'accepted' }),
    (error) => error,
  );
  equal(answer.error, status, `${JSON.stringify(answer)} instead of ${status}`);
  match(answer.message, words);
}

async function identity(scope, api, keys) {
  await scope.check('tells the time', async () => {
    const told = await api.get('/auth/time');
    ok(Number.isInteger(told) && Math.abs(told - Date.now() / 1000) < 60, `${told}`);
  });
  await scope.check('reads the account, by both names of the version', async () => {
    const me = await api.get('/me');
    equal(me.nichandle, keys.nic);
    deepEqual(await api.get('/v1/me'), me);
  });
  await scope.check('reads its credentials', async () => {
    const [first] = await api.get('/me/api/credential', { status: 'validated' });
    const credential = await api.get(`/me/api/credential/${first}`);
    equal(credential.credentialId, first);
    equal(credential.status, 'validated');
  });
  // The client signs nothing below /auth.
  await scope.check('is told to log in where the client leaves out the signature', () =>
    refused(api.get('/auth/currentCredential'), 401, /^You must login first/),
  );
}

async function services(scope, api) {
  const ids = await scope.check('lists services by number', async () => {
    const listed = await api.get('/services');
    ok(listed.length > 0 && listed.every(Number.isInteger), JSON.stringify(listed));
    return listed;
  });
  await scope.check('reads several, and the object that each leads to', async () => {
    for (const id of ids.slice(0, SOME)) {
      const service = await api.get(`/services/${id}`);
      equal(service.serviceId, id);
      await api.get(service.route.url);
    }
  });
}

async function products(scope, api, region) {
  for (const { list, name, infos = true, regions } of PRODUCTS) {
    await scope.journey(async () => {
      if (!regions.includes(region)) {
        await scope.check(`${list} is not there`, () =>
          refused(api.get(list), 404, /^Got an invalid \(or empty\) URL/),
        );
        return;
      }
      const [first] = await scope.check(`${list} is listed`, async () => {
        const names = await api.get(list);
        ok(Array.isArray(names));
        return names;
      });
      if (first === undefined) return;
      await scope.check(`${list} has an object${infos ? ' and serviceInfos' : ''}`, async () => {
        const path = `${list}/${encodeURIComponent(first)}`;
        const found = await api.get(path);
        if (name) equal(found[name], first);
        if (infos) equal((await api.get(`${path}/serviceInfos`)).domain, first);
      });
    });
  }
}

async function changes(scope, api) {
  await scope.check('changes the account and reads it back', async () => {
    const before = await api.get('/me');
    const city = `${UNICODE} (Node)`;
    await api.put('/me', { city });
    deepEqual(await api.get('/me'), { ...before, city });
  });
  await scope.check('changes a display name and reads it back', async () => {
    const service = `/services/${(await api.get('/services'))[0]}`;
    await api.put(service, { displayName: UNICODE });
    equal((await api.get(service)).resource.displayName, UNICODE);
  });
}

async function ticket(scope, api) {
  const subject = `Node ${UNICODE}`;
  const written = ['1st', '2nd', '3rd'].map((number) => `${number} message\n${UNICODE}`);
  const bodies = async (path) => {
    const messages = await api.get(`${path}/messages`);
    // The desk may have answered meanwhile.
    return messages.filter(({ from }) => from === 'customer').map(({ body }) => body).sort();
  };
  const state = async (path) => (await api.get(path)).state;

  const [path, id] = await scope.check('opens a ticket and reads it', async () => {
    const opened = await api.post('/support/tickets/create', {
      subject,
      body: written[0],
      category: 'assistance',
    });
    const path = `/support/tickets/${opened.ticketId}`;
    const read = await api.get(path);
    deepEqual([read.ticketId, read.subject, read.state], [opened.ticketId, subject, 'open']);
    deepEqual(await bodies(path), written.slice(0, 1));
    return [path, opened.ticketId];
  });
  await scope.check('finds it by words that a query must encode', async () => {
    deepEqual(await api.get('/support/tickets', { subject, status: 'open' }), [id]);
  });
  await scope.check('replies', async () => {
    await api.post(`${path}/reply`, { body: written[1] });
    deepEqual(await bodies(path), written.slice(0, 2));
  });
  await scope.check('closes it, after which it takes no reply', async () => {
    equal(await api.post(`${path}/close`), null);
    equal(await state(path), 'closed');
    await refused(api.post(`${path}/reply`, { body: 'Too late' }), 409, /closed/);
  });
  await scope.check('opens it again', async () => {
    await api.post(`${path}/reopen`, { body: written[2] });
    equal(await state(path), 'open');
    deepEqual(await bodies(path), written);
  });
  await scope.check('closes it for good', async () => {
    await api.post(`${path}/close`);
    equal(await state(path), 'closed');
  });
}

/** What the provider knows of addresses, and one that is unblocked. */
async function blocked(scope, api) {
  for (const block of await api.get('/ip')) {
    const path = `/ip/${encodeURIComponent(block)}`;
    const spamming = await api.get(`${path}/spam`, { state: 'blockedForSpam' });
    for (const address of spamming) {
      await scope.check('unblocks an address that was blocked for spam', async () => {
        const spam = `${path}/spam/${address}`;
        equal((await api.get(spam)).state, 'blockedForSpam');
        equal((await api.post(`${spam}/unblock`)).state, 'unblocking');
        await refused(api.post(`${spam}/unblock`), 409, /unblocked/);
      });
    }
  }
}

async function errors(scope, api, keys) {
  const cases = [
    ['a path that nobody declared', api, '/no/such/path', 404, /^Got an invalid \(or empty\) URL/],
    ['a service of nobody', api, '/services/0', 404, /0/],
    ['a query parameter that nobody declared', api, '/me?colour=blue', 400, /not described/],
    ['a wrong consumer key', connect(keys, { consumerKey: 'x'.repeat(32) }), '/me', 403,
      /^This credential does not exist/],
    ['a wrong application key', connect(keys, { appKey: 'x'.repeat(16) }), '/me', 403,
      /^This application key is invalid/],
    ['a wrong application secret', connect(keys, { appSecret: 'x'.repeat(32) }), '/me', 400,
      /^Invalid signature/],
    ['a clock that is an hour off', connect(keys, { apiTimeDiff: 3600 }), '/me', 400, /timestamp/],
  ];
  for (const [name, asking, path, status, words] of cases) {
    await scope.check(`is told about ${name} by ${status}`, () =>
      refused(asking.get(path), status, words),
    );
  }
}

/** The client loads the schema documents it is told to use, and warns of each
 * call that is not in them. */
async function schemas(scope, keys) {
  const here = PRODUCTS.filter(({ regions }) => regions.includes(keys.region));
  const sections = here.map(({ list }) =>
    list.replace(/^\/(domain|ip|cloud)\/.*/, '/$1').slice(1),
  );
  const warnings = [];
  const warn = (warning) => warnings.push(warning);
  const apis = [...new Set(['auth', 'me', 'services', 'support', ...sections])];
  const api = connect(keys, { apis, warn });
  await scope.check('loads the schemas of every section', async () => {
    await api.get('/me');
    for (const { list } of here) {
      const parts = list.slice(1).split('/');
      const declared = parts.reduce((tree, part) => tree?.[part], api.client.apis);
      const methods = declared?._api?.operations.map(({ httpMethod }) => httpMethod);
      ok(methods?.includes('GET'), `GET ${list} is in no schema`);
    }
  });
  await scope.check('makes no call that the schemas do not have', async () => {
    const [service] = await api.get('/services');
    await api.get(`/services/${service}`);
    const [open] = await api.get('/support/tickets');
    if (open) await api.get(`/support/tickets/${open}/messages`);
    for (const { list } of here) await api.get(list);
    deepEqual(warnings, []);
  });
  await scope.check('warns of one that they do not have', async () => {
    await api.get('/no/such/path').catch(() => {});
    equal(warnings.length, 1);
    match(warnings[0], /was not found in the API schemas/);
  });
}

const described = new Set();
for (const keys of accounts) {
  const scope = new Scope(`${keys.region} ${keys.nic}`);
  const api = connect(keys);
  await scope.journey(() => identity(scope, api, keys));
  await scope.journey(() => services(scope, api));
  await scope.journey(() => products(scope, api, keys.region));
  await scope.journey(() => changes(scope, api));
  await scope.journey(() => ticket(scope, api));
  await scope.journey(() => blocked(scope, api));
  await scope.journey(() => errors(scope, api, keys));
  if (!described.has(keys.region)) {
    described.add(keys.region);
    await scope.journey(() => schemas(scope, keys));
  }
}
https.globalAgent.destroy();
for (const server of ends.values()) server.close();
