import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { Plane, type Account, type Region } from './plane.ts';

const REGIONS: Region[] = ['eu', 'ca', 'us'];

/** How long a start may take before it counts as failed, in milliseconds. */
const START_MS = 60_000;
/** Likewise for the end: requests in flight get fifteen seconds. */
const STOP_MS = 20_000;

/** Which program: `MANAGER_BIN`, or the release build of this tree. */
function program(): string {
  return process.env['MANAGER_BIN'] || resolve(import.meta.dirname, '../../target/release/manager');
}

/** For a program built without the application inside: the folder that holds it. */
function application(): string[] {
  const folder = process.env['MANAGER_APP'];
  return folder ? ['--app', resolve(folder)] : [];
}

/** A process that has said where it serves. */
interface Running {
  child: ChildProcess;
  url: string;
}

/** Starts the program and hands on everything it writes. */
async function launch(args: string[], hear: (text: string) => void): Promise<Running> {
  const child = spawn(program(), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let tell: (() => void) | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      hear(text);
      tell?.();
    });
  }
  try {
    const url = await new Promise<string>((ready, fail) => {
      const late = setTimeout(() => fail(new Error(`no address after ${START_MS} ms`)), START_MS);
      const end = (why: Error) => {
        clearTimeout(late);
        fail(why);
      };
      child.once('error', end);
      child.once('exit', (code) => end(new Error(`ended with ${code} before it was ready`)));
      tell = () => {
        const found = /http:\/\/127\.0\.0\.1:\d+(?=\/?\s)/.exec(said);
        if (!found) return;
        clearTimeout(late);
        tell = undefined;
        ready(found[0]);
      };
    });
    return { child, url };
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`${program()} ${args.join(' ')}: ${String(error)}\n${said}`);
  }
}

/** Asks a program to end, and waits until it has. */
async function terminate(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(late);
}

/** A running `manager serve` that relays to these control planes, as it does to real ones: addresses by endpoint. */
export async function relayTo(upstreams: Record<string, string>): Promise<{ url: string; stop: () => Promise<void> }> {
  const each = Object.entries(upstreams).flatMap(([endpoint, url]) => ['--upstream', `${endpoint}=${url}`]);
  const { child, url } = await launch(['serve', '--listen', '127.0.0.1:0', ...each, ...application()], () => {});
  return { url, stop: () => terminate(child) };
}

/** One running `manager serve` with its own control planes and its own data. */
export class Manager {
  private said = '';

  private constructor(
    private child: ChildProcess,
    private readonly folder: string,
    private readonly args: string[],
    /** Where it serves, without a slash at the end. */
    readonly url: string,
    /** The sample accounts of all regions. */
    readonly accounts: Account[],
  ) {}

  static async start(services?: number): Promise<Manager> {
    const folder = await mkdtemp(join(tmpdir(), 'manager-e2e-'));
    const data = join(folder, 'data');
    const args = ['--data', data, ...application()];
    if (services !== undefined) args.push('--services', String(services));
    try {
      let manager: Manager | undefined;
      let said = '';
      const free = REGIONS.flatMap((region) => ['--control-plane-port', `${region}=0`]);
      const { child, url } = await launch(['serve', '--listen', '127.0.0.1:0', ...free, ...args], (text) => {
        said += text;
        if (manager) manager.said += text;
      });
      const accounts = JSON.parse(await readFile(join(data, 'credentials.json'), 'utf8')) as Account[];
      manager = new Manager(child, folder, args, url, accounts);
      manager.said = said;
      return manager;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Starts again what `end` has ended, at the same addresses and with the same data. */
  async again(): Promise<void> {
    const { host } = new URL(this.url);
    const same = this.planes().flatMap((plane) => ['--control-plane-port', `${plane.region}=${plane.port}`]);
    const { child } = await launch(['serve', '--listen', host, ...same, ...this.args], (text) => (this.said += text));
    this.child = child;
  }

  /** Everything it wrote so far, on both streams. */
  get output(): string {
    return this.said;
  }

  /** The local control plane of a region, asked without the gateway. */
  plane(region: Region): Plane {
    const accounts = this.accountsOf(region);
    const first = accounts[0];
    if (!first) throw new Error(`no sample account in ${region}`);
    return new Plane(new URL(first.baseUrl).origin, accounts);
  }

  planes(): Plane[] {
    return REGIONS.map((region) => this.plane(region));
  }

  accountsOf(region: Region): Account[] {
    return this.accounts.filter((account) => account.region === region);
  }

  account(nic: string): Account {
    const found = this.accounts.find((account) => account.nic === nic);
    if (!found) throw new Error(`no sample account ${nic}`);
    return found;
  }

  /** Every value that must never be seen outside a request's headers. */
  secrets(): string[] {
    return this.accounts.flatMap((account) => [account.applicationSecret, account.consumerKey]);
  }

  /** Asks it to end, waits until it has, and keeps its data. */
  async end(): Promise<void> {
    await terminate(this.child);
    if (this.child.exitCode !== 0) {
      const how = this.child.signalCode ?? this.child.exitCode;
      throw new Error(`manager did not end cleanly (${how}):\n${this.said.slice(-2000)}`);
    }
  }

  /** Likewise, for good. */
  async stop(): Promise<void> {
    try {
      await this.end();
    } finally {
      await rm(this.folder, { recursive: true, force: true });
    }
  }
}
