package com.bpmcentr.loadtests.bench.http;

/**
 * What was measured of one case.
 *
 * @param throughput as many requests as each server answers
 * @param latency at a fixed rate; without rounds if it was not measured
 */
record CaseResult(int customers, CheckCase check, Comparison throughput, Comparison latency) {}
