/** The screen of signing keys and peppers. */
@NullMarked
package com.bpmcentr.console.rotation.ui;

import org.jspecify.annotations.NullMarked;
