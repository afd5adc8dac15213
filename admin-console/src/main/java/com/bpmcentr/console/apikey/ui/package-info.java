/** The screens about API keys. */
@NullMarked
package com.bpmcentr.console.apikey.ui;

import org.jspecify.annotations.NullMarked;
