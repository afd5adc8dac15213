/*
 * What is typed into a form, kept by this tab of the browser until it is saved or given up: a restart of
 * the console, a session that ran out, a page loaded anew or another language then lose nothing. Each draft
 * belongs to a member of staff, a page and a form: by its id, or by the button that opens it. Only fields
 * that the server marked are kept: no passwords, no keys.
 */
window.drafts ??= (() => {
  const MARK = 'draft ';
  const LARGEST = 65536;
  let member = '';
  let zone;
  const open = new Map();
  let pressed = null;
  let forms = 0;

  /** The forms that one button opens come one after the other. */
  const byButton = () => {
    const opener = window.openers.last();
    forms = opener === pressed ? forms + 1 : 0;
    pressed = opener;
    return [opener?.said, opener?.beside, opener?.number, forms];
  };

  const keyOf = form => MARK + JSON.stringify([member, location.pathname, form]);
  const isShown = key => [...open.values()].some(one => one.key === key && one.form.isConnected);
  const read = key => JSON.parse(sessionStorage.getItem(key));
  const all = () => Object.keys(sessionStorage).filter(key => key.startsWith(MARK));

  const text = field => {
    switch (field.localName) {
      case 'vaadin-checkbox':
        return String(field.checked);
      case 'vaadin-radio-group':
        return field.querySelector('vaadin-radio-button[checked]')?.textContent.trim() ?? '';
      case 'vaadin-select':
        return field.querySelector('vaadin-select-value-button')?.textContent.trim() ?? '';
      case 'vaadin-combo-box':
        return field.inputElement.value;
      case 'vaadin-multi-select-combo-box':
        return field.selectedItems.map(item => item.label).join('\n');
      default:
        return field.value ?? '';
    }
  };

  const when = at => {
    const date = new Date(at);
    const day = moment => moment.toLocaleDateString('en', { timeZone: zone });
    const today = day(date) === day(new Date());
    const style = today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' };
    return date.toLocaleString(document.documentElement.lang, { ...style, timeZone: zone });
  };

  return {
    /** Whose drafts these are from now on; those of anybody else go. */
    belongTo(id, timeZone) {
      member = id;
      zone = timeZone;
      all().filter(key => JSON.parse(key.slice(MARK.length))[0] !== id)
        .forEach(key => sessionStorage.removeItem(key));
    },

    /** Keeps what is typed into the form from now on; answers what was kept of it before. */
    keep(form, token, id, title, untouched) {
      const opened = window.openers.last();
      const key = keyOf(id || byButton());
      const language = document.documentElement.lang;
      open.set(token, { key, form });
      const note = event => {
        const field = event.target.closest('[data-kept]');
        if (field) {
          // a choice shows its new value only after it has told of it
          setTimeout(() => {
            const draft = read(key)
              ?? { base: untouched, values: {}, opener: opened, title, language };
            draft.at = Date.now();
            draft.values[field.dataset.kept] = text(field);
            const json = JSON.stringify(draft);
            if (form.isConnected && json.length <= LARGEST) {
              sessionStorage.setItem(key, json);
            }
          });
        }
      };
      form.addEventListener('input', note);
      form.addEventListener('change', note);
      const draft = read(key);
      if (draft) {
        form.setAttribute('data-typed', '');
      }
      return draft && {
        when: when(draft.at),
        base: draft.base,
        values: draft.values,
        sameWords: draft.language === language
      };
    },

    forget(token) {
      const { key, form } = open.get(token) ?? {};
      sessionStorage.removeItem(key);
      form?.removeAttribute('data-typed');
    },

    /** What was typed on the page at that path and is neither saved nor given up. */
    offered(path) {
      return all()
        .filter(key => JSON.parse(key.slice(MARK.length))[1] === '/' + path
          && !isShown(key))
        .map(key => {
          const { at, title, language, opener } = read(key);
          const form = language === document.documentElement.lang
            ? title : window.openers.find(opener)?.textContent.trim() ?? title;
          return { key, form, when: when(at) };
        });
    },

    /** Opens the form by the button that opened it; answers whether the button is there. */
    reopen(key) {
      const button = window.openers.find(read(key)?.opener);
      button?.click();
      return button !== undefined;
    },

    discard(key) {
      sessionStorage.removeItem(key);
    },

    clear() {
      all().forEach(key => sessionStorage.removeItem(key));
    }
  };
})();
