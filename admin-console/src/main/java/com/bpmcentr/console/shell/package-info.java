@NullMarked
package com.bpmcentr.console.shell;

import org.jspecify.annotations.NullMarked;
