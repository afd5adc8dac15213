/** What every route shares: query strings, bodies, problems, the request's id. */
@NullMarked
package com.bpmcentr.edge.http;

import org.jspecify.annotations.NullMarked;
