package com.bpmcentr.edge.guard;

import java.util.Optional;

/**
 * How much the public port bears of what.
 *
 * @param unknownKeysPerAddress keys that nobody has, from one address; empty: unlimited
 * @param unknownKeysTotal the same, from all addresses together; empty: unlimited
 * @param trustedProxies whose word on a client's address is believed
 */
public record GuardConfig(
    Optional<Rate> unknownKeysPerAddress,
    Optional<Rate> unknownKeysTotal,
    TrustedProxies trustedProxies) {}
