package com.bpmcentr.console.connector;

import com.bpmcentr.console.secret.Secret;

/** A connector with its new secret, the only time that it is seen. */
public record RevealedConnectorSecret(Connector connector, Secret secret) {}
