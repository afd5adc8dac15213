/*
 * The button that a form was opened by: where the focus goes back to when the form is closed, also if the
 * page has been drawn anew meanwhile, and what opens the form again to go on with a draft.
 */
window.openers ??= (() => {
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
    if (document.activeElement !== document.body
        || document.querySelector('vaadin-dialog[opened]')) {
      return;
    }
    const heading = document.querySelector('.page h1');
    heading?.setAttribute('tabindex', '-1');
    (find(last) ?? heading)?.focus();
  };

  document.addEventListener('opened-changed', event => {
    const dialog = event.target;
    if (dialog.localName === 'vaadin-dialog' && event.detail.value) {
      // asked of the dialog: it may be taken out of the page before it is closed. After it has itself
      // given the focus to what had it before, if that is still there
      dialog.addEventListener('closed', () => setTimeout(giveBack), { once: true });
    }
  }, true);

  return { last: () => last, find, giveBack };
})();
