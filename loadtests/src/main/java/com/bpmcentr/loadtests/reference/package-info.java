/**
 * What the edge is compared with besides the floor: the same question answered in the style most
 * teams would write, Spring MVC on virtual threads with a query or two for each request. It knows
 * keys, bindings, holds and ends, and leaves the rest of the contract out.
 */
@NullMarked
package com.bpmcentr.loadtests.reference;

import org.jspecify.annotations.NullMarked;
