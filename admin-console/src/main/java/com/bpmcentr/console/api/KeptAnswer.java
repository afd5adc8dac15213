package com.bpmcentr.console.api;

import java.util.Map;

/** What a call answered, as far as a replay needs it; a secret was taken out before. */
record KeptAnswer(int status, Map<String, String> headers, String body) {}
