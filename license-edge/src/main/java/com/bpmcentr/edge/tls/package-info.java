/** TLS on the public port: the certificate, and its renewal while connections go on. */
@NullMarked
package com.bpmcentr.edge.tls;

import org.jspecify.annotations.NullMarked;
