/*
 * The button that a form was opened by: where the focus goes back to when the form is closed, also if the
 * page has been drawn anew meanwhile, and what opens the form again to go on with a draft.
 */
window.openers ??= (() => {
  const OPEN = 'vaadin-dialog:is([opened], [closing])';
  let last = null;

  /** The same in each language, where the server has named it. */
  const name = button => button.dataset.action ?? button.textContent.trim();

  /** What tells its row from others, whatever the language. */
  const row = button => button.closest('.row')?.querySelector('a, code')?.textContent.trim() ?? '';

  const alike = ({ said, beside }) =>
    [...document.querySelectorAll('vaadin-button:not([disabled])')].filter(
      button => !button.closest('vaadin-dialog') && name(button) === said && row(button) === beside);

  const find = opener => (opener ? alike(opener)[opener.number] : undefined);

  document.addEventListener('click', event => {
    const pressed = event.target.closest?.('vaadin-button, .palette-found > button');
    if (pressed?.localName === 'button') {
      last = { said: name(pressed), beside: '', number: 0 };
    } else if (pressed && !pressed.closest('vaadin-dialog, vaadin-notification-card')) {
      const opener = { said: name(pressed), beside: row(pressed) };
      last = { ...opener, number: alike(opener).indexOf(pressed) };
    }
  }, true);

  const giveBack = () => {
    // what is hidden has the focus until the page is painted anew
    const focused = document.activeElement;
    const lost = focused === document.body || focused.closest('vaadin-dialog');
    if (!lost || document.querySelector(OPEN)) {
      return;
    }
    const heading = document.querySelector('.page h1');
    heading?.setAttribute('tabindex', '-1');
    const opener = find(last);
    // where it was pressed it is still seen, unless a receipt further up is to be
    opener ? opener.focus({ preventScroll: true }) : heading?.focus();
  };

  // a dialog may be taken out of the page before it is closed, and tells nobody then
  let wasOpen = false;
  new MutationObserver(() => {
    const isOpen = document.querySelector(OPEN) !== null;
    if (wasOpen && !isOpen) {
      // after the dialog itself has given it to what had it before, if that is still there
      setTimeout(giveBack);
    }
    wasOpen = isOpen;
  }).observe(document.body, {
    attributes: true, attributeFilter: ['opened', 'closing'], childList: true, subtree: true
  });

  return { last: () => last, find, giveBack };
})();
