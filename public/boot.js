// The start of the application, watched from outside it. The application cannot
// report that it did not arrive, so this file does: no WebAssembly, a download
// that broke, a browser that refused the module, or a start that takes too long.
// Before that it chooses the language, so that its texts are on their way at once.
// The few sentences here are the only text outside the catalogues, because the
// catalogues arrive with the application.
(() => {
  'use strict';

  const SAID = {
    en: {
      loading: 'Loading the application…',
      slow: 'Still loading. Your connection may be slow.',
      again: 'Try again',
      old: 'This browser is too old for Manager. Use a current version of Firefox, Chrome, Edge or Safari.',
      broken: 'Part of the application did not arrive. Check your connection, then try again.',
      stopped:
        'The application stopped because of an error of its own. Try again: what the provider knows about your services is not affected.',
    },
    fr: {
      loading: 'Chargement de l’application…',
      slow: 'Le chargement continue. Votre connexion est peut-être lente.',
      again: 'Réessayer',
      old: 'Ce navigateur est trop ancien pour Manager. Utilisez une version récente de Firefox, Chrome, Edge ou Safari.',
      broken: 'Une partie de l’application n’est pas arrivée. Vérifiez votre connexion, puis réessayez.',
      stopped:
        'L’application s’est arrêtée à cause d’une erreur interne. Réessayez\u00a0: ce que le fournisseur sait de vos services n’est pas touché.',
    },
  };

  // The language: the one that was chosen here, or the first of the reader's that we have.
  // The application finds the outcome on the element: `lang`, and in `data-locale` how the
  // reader writes dates and numbers in that language.
  const STORED_AS = 'language';
  const root = document.documentElement;
  const say = (what) => (SAID[root.lang] ?? SAID.en)[what];
  const languageOf = (tag) => tag.split(/[-_]/)[0].toLowerCase();
  const wanted = navigator.languages ?? [navigator.language ?? 'en'];

  function speak(language) {
    root.lang = language;
    // Some systems name locales that `Intl` refuses (`en-US@posix`).
    const usable = (tag) => {
      try {
        return languageOf(tag) === language && Intl.getCanonicalLocales(tag).length === 1;
      } catch {
        return false;
      }
    };
    root.dataset.locale = wanted.find(usable) ?? language;
  }

  let chosen = '';
  try {
    chosen = localStorage.getItem(STORED_AS) ?? '';
  } catch {
    // Storage is blocked: every visit follows the browser.
  }
  const offered = root.dataset.languages.split(' ').map((pair) => pair.split(':')[0]);
  speak([chosen, ...wanted].map(languageOf).find((one) => offered.includes(one)) ?? 'en');
  const texts = document.createElement('link');
  Object.assign(texts, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: `/locales/${root.lang}.json` });
  document.head.append(texts);

  // Another one was chosen in the application, which has its texts already.
  window.addEventListener('manager:language', (event) => {
    speak(event.detail);
    try {
      localStorage.setItem(STORED_AS, event.detail);
    } catch {
      // It lasts as long as the page.
    }
  });

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

  // As soon as the page is read; what is loaded besides may still be on its way.
  function whenReady(action) {
    if (document.readyState === 'loading') document.addEventListener('readystatechange', action, { once: true });
    else action();
  }

  // The page itself is written in English.
  whenReady(() => {
    box = document.getElementById('start');
    if (!box) return;
    part('message').textContent = say('loading');
    part('retry').textContent = say('again');
  });

  // Reference types are the newest feature that the module uses (a table of externref).
  const probe = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 4, 4, 1, 111, 0, 0]);
  if (typeof WebAssembly !== 'object' || typeof WebAssembly.validate !== 'function') {
    whenReady(() => fail(say('old'), 'no WebAssembly'));
    return;
  }
  if (!WebAssembly.validate(probe)) {
    whenReady(() => fail(say('old'), 'WebAssembly without reference types'));
    return;
  }

  const beforeStart = (action) => {
    if (!started) whenReady(action);
  };

  // An error of the program's own ends in a trap, and nothing of it can go on. What it
  // was about is not said: it could hold what an API sent.
  const stopped = (error) => {
    if (!(error instanceof WebAssembly.RuntimeError)) return false;
    whenReady(() => fail(say('stopped'), 'stopped'));
    return true;
  };

  window.addEventListener(
    'error',
    (event) => {
      if (stopped(event.error)) return;
      const from = event.target;
      if (from && from !== window) {
        const name = from.tagName;
        if (name === 'SCRIPT' || (name === 'LINK' && from.rel === 'modulepreload')) {
          beforeStart(() => fail(say('broken'), 'a script did not load'));
        }
      } else {
        beforeStart(() => fail(say('broken'), 'the program did not start'));
      }
    },
    true,
  );
  window.addEventListener('unhandledrejection', (event) => {
    if (stopped(event.reason)) return;
    beforeStart(() => fail(say('broken'), 'the program did not load'));
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    if (event.blockedURI === 'wasm-eval') {
      beforeStart(() => fail(say('old'), 'the page is not allowed to run WebAssembly', true));
    }
  });

  // The application says when its first screen is drawn, and when what it needs at the
  // start did not arrive.
  window.addEventListener('manager:started', () => {
    started = true;
    box = document.getElementById('start');
    box?.remove();
  });
  window.addEventListener('manager:stopped', () => {
    whenReady(() => fail(say('broken'), 'the texts did not load'));
  });

  setTimeout(() => {
    if (started) return;
    whenReady(() => {
      box ??= document.getElementById('start');
      if (box && !box.classList.contains('start-failed')) {
        part('message').textContent = say('slow');
      }
    });
  }, SLOW_AFTER_MS);
})();
