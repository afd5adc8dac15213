/** Floor, edge and reference under the same requests, in turn, and what is told of it. */
@NullMarked
package com.bpmcentr.loadtests.bench.http;

import org.jspecify.annotations.NullMarked;
