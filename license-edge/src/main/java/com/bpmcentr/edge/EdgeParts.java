package com.bpmcentr.edge;

import com.bpmcentr.edge.guard.Refusals;
import com.bpmcentr.edge.guard.SenderLimits;
import com.bpmcentr.edge.ops.Draining;
import com.bpmcentr.edge.ops.LoopWatch;
import com.bpmcentr.edge.replica.FreshnessClock;
import com.bpmcentr.edge.replica.LicenseReplica;
import com.bpmcentr.edge.tls.TlsCertificate;
import com.bpmcentr.edge.usage.OperationTotals;
import com.bpmcentr.edge.usage.UsageFlusher;
import com.bpmcentr.edge.verify.CheckDecider;
import com.bpmcentr.edge.verify.CheckMetrics;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * What all event loops share.
 *
 * @param nanoTime monotonic time in nanoseconds
 * @param publicPort completed with the port once it is open
 */
record EdgeParts(
    LicenseReplica replica,
    FreshnessClock freshness,
    CheckDecider decider,
    CheckMetrics checkMetrics,
    SenderLimits limits,
    Refusals refusals,
    UsageFlusher usage,
    OperationTotals operationTotals,
    Draining draining,
    LoopWatch loops,
    Optional<TlsCertificate> tls,
    LongSupplier nanoTime,
    CompletableFuture<Integer> publicPort) {}
