package com.bpmcentr.console.price;

import com.bpmcentr.console.connector.PriceChange;

/**
 * A change of a price, and where it stands now.
 *
 * @param withdrawable whether it can be taken back
 */
public record PriceRow(PriceChange change, PriceChange.State state, boolean withdrawable) {}
