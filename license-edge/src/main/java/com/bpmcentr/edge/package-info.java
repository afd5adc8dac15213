/** The edge: answers whether a key may use a connector in a Make account, from memory, alone. */
@NullMarked
package com.bpmcentr.edge;

import org.jspecify.annotations.NullMarked;
