'use strict';
// Times in the viewer's zone, pages that keep themselves up to date, and commands, which go to the API as JSON.
(() => {
  const all = (css, root = document) => root.querySelectorAll(css);
  const units = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit'});
  const day = new Intl.DateTimeFormat(undefined, {month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit'});
  const exact = new Intl.DateTimeFormat(undefined, {dateStyle: 'full', timeStyle: 'long'});

  function span(seconds) {
    const at = units.findIndex(([size]) => seconds >= size);
    if (at < 0) return '0 s';
    const [size, name] = units[at];
    const next = units[at + 1];
    const rest = next ? Math.floor((seconds % size) / next[0]) : 0;
    return Math.floor(seconds / size) + ' ' + name + (rest && size > 60 ? ' ' + rest + ' ' + next[1] : '');
  }

  function show(time) {
    const at = new Date(time.dateTime);
    if (isNaN(at)) return;
    const away = (at - Date.now()) / 1000;
    switch (time.dataset.as) {
      case 'clock': time.textContent = clock.format(at); break;
      case 'at': time.textContent = day.format(at); break;
      case 'until':
        time.textContent = away >= 0 ? 'in ' + span(away) : span(-away) + ' ago';
        time.classList.toggle('soon', away < 120);
        break;
      default: time.textContent = away > 1 ? 'in ' + span(away) : span(Math.max(0, -away)) + ' ago';
    }
    if (!time.title) time.title = exact.format(at) + '\n' + time.dateTime;
  }

  function fill(meter) {
    const from = new Date(meter.dataset.from);
    meter.value = (Date.now() - from) / (new Date(meter.dataset.until) - from);
  }

  const showTimes = () => {
    all('time[data-as]').forEach(show);
    all('meter[data-until]').forEach(fill);
  };

  function say(text, isBad) {
    const box = document.createElement('p');
    box.className = isBad ? 'bad' : 'good';
    if (isBad) box.setAttribute('role', 'alert');
    box.textContent = text;
    document.getElementById('toasts').replaceChildren(box);
    setTimeout(() => box.remove(), isBad ? 15000 : 5000);
  }

  function title() {
    const state = document.getElementById('state');
    if (!state) return;
    const urgent = state.dataset.urgent;
    const words = document.querySelector('title').dataset.title;
    document.title = (urgent === '0' ? '' : '(' + urgent + ') ') + words + ' · Firebreak';
    const icon = document.getElementById('favicon');
    const href = '/favicon.svg?n=' + urgent;
    if (icon.getAttribute('href') !== href) icon.setAttribute('href', href);
  }

  const csrf = () => document.querySelector('meta[name=csrf]')?.content ?? '';

  function value(field) {
    switch (field.dataset.type) {
      case 'boolean': return field.type === 'checkbox' ? field.checked : field.value === 'true';
      case 'list': return field.value.split(',').map(each => each.trim()).filter(each => each);
      case 'one': return [field.value];
      default: return field.value;
    }
  }

  async function command(form) {
    const body = {};
    for (const field of form.elements) {
      if (field.name && field.value !== '') body[field.name] = value(field);
    }
    const buttons = all('button', form);
    buttons.forEach(each => { each.disabled = true; });
    try {
      const answer = await fetch(form.dataset.api, {
        method: form.dataset.method ?? 'POST',
        headers: {'Content-Type': 'application/json', 'X-CSRF-TOKEN': csrf()},
        body: form.dataset.method === 'DELETE' ? undefined : JSON.stringify(body),
      });
      if (answer.status === 401) return location.reload();
      const said = await answer.json().catch(() => ({}));
      if (!answer.ok) return say(said.detail ?? 'It did not work: ' + answer.status, true);
      all('input:not([type=hidden]), textarea', form).forEach(each => { each.value = ''; });
      form.closest('details.switch')?.removeAttribute('open');
      show202(form, said, answer.status);
      htmx.trigger(document.body, 'changed');
    } catch (problem) {
      say('The server does not answer. Nothing was done; try again.', true);
    } finally {
      buttons.forEach(each => { each.disabled = false; });
    }
  }

  function show202(form, said, status) {
    const secret = form.querySelector('output');
    if (secret && said.secret) {
      secret.textContent = said.secret;
      secret.hidden = false;
    }
    say(status === 202 ? 'Sent. It shows here once it is done.' : 'Done.');
  }

  document.addEventListener('submit', event => {
    const form = event.target;
    if (!form.dataset.api) return;
    event.preventDefault();
    command(form);
  });

  document.addEventListener('click', event => {
    const copy = event.target.closest('[data-copy]');
    if (copy) {
      navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent)
        .then(() => say('Copied.'), () => say('The browser does not allow it; select the text.', true));
    }
    for (const open of all('details.switch[open]')) {
      if (!open.contains(event.target)) open.removeAttribute('open');
    }
  });

  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    for (const open of all('details.switch[open]')) {
      if (open.contains(document.activeElement)) open.querySelector('summary').focus();
      open.removeAttribute('open');
    }
  });

  // Finds again, in a page brought up to date, what a person stands on: by what it is for where it has no name.
  function pathTo(element) {
    const within = (css, attribute, inner) => {
      const owner = element.closest(css);
      return owner ? css + '[' + attribute + '=' + JSON.stringify(owner.getAttribute(attribute)) + ']' + inner : '';
    };
    if (!element) return '';
    if (element.id) return '#' + CSS.escape(element.id);
    switch (element.localName) {
      case 'a': return within('a', 'href', '');
      case 'summary': return within('details[id]', 'id', '>summary');
      case 'button': return within('form[data-api]', 'data-api', ' button');
      default: return '';
    }
  }

  function standAgain() {
    if (!stoodOn || document.activeElement !== document.body) return;
    const there = all(stoodOn);
    // Of two that look alike, the wrong one would be pressed.
    if (there.length === 1) there[0].focus({preventScroll: true});
  }

  // What a person has opened, written or stands on stays so when the page is brought up to date.
  let opened = new Set(), closed = new Set(), stoodOn = '';
  document.addEventListener('htmx:beforeSwap', () => {
    opened = new Set([...all('details[id][open]')].map(each => each.id));
    closed = new Set([...all('details[id]:not([open])')].map(each => each.id));
    stoodOn = pathTo(document.activeElement);
  });
  document.addEventListener('htmx:afterSwap', () => {
    all('details[id]').forEach(each => {
      if (opened.has(each.id)) each.open = true;
      if (closed.has(each.id)) each.open = false;
    });
    standAgain();
    filter();
    showTimes();
    title();
  });
  document.addEventListener('htmx:configRequest', event => { event.detail.headers['X-CSRF-TOKEN'] = csrf(); });
  for (const name of ['htmx:sendError', 'htmx:responseError']) {
    document.addEventListener(name, () => { document.getElementById('offline').hidden = false; });
  }
  document.addEventListener('htmx:afterRequest', event => {
    if (event.detail.successful) document.getElementById('offline').hidden = true;
  });

  // Kinds of the timeline that are not wanted.
  const unwanted = new Set();
  function filter() {
    all('[data-kind]').forEach(each => { each.hidden = unwanted.has(each.dataset.kind); });
    all('[data-filter]').forEach(each => { each.checked = !unwanted.has(each.dataset.filter); });
  }
  document.addEventListener('change', event => {
    const kind = event.target.dataset?.filter;
    if (!kind) return;
    if (event.target.checked) unwanted.delete(kind); else unwanted.add(kind);
    filter();
  });

  async function loadText(editor) {
    const answer = await fetch(editor.dataset.text);
    if (!answer.ok) return say('The text could not be read: ' + answer.status, true);
    editor.dataset.tag = answer.headers.get('ETag') ?? '"0"';
    editor.value = await answer.text();
    htmx.trigger(editor, 'loaded');
  }

  async function keepText(editor) {
    const answer = await fetch(editor.dataset.text, {
      method: 'PUT',
      headers: {'Content-Type': 'text/markdown', 'If-Match': editor.dataset.tag, 'X-CSRF-TOKEN': csrf()},
      body: editor.value,
    });
    if (answer.status === 412) return say('Somebody kept another version meanwhile. Copy what you wrote, and load the page again.', true);
    if (!answer.ok) return say('It was not kept: ' + answer.status, true);
    editor.dataset.tag = answer.headers.get('ETag');
    say('Kept.');
  }

  // A file goes up as it is; what the server makes of it is shown where the field says.
  async function upload(field) {
    try {
      const answer = await fetch(field.dataset.upload, {
        method: 'POST',
        headers: {'Content-Type': 'application/json', 'X-CSRF-TOKEN': csrf()},
        body: field.files[0],
      });
      if (answer.status === 401) return location.reload();
      document.getElementById(field.dataset.into).innerHTML = await answer.text();
      showTimes();
    } catch (problem) {
      say('The file could not be sent. Try again.', true);
    }
  }
  document.addEventListener('change', event => {
    if (event.target.dataset?.upload && event.target.files.length) upload(event.target);
  });

  // Told when what is shown is out of date. Whoever was away reads everything again.
  function listen(address) {
    const source = new EventSource(address);
    source.onopen = () => { htmx.trigger(document.body, 'changed'); };
    source.addEventListener('changed', () => { htmx.trigger(document.body, 'changed'); });
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(() => listen(address), 2000);
    };
    addEventListener('pagehide', () => source.close(), {once: true});
  }

  document.addEventListener('DOMContentLoaded', () => {
    showTimes();
    title();
    setInterval(showTimes, 1000);
    if (document.body.dataset.live) listen(document.body.dataset.live);
    all('textarea[data-text]').forEach(loadText);
    document.getElementById('keep')?.addEventListener('click', () => keepText(document.getElementById('text')));
    document.getElementById('print')?.addEventListener('click', () => print());
  });
  addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
})();
