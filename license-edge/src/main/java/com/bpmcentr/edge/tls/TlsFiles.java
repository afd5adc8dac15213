package com.bpmcentr.edge.tls;

import java.nio.file.Path;

/**
 * Where the certificate lies.
 *
 * @param certificate PEM: the certificate, then those that it rests on
 * @param key PEM: its private key, PKCS#8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {}
