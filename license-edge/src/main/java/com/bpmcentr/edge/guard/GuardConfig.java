package com.bpmcentr.edge.guard;

import java.util.Optional;

/**
 * How much the public port bears of what.
 *
 * @param unknownKeysPerAddress keys that nobody has, from one address; empty: unlimited
 * @param unknownKeysTotal the same, from all addresses together; empty: unlimited
 * @param connections how many may be open
 * @param connectionsPerAddress how many of one address, without a valid key shown on them yet
 * @param misbehaviourPerAddress connections of one address that end without a whole request or
 *     break the protocol; empty: unlimited
 * @param trustedProxies whose word on a client's address is believed
 */
public record GuardConfig(
    Optional<Rate> unknownKeysPerAddress,
    Optional<Rate> unknownKeysTotal,
    int connections,
    int connectionsPerAddress,
    Optional<Rate> misbehaviourPerAddress,
    TrustedProxies trustedProxies) {}
