/** What a customer is to be told as time goes on: recorded once, for whoever sends it. */
@NullMarked
package com.bpmcentr.console.notice;

import org.jspecify.annotations.NullMarked;
