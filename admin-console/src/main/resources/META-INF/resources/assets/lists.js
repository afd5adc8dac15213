/*
 * How each list was left in this tab of the browser: the way back from one of its things leads there, also
 * after the page was loaded anew. It belongs to a member of staff, and goes with the log-out or the tab.
 */
window.lists ??= (() => {
  const MARK = 'list ';
  let member = '';

  const keyOf = path => MARK + JSON.stringify([member, path]);
  const all = () => Object.keys(sessionStorage).filter(key => key.startsWith(MARK));

  return {
    /** Whose lists these are from now on; those of anybody else go. */
    belongTo(id) {
      member = id;
      all().filter(key => JSON.parse(key.slice(MARK.length))[0] !== id)
        .forEach(key => sessionStorage.removeItem(key));
    },

    left(path, query) {
      sessionStorage.setItem(keyOf(path), query);
    },

    leadBack(link, path) {
      const query = sessionStorage.getItem(keyOf(path));
      link.setAttribute('href', query ? path + '?' + query : path);
    },

    clear() {
      all().forEach(key => sessionStorage.removeItem(key));
    }
  };
})();
