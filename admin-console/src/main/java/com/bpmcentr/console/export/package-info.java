/** Lists as files: all rows that the filters leave, written as they are read. */
@NullMarked
package com.bpmcentr.console.export;

import org.jspecify.annotations.NullMarked;
