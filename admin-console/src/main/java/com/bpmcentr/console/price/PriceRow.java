package com.bpmcentr.console.price;

import com.bpmcentr.console.connector.PriceChange;
import org.jspecify.annotations.Nullable;

/**
 * A change of a price, and where it stands now.
 *
 * @param connectorName what the connector is called whose own price it is
 * @param withdrawable whether it can be taken back
 */
public record PriceRow(
    PriceChange change,
    @Nullable String connectorName,
    PriceChange.State state,
    boolean withdrawable) {}
