/** First use: claiming an unbound subscription for a Make account. */
@NullMarked
package com.bpmcentr.edge.binding;

import org.jspecify.annotations.NullMarked;
