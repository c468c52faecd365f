// The start of the application, watched from outside it. The application cannot
// report that it did not arrive, so this file does: no WebAssembly, a download
// that broke, a browser that refused the module, or a start that takes too long.
// The few sentences here are the only text outside the catalogues, because the
// catalogues arrive with the application.
(() => {
  'use strict';

  const SLOW_AFTER_MS = 10000;
  let started = false;

  // The box leaves the page when the application has drawn itself, and comes back if
  // that has to stop.
  let box = null;
  const part = (name) => box.querySelector(`#start-${name}`);

  // Nothing that a page or an API sent is ever shown here: `detail` is one of
  // the fixed words below, useful to whoever is asked for help. The first message
  // stands, as what follows is a consequence of it, unless the later one is surer.
  function fail(message, detail, surer = false) {
    box ??= document.getElementById('start');
    if (!box || (box.classList.contains('start-failed') && !surer)) return;
    if (!box.isConnected) document.body.append(box);
    document.body.classList.add('stopped');
    box.classList.add('start-failed');
    part('message').removeAttribute('role');
    part('message').textContent = message;
    part('detail').textContent = detail;
    part('detail').hidden = false;
    part('retry').hidden = false;
    part('retry').onclick = () => location.reload();
    part('box').setAttribute('role', 'alert');
  }

  function whenReady(action) {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', action, { once: true });
    else action();
  }

  const OLD =
    'This browser is too old for Manager. Use a current version of Firefox, Chrome, Edge or Safari.';
  const BROKEN =
    'Part of the application did not arrive. Check your connection, then try again.';
  const STOPPED =
    'The application stopped because of an error of its own. Try again: what the provider knows about your services is not affected.';

  // Reference types are the newest feature that the module uses (a table of externref).
  const probe = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 4, 4, 1, 111, 0, 0]);
  if (typeof WebAssembly !== 'object' || typeof WebAssembly.validate !== 'function') {
    whenReady(() => fail(OLD, 'no WebAssembly'));
    return;
  }
  if (!WebAssembly.validate(probe)) {
    whenReady(() => fail(OLD, 'WebAssembly without reference types'));
    return;
  }

  const beforeStart = (action) => {
    if (!started) whenReady(action);
  };

  window.addEventListener(
    'error',
    (event) => {
      const from = event.target;
      if (from && from !== window) {
        const name = from.tagName;
        if (name === 'SCRIPT' || (name === 'LINK' && from.rel === 'modulepreload')) {
          beforeStart(() => fail(BROKEN, 'a script did not load'));
        }
      } else {
        beforeStart(() => fail(BROKEN, 'the program did not start'));
      }
    },
    true,
  );
  window.addEventListener('unhandledrejection', () => {
    beforeStart(() => fail(BROKEN, 'the program did not load'));
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    if (event.blockedURI === 'wasm-eval') {
      beforeStart(() => fail(OLD, 'the page is not allowed to run WebAssembly', true));
    }
  });

  // The application says when its first screen is drawn, and when it has to stop.
  window.addEventListener('manager:started', () => {
    started = true;
    box = document.getElementById('start');
    box?.remove();
  });
  window.addEventListener('manager:stopped', (event) => {
    whenReady(() => fail(event.detail === 'start' ? BROKEN : STOPPED, event.detail === 'start' ? 'the texts did not load' : 'stopped'));
  });

  setTimeout(() => {
    if (started) return;
    whenReady(() => {
      box ??= document.getElementById('start');
      if (box && !box.classList.contains('start-failed')) {
        part('message').textContent = 'Still loading. Your connection may be slow.';
      }
    });
  }, SLOW_AFTER_MS);
})();
