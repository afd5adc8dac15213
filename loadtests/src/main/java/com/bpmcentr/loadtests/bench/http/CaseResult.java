package com.bpmcentr.loadtests.bench.http;

/**
 * What was measured of one case.
 *
 * @param throughput as many requests as each server answers
 * @param rate requests a second at which latency was measured; 0 if it was not
 * @param latency at that rate
 */
record CaseResult(
    int customers, CheckCase check, Comparison throughput, int rate, Comparison latency) {}
