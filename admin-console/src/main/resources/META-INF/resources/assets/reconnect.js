/*
 * Once a request has gone through that had failed before, the line is there again, and the page says so.
 * Vaadin's client by itself goes on saying "reconnecting" until somebody clicks: it counts what is being
 * loaded, and the count is lost with the line; requests that a page makes by itself are not counted at all.
 */
window.reconnect ??= (() => {
  const LOOK_MILLIS = 250;
  const connection = window.Vaadin.connectionState;
  let looking;

  const asking = () =>
    Object.values(window.Vaadin.Flow.clients).some(client => client.isActive?.());

  connection.addStateChangeListener((before, now) => {
    clearInterval(looking);
    if (now === 'reconnecting') {
      // a request that failed stays the present one until it has gone through
      let asked = false;
      looking = setInterval(() => {
        if (asking()) {
          asked = true;
        } else if (asked) {
          connection.state = 'connected';
        }
      }, LOOK_MILLIS);
    }
  });
  return connection;
})();
