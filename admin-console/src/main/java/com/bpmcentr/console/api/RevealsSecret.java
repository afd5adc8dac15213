package com.bpmcentr.console.api;

/** An answer with a secret in it that is shown once: what is kept for a replay is without it. */
interface RevealsSecret {

  Object withoutSecret();
}
