package com.bpmcentr.license;

/**
 * What came of verifying a signed document. Only {@link LicenseVerifier} makes the verified kinds,
 * so who holds one may believe it.
 */
public sealed interface Verification
    permits VerifiedSubject, VerifiedCheckpoint, CompromisedLicense, Refusal {}
