/** One search over everything that has a page. */
@NullMarked
package com.bpmcentr.console.search;

import org.jspecify.annotations.NullMarked;
