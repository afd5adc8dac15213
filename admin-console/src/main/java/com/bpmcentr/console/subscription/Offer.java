package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.license.Category;

/** What a connector costs a period today; a subscription keeps it for the period it starts. */
public record Offer(Category category, Money price) {}
