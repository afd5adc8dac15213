/** The screens about connectors. */
@NullMarked
package com.bpmcentr.console.connector.ui;

import org.jspecify.annotations.NullMarked;
