package com.bpmcentr.console.apikey;

import com.bpmcentr.console.secret.Secret;

/** A key with its secret, the only time that it is seen. */
public record RevealedApiKey(ApiKey apiKey, Secret secret) {}
