// Checks, each told to `suite.py` as a line of JSON.

/** A check failed, so what builds on it cannot be checked. */
class Broken extends Error {}

function record(scope, name, trouble) {
  process.stdout.write(`${JSON.stringify({ scope, name, trouble })}\n`);
}

/** Checks under a common name. */
export class Scope {
  constructor(name) {
    this.name = name;
  }

  /** Records whether `body` throws; gives what it returns. */
  async check(name, body) {
    try {
      const result = await body();
      record(this.name, name, null);
      return result;
    } catch (error) {
      record(this.name, name, describe(error));
      throw new Broken();
    }
  }

  /** Runs checks that build on each other: a failure ends only these. */
  async journey(steps) {
    try {
      await steps();
    } catch (error) {
      if (error instanceof Broken) return;
      record(this.name, 'goes on to the next check', describe(error));
    }
  }
}

function describe(error) {
  if (!(error instanceof Error)) {
    // What the client rejects with.
    return `the client said ${JSON.stringify(error)}`;
  }
  const place = /([a-z_]+\.js:\d+)/.exec(error.stack.slice(error.stack.indexOf('\n')));
  return `${error.message.replaceAll(/\s+/g, ' ')} (${place?.[1]})`;
}
