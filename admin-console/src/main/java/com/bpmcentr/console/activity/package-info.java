/** What happened to one thing, for everybody who may look at the thing itself. */
@NullMarked
package com.bpmcentr.console.activity;

import org.jspecify.annotations.NullMarked;
