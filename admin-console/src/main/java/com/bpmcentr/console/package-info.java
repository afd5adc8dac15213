@NullMarked
package com.bpmcentr.console;

import org.jspecify.annotations.NullMarked;
