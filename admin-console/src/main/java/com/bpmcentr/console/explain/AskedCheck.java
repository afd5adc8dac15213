package com.bpmcentr.console.explain;

import com.bpmcentr.console.secret.Secret;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The check to be explained. Its secrets are digested at once and kept nowhere.
 *
 * @param key the key itself; absent where {@code apiKeyId} names it, or where none was sent
 * @param apiKeyId the key by its id
 * @param connectorSecret what the connector sent to prove itself; absent: nothing
 * @param at the moment to be explained, not after the present; absent: now
 */
public record AskedCheck(
    @Nullable Secret key,
    @Nullable UUID apiKeyId,
    String connector,
    String account,
    @Nullable Secret connectorSecret,
    @Nullable Instant at) {}
